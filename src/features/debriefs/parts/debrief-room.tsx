// The debrief of a joint project: first what came of it, then what follows.
import { Anchor } from "@mantine/core";
import type { ReactNode } from "react";

import { type ProjectResultsView, readDebrief, readProjectResults } from "#features/debriefs/contract.ts";
import { Answer } from "#features/debriefs/parts/answer.tsx";
import { Beside } from "#features/debriefs/parts/beside.tsx";
import { Goals } from "#features/debriefs/parts/goals.tsx";
import { Milestones } from "#features/debriefs/parts/milestones.tsx";
import { Money } from "#features/debriefs/parts/money.tsx";
import { Said } from "#features/debriefs/parts/said.tsx";
import { Then } from "#features/debriefs/parts/then.tsx";
import { Verdict } from "#features/debriefs/parts/verdict.tsx";
import type { words } from "#features/debriefs/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, usePathPart, useWorkspaceSlug } from "#ui/address.tsx";
import { AnsweredPage } from "#ui/answered-page.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { useLive } from "#ui/live.tsx";
import { Section } from "#ui/page.tsx";
import { Answers, RowsWaiting, Waiting } from "#ui/states.tsx";
import { forget, useAsk } from "#ui/use-ask.ts";
import { useQueryClient } from "@tanstack/react-query";

export interface DebriefRoomProps {
  /** What may be begun from it, as the app knows it. */
  readonly steps: (project: { readonly id: string; readonly title: string }) => ReactNode;
}

export function DebriefRoom({ steps }: DebriefRoomProps) {
  const t = useWords<typeof words>("debriefs");
  const workspace = useWorkspaceSlug();
  const id = usePathPart("id");
  const client = useQueryClient();
  const results = useAsk(readProjectResults, { params: { workspace, id } });
  const debrief = useAsk(readDebrief, { params: { workspace, id } });
  useLive("projects", () => void forget(client, [readDebrief, readProjectResults]));
  const name = debrief.data?.project.name;
  return (
    <AnsweredPage
      of={results}
      title={name === undefined ? t("title-waiting") : t("title", { name })}
      answerLines={[2, 5]}
      nothing={{ title: t("empty-facts"), words: t("empty-facts-words"), act: t("back") }}
      answer={(told) => <Answer told={told} />}
      actions={
        <Anchor component={GoTo} href={paths.project(workspace, id)}>
          {t("back")}
        </Anchor>
      }
      papers={(told) => <Papers told={told} />}
      waiting={{ page: <Waiting height={900} />, papers: <Waiting height={240} /> }}
    >
      {(told) => (
        <>
          <Goals told={told} />
          <Milestones told={told} />
          <Money told={told} />
          <Answers of={debrief} waiting={<RowsWaiting count={6} />}>
            {(view) => (
              <>
                <Said debrief={view} />
                <Verdict debrief={view} />
                <Section title={t("part-plan")} note={t("part-plan-note")}>
                  {steps({ id: view.project.id, title: view.project.name })}
                </Section>
                <Beside told={told} />
                <Then debrief={view} lastSeen={told.lastSeen} />
              </>
            )}
          </Answers>
        </>
      )}
    </AnsweredPage>
  );
}

function Papers({ told }: { readonly told: ProjectResultsView }) {
  const t = useWords<typeof words>("debriefs");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const like = told.like["won"] ?? told.like["accepted"];
  return (
    <>
      <p>{t("papers-cost")}</p>
      <p>{t("papers-range")}</p>
      {like === undefined ? null : (
        <p>
          {t("like-of", {
            leads: format.count(like.leads),
            channel: like.channel ?? t("like-any"),
            hits: format.count(like.hits),
            events: format.count(like.events),
          })}{" "}
          {t("like-own", { hits: format.count(like.own.hits), expected: format.count(Math.round(like.own.expected)) })}
        </p>
      )}
      <p>{t("papers-not")}</p>
      <p>
        <Anchor component={GoTo} href={paths.methodOf(workspace, "project-results")}>
          {t("method")}
        </Anchor>
      </p>
    </>
  );
}
