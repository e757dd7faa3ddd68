// What do we decide together: meetings to come and past, their series, and how well they are kept.
import { SegmentedControl } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Suspense, lazy } from "react";

import { type MeetingList, listMeetings } from "#features/meetings/contract.ts";
import { Feed } from "#features/meetings/parts/feed.tsx";
import classes from "#features/meetings/parts/meetings.module.css";
import { SeriesList } from "#features/meetings/parts/series-list.tsx";
import type { words } from "#features/meetings/words.en.ts";
import type { MeetingView } from "#facts/meetings-shape.ts";
import { paths } from "#kit/paths.ts";
import { useGo, useSearch, useWorkspaceSlug } from "#ui/address.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { useLive } from "#ui/live.tsx";
import { Page as Frame, Section } from "#ui/page.tsx";
import { MethodPage } from "#ui/papers.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { AnswerWaiting, Answers, RowsWaiting } from "#ui/states.tsx";
import { forget, useAsk } from "#ui/use-ask.ts";

const Months = lazy(() => import("#features/meetings/parts/months.tsx").then((loaded) => ({ default: loaded.Months })));
const SeriesForm = lazy(() => import("#features/meetings/parts/series-form.tsx").then((loaded) => ({ default: loaded.SeriesForm })));
const MeetingForm = lazy(() => import("#features/meetings/parts/meeting-form.tsx").then((loaded) => ({ default: loaded.MeetingForm })));

export function Page() {
  const t = useWords<typeof words>("meetings");
  const params = { workspace: useWorkspaceSlug() };
  const client = useQueryClient();
  const meetings = useAsk(listMeetings, { params });
  useLive("meetings", () => void forget(client, [listMeetings]));
  const [search, change] = useSearch();
  const open = (plan: string | undefined) => change({ plan }, { keepsHistory: true });
  const plan = [search["plan"] ?? null].flat()[0] ?? null;
  const isCalendar = search["view"] === "calendar";
  const whyNot = meetings.data?.whyNotPlan ?? null;
  return (
    <Frame
      title={t("title")}
      answerLines={[1, 3]}
      answer={
        <Answers of={meetings} waiting={<AnswerWaiting />}>
          {(told) => <Answer told={told} />}
        </Answers>
      }
      actions={
        <>
          <ReasonButton whyNot={whyNot} variant="default" onClick={() => open("one")}>
            {t("plan-meeting")}
          </ReasonButton>
          <ReasonButton whyNot={whyNot} onClick={() => open("series")}>
            {t("plan-series")}
          </ReasonButton>
        </>
      }
      papers={
        <>
          <p>{t("papers-series")}</p>
          <p>{t("papers-discipline")}</p>
          <MethodPage method="meetings" />
        </>
      }
    >
      <Answers of={meetings} waiting={<RowsWaiting count={8} />}>
        {(told) => (
          <>
            <SegmentedControl
              className="not-on-paper"
              style={{ justifySelf: "start" }}
              aria-label={t("view")}
              value={isCalendar ? "calendar" : "list"}
              onChange={(view) => change({ view: view === "calendar" ? view : undefined, month: undefined })}
              data={[
                { value: "list", label: t("view-list") },
                { value: "calendar", label: t("view-calendar") },
              ]}
            />
            {isCalendar ? (
              <Suspense fallback={<RowsWaiting count={8} />}>
                <Months told={told} month={[search["month"] ?? null].flat()[0] ?? null} onMonth={(month) => change({ month })} />
              </Suspense>
            ) : null}
            {isCalendar ? null : (
              <Section title={t("coming")} note={t("coming-note")}>
                {told.coming.length === 0 ? <p>{t("coming-none")}</p> : <Meetings rows={told.coming} caption={t("coming")} now={null} />}
              </Section>
            )}
            <Section title={t("series")}>
              <SeriesList series={told.series} onEdit={(id) => open(id)} />
            </Section>
            <Section title={t("discipline")} note={t("discipline-note")}>
              <Discipline of={told.discipline} />
            </Section>
            {isCalendar ? null : (
              <Section title={t("past")}>
                {told.past.length === 0 ? <p>{t("past-none")}</p> : <Meetings rows={told.past} caption={t("past")} now={told.today} />}
              </Section>
            )}
            <Section title={t("feed")}>
              <Feed has={told.hasFeed} />
            </Section>
            <Suspense>
              {plan === "one" && whyNot === null ? <MeetingForm told={told} onClose={() => open(undefined)} /> : null}
              {plan === "series" && whyNot === null ? <SeriesForm told={told} onClose={() => open(undefined)} /> : null}
              {told.series
                .filter(({ id, whyNotChange }) => id === plan && whyNotChange === null)
                .map((series) => (
                  <SeriesForm key={series.id} of={series} told={told} onClose={() => open(undefined)} />
                ))}
            </Suspense>
          </>
        )}
      </Answers>
    </Frame>
  );
}

function Answer({ told }: { readonly told: MeetingList }) {
  const t = useWords<typeof words>("meetings");
  const format = useFormat();
  const next = told.coming.find(({ state }) => state === "open") ?? told.coming.find(({ state }) => state === "planned");
  if (next === undefined) return <>{t("answer-none")}</>;
  if (next.state === "open") return <>{t("answer-open", { title: next.title })}</>;
  return (
    <>
      {t("answer-next", { title: next.title, when: format.moment(next.startsAt) })}{" "}
      {next.agendaSentAt === null ? t("answer-agenda", { when: format.moment(next.agendaGoesOutAt) }) : t("answer-agenda-sent")}
    </>
  );
}

interface MeetingsProps {
  readonly rows: readonly MeetingView[];
  readonly caption: string;
  /** Past ones: what was planned and never begun was missed. */
  readonly now: string | null;
}

function Meetings({ rows, caption, now }: MeetingsProps) {
  const t = useWords<typeof words>("meetings");
  const format = useFormat();
  const go = useGo();
  const workspace = useWorkspaceSlug();
  const stateOf = ({ state }: MeetingView) => t(now !== null && state === "planned" ? "state-missed" : `state-${state}`);
  return (
    <DataTable<MeetingView>
      caption={caption}
      rows={rows}
      rowKey={({ id }) => id}
      onOpen={({ id }) => go(paths.meeting(workspace, id))}
      fileName="evenhand-meetings"
      columns={[
        { key: "title", name: t("col-meeting"), value: ({ title }) => title, onPhone: "title" },
        {
          key: "when",
          name: t("col-when"),
          value: ({ startsAt }) => startsAt,
          cell: ({ startsAt, movedFrom }) => (
            <>
              {format.moment(startsAt)}
              {movedFrom === null ? null : <span className={classes["quiet"]}> {t("moved-from", { day: format.day(movedFrom) })}</span>}
            </>
          ),
        },
        { key: "items", name: t("col-items"), value: ({ items }) => items },
        { key: "people", name: t("col-people"), value: ({ people }) => people.length },
        { key: "state", name: t("col-state"), value: stateOf },
      ]}
    />
  );
}

function Discipline({ of }: { readonly of: MeetingList["discipline"] }) {
  const t = useWords<typeof words>("meetings");
  const format = useFormat();
  const share = (part: number, all: number) => (all === 0 ? t("discipline-none") : format.share(part / all, 0));
  const { held, due, withPlan, actionsDue, actionsOnTime, problemAgeDays } = of;
  const rows = [
    { key: "held", name: t("discipline-held"), figure: share(held, due), of: due === 0 ? null : t("discipline-held-of", { held, due }) },
    { key: "plan", name: t("discipline-plan"), figure: share(withPlan, held), of: held === 0 ? null : t("discipline-plan-of", { plans: withPlan, held }) },
    {
      key: "actions",
      name: t("discipline-actions"),
      figure: share(actionsOnTime, actionsDue),
      of: actionsDue === 0 ? null : t("discipline-actions-of", { onTime: actionsOnTime, due: actionsDue }),
    },
    {
      key: "moved",
      name: t("discipline-moved"),
      figure: share(of.effectsMoved, of.effectsTold),
      of: of.effectsTold === 0 ? null : t("discipline-moved-of", { moved: of.effectsMoved, told: of.effectsTold }),
    },
    {
      key: "age",
      name: t("discipline-age"),
      figure: problemAgeDays === null ? t("discipline-none") : t("discipline-age-days", { count: Math.round(problemAgeDays) }),
      of: null,
    },
  ];
  return (
    <dl className={classes["discipline"]}>
      {rows.map((row) => (
        <div key={row.key}>
          <dt>{row.name}</dt>
          <dd {...(row.figure === t("discipline-none") ? { "data-untold": true } : {})}>{row.figure}</dd>
          {row.of === null ? null : <dd className={classes["quiet"]}>{row.of}</dd>}
        </div>
      ))}
    </dl>
  );
}
