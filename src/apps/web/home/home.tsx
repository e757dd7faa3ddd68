// Home: how things stand for both departments; the headline figures, the largest part of the shortfall, what is new, due and waits, how far the facts can be believed.
import { Anchor, Button } from "@mantine/core";

import { readBreaks } from "#features/changes/contract.ts";
import { readHeadline, readWhatChanged } from "#features/figures/contract.ts";
import { HeadlineCards, HeadlineWaiting } from "#features/figures/parts/headline-cards.tsx";
import { RecentImports, WhatChanged } from "#features/figures/parts/what-changed.tsx";
import type { words as figureWords } from "#features/figures/words.en.ts";
import { explainShortfall } from "#features/shortfall/contract.ts";
import { LargestPart } from "#features/shortfall/parts/largest-part.tsx";
import type { words as shortfallWords } from "#features/shortfall/words.en.ts";
import { readWorkspace } from "#features/workspace/contract.ts";
import { BreaksOfLate } from "#apps/web/home/breaks-of-late.tsx";
import { DecisionsHeld } from "#apps/web/home/decisions-held.tsx";
import { NextMeeting } from "#apps/web/home/next-meeting.tsx";
import { SinceAndDue } from "#apps/web/home/since.tsx";
import { CooperationAtHome } from "#apps/web/lent-parts.tsx";
import { ToSign } from "#apps/web/home/to-sign.tsx";
import { WaitsForMe } from "#apps/web/home/waits-for-me.tsx";
import type { words } from "#apps/web/home/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { useFormat, useLanguage, useWords } from "#ui/language.ts";
import { Page as Frame, Section, Surface } from "#ui/page.tsx";
import { usePeriod, useShownPeriod } from "#ui/period.tsx";
import { AnswerWaiting, Answers, CannotBeTold, EmptyState, RowsWaiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

import css from "#apps/web/home/home.module.css";

export function Page() {
  const t = useWords<typeof words>("home");
  const tFigures = useWords<typeof figureWords>("figures");
  const tShortfall = useWords<typeof shortfallWords>("shortfall");
  const { language } = useLanguage();
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const { period, against } = usePeriod();
  const params = { workspace };
  const asked = { ...(period === null ? {} : { period }), ...(against === null || against === "plan" ? {} : { against }) };
  const settings = useAsk(readWorkspace, { params });
  const headline = useAsk(readHeadline, { params, query: asked }, { keepsLast: true });
  const shortfall = useAsk(
    explainShortfall,
    { params, query: { ...asked, ...(against === "plan" ? { against } : {}), by: [], measure: "revenue" } },
    { keepsLast: true },
  );
  const changed = useAsk(readWhatChanged, { params, query: asked }, { keepsLast: true });
  const breaks = useAsk(readBreaks, { params }, { when: headline.data !== undefined, keepsLast: true });
  useShownPeriod(headline.data?.period, headline.data?.against);
  if (headline.error?.problem.code === "no-facts-yet") {
    return (
      <Frame title={t("title")}>
        <EmptyState
          title={t("empty-title")}
          action={
            <Button component={GoTo} href={paths.imports(workspace)}>
              {t("empty-act")}
            </Button>
          }
        >
          {t("empty-words")}
        </EmptyState>
      </Frame>
    );
  }
  // Signing and deciding together take two departments.
  const isOneSided = settings.data?.hidden.some(({ because }) => because === "no-second-side") === true;
  const untold = shortfall.error?.problem;
  return (
    <Frame
      title={t("title")}
      actions={isOneSided ? undefined : <ToSign when={headline.data !== undefined} />}
      answerLines={language === "ru" ? [4, 6] : [3, 5]}
      answer={shortfall.data?.summary[language] ?? (untold === undefined ? <AnswerWaiting /> : undefined)}
    >
      <Answers of={headline} waiting={<HeadlineWaiting />}>
        {(told) => <HeadlineCards told={told} workspace={workspace} />}
      </Answers>
      <CooperationAtHome when={headline.data !== undefined} />
      <div className={css.room}>
        <div className={css.parts}>
          <Section title={t("largest")}>
            {untold?.status === 422 ? (
              <CannotBeTold reason={tShortfall(`why.${untold.code as "no-plan"}`)} />
            ) : (
              <Answers of={shortfall} waiting={<RowsWaiting count={4} />}>
                {(told) => <LargestPart told={told} workspace={workspace} />}
              </Answers>
            )}
          </Section>
          <Section title={t("breaks")}>
            <Answers of={breaks} waiting={<RowsWaiting count={4} />}>
              {(told) => <BreaksOfLate told={told} workspace={workspace} />}
            </Answers>
          </Section>
          <SinceAndDue when={headline.data !== undefined} />
          <WaitsForMe when={headline.data !== undefined} />
          {isOneSided ? null : <DecisionsHeld when={headline.data !== undefined} />}
          <NextMeeting when={headline.data !== undefined} />
          <Section title={t("trust")}>
            <Answers of={headline} waiting={<RowsWaiting count={4} />}>
              {({ trust, lastSeen }) => (
                <Surface>
                  <p style={{ marginTop: 0 }}>
                    {t(trust.serious > 0 ? "trust-serious" : trust.warnings > 0 ? "trust-warnings" : "trust-good", {
                      count: trust.serious > 0 ? trust.serious : trust.warnings,
                    })}
                  </p>
                  <p>{t("trust-until", { day: format.day(lastSeen) })}</p>
                  <p style={{ marginBottom: 0 }}>
                    <Anchor component={GoTo} href={paths.trust(workspace)}>
                      {t("trust-open")}
                    </Anchor>
                  </p>
                </Surface>
              )}
            </Answers>
          </Section>
        </div>
      </div>
      <Section
        title={tFigures("what-changed")}
        note={changed.data === undefined ? undefined : t("changed-note", { against: format.period(changed.data.against) })}
      >
        <Answers of={changed} waiting={<RowsWaiting count={5} />}>
          {(told) => <WhatChanged told={told} currency={settings.data?.workspace.currency ?? "USD"} />}
        </Answers>
      </Section>
      {isOneSided ? (
        <p style={{ margin: 0 }}>
          {t("one-sided")}{" "}
          <Anchor component={GoTo} href={paths.stage(workspace)}>
            {t("one-sided-show")}
          </Anchor>
        </p>
      ) : null}
      {changed.data === undefined || changed.data.imports.length === 0 ? null : (
        <Section title={t("imports")}>
          <RecentImports told={changed.data} workspace={workspace} />
        </Section>
      )}
    </Frame>
  );
}
