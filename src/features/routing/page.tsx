// Who gets the leads: the people and their turns, the calendar that drives every clock, and the leads that lie with somebody who cannot work them.
import { Anchor, SegmentedControl } from "@mantine/core";
import { Suspense, lazy } from "react";

import { type HealthAnswer, type RoutingAnswer, readRouting, readRoutingHealth } from "#features/routing/contract.ts";
import { PeopleView } from "#features/routing/parts/people-view.tsx";
import type { words } from "#features/routing/words.en.ts";
import { mostCredit } from "#facts/turn.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useSearchValue, useWorkspaceSlug } from "#ui/address.tsx";
import { useWords } from "#ui/language.ts";
import { Page as Sheet } from "#ui/page.tsx";
import { MethodPage } from "#ui/papers.tsx";
import { AnswerWaiting, Answers, RowsWaiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

const CheckView = lazy(() => import("#features/routing/parts/check-view.tsx").then((loaded) => ({ default: loaded.CheckView })));

const views = ["people", "check"] as const;
type View = (typeof views)[number];

export function Page() {
  const t = useWords<typeof words>("routing");
  const params = { workspace: useWorkspaceSlug() };
  const [asked, setView] = useSearchValue("view");
  const [days] = useSearchValue("days");
  const view: View = views.find((one) => one === asked) ?? "people";
  const routing = useAsk(readRouting, { params, query: { days: days === "90" ? "90" : "30" } }, { keepsLast: true });
  const health = useAsk(readRoutingHealth, { params });
  return (
    <Sheet
      title={t("title")}
      answerLines={[1, 4]}
      answer={
        <Answers of={routing} waiting={<AnswerWaiting />}>
          {(told) => <Answer told={told} health={health.data} days={days === "90" ? 90 : 30} />}
        </Answers>
      }
      papers={
        <>
          <p>{t("papers-rule")}</p>
          <p>{t("papers-credit", { most: mostCredit })}</p>
          <p>{t("papers-range")}</p>
          <MethodPage method="routing" />
          <p>
            <Anchor component={GoTo} href={paths.calendar(params.workspace)}>
              {t("to-calendar")}
            </Anchor>
          </p>
        </>
      }
    >
      <SegmentedControl
        aria-label={t("views")}
        value={view}
        onChange={(value) => setView(value === "people" ? null : value)}
        data={views.map((one) => ({ value: one, label: t(`view-${one}`) }))}
        className="not-on-paper"
        style={{ alignSelf: "start", maxWidth: "100%" }}
      />
      <Suspense fallback={<RowsWaiting count={8} />}>
        {view === "people" ? (
          <Answers of={routing} waiting={<RowsWaiting count={8} />}>
            {(told) => <PeopleView told={told} />}
          </Answers>
        ) : null}
        {view === "check" ? (
          <Answers of={health} waiting={<RowsWaiting count={6} />}>
            {(told) => <CheckView told={told} />}
          </Answers>
        ) : null}
      </Suspense>
    </Sheet>
  );
}

function Answer({ told, health, days }: { readonly told: RoutingAnswer; readonly health: HealthAnswer | undefined; readonly days: number }) {
  const t = useWords<typeof words>("routing");
  const listed = told.people.filter(({ state, isInTurn }) => state !== "removed" && state !== "left" && isInTurn);
  const here = listed.filter(({ state }) => state === "here").length;
  const [all, turn] = told.fair.reduce(([sum, own], row) => [sum + row.offered, own + row.byTurn], [0, 0]);
  const wrong = health?.findings.length ?? 0;
  return (
    <>
      {listed.length === 0 ? t("answer-none") : t("answer", { count: listed.length, here })}{" "}
      {listed.length === 0 && all === 0 ? null : all === 0 ? t("answer-not-dealt", { days }) : t("answer-dealt", { count: all, turn, days })}{" "}
      {wrong === 0 ? null : t("answer-wrong", { count: wrong })}
    </>
  );
}
