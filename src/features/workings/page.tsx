// How is each figure worked out? The list of the pages that say so.
import { Anchor } from "@mantine/core";

import { listMethods } from "#features/workings/contract.ts";
import classes from "#features/workings/parts/workings.module.css";
import type { words } from "#features/workings/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { useWords } from "#ui/language.ts";
import { Page as Frame } from "#ui/page.tsx";
import { AnswerWaiting, Answers, RowsWaiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

export function Page() {
  const t = useWords<typeof words>("workings");
  const workspace = useWorkspaceSlug();
  const methods = useAsk(listMethods, { params: { workspace } });
  return (
    <Frame
      title={t("title")}
      answerLines={[1, 3]}
      answer={
        <Answers of={{ ...methods, error: null }} waiting={methods.error ? null : <AnswerWaiting />}>
          {(told) => <>{told.methods.length === 0 ? t("answer-none") : t("answer", { count: told.methods.length })}</>}
        </Answers>
      }
    >
      <Answers of={methods} waiting={<RowsWaiting count={16} />}>
        {(told) => (
          <ul className={classes["list"]} aria-label={t("list")} lang="en">
            {told.methods.map(({ name, title }) => (
              <li key={name}>
                <Anchor component={GoTo} href={paths.methodOf(workspace, name)}>
                  {title}
                </Anchor>
              </li>
            ))}
          </ul>
        )}
      </Answers>
    </Frame>
  );
}
