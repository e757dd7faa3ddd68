// Which of the figures at the head of everything have left their level of late, before anybody had to ask.
import { Anchor } from "@mantine/core";

import type { BreaksAnswer } from "#features/changes/contract.ts";
import { useFigureName, useSizes } from "#features/changes/parts/figure-words.ts";
import type { words } from "#apps/web/home/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo } from "#ui/address.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Surface } from "#ui/page.tsx";

const mostNamed = 3;

export function BreaksOfLate({ told, workspace }: { readonly told: BreaksAnswer; readonly workspace: string }) {
  const t = useWords<typeof words>("home");
  return (
    <Surface>
      <p style={{ marginTop: 0 }}>
        {told.judged === 0
          ? t("breaks-untold", { needed: told.needed })
          : told.breaks.length === 0
            ? t("breaks-none", { count: told.judged })
            : t("breaks-some", { count: told.breaks.length, of: told.judged })}
      </p>
      {told.breaks.length === 0 ? null : (
        <ul style={{ paddingLeft: "1.2em", margin: "0 0 1em" }}>
          {told.breaks.slice(0, mostNamed).map((one) => (
            <Break key={one.key} one={one} workspace={workspace} />
          ))}
        </ul>
      )}
      <p style={{ marginBottom: 0 }}>
        <Anchor component={GoTo} href={paths.changes(workspace)}>
          {t("breaks-open")}
        </Anchor>
      </p>
    </Surface>
  );
}

function Break({
  one: { key, unit, currency, since, change, isAlarm },
  workspace,
}: {
  readonly one: BreaksAnswer["breaks"][number];
  readonly workspace: string;
}) {
  const t = useWords<typeof words>("home");
  const name = useFigureName()(key);
  const sizes = useSizes();
  const format = useFormat();
  const measure = { unit, currency };
  const values = { name, since: format.period(since) };
  return (
    <li>
      <Anchor component={GoTo} href={paths.changes(workspace, { figure: key })}>
        {change === null
          ? t("breaks-watch", values)
          : t(change.verdict === "clear" ? "breaks-moved" : "breaks-may-have-moved", {
              ...values,
              size: sizes.size(change, measure),
              range: sizes.range(change.interval, { ...measure, isRelative: change.isRelative }),
            })}
      </Anchor>
      {change !== null && isAlarm ? ` ${t("breaks-watch-too")}` : null}
    </li>
  );
}
