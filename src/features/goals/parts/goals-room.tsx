// Are we getting where we agreed to: the goals of both departments, the three headline figures first.
import { type ReactNode, Suspense, lazy, useState } from "react";

import { type GoalView, listGoals } from "#features/goals/contract.ts";
import { type GoalActs, GoalCard } from "#features/goals/parts/goal-card.tsx";
import type { GoalDefaults, Person } from "#features/goals/parts/goal-form.tsx";
import { GoalHistory } from "#features/goals/parts/goal-history.tsx";
import { type Headline, headlineGoals, measureOf } from "#features/goals/parts/goal-units.ts";
import type { words } from "#features/goals/words.en.ts";
import { type GoalKey, goalKeys } from "#facts/goal-keys.ts";
import { useSearch, useWorkspaceSlug } from "#ui/address.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Page as Frame, Section, Surface } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { AnswerWaiting, Answers, EmptyState, Waiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

// The forms are fetched when first opened: most visits only look.
const GoalForm = lazy(() => import("#features/goals/parts/goal-form.tsx").then((loaded) => ({ default: loaded.GoalForm })));
const StateForm = lazy(() => import("#features/goals/parts/state-form.tsx").then((loaded) => ({ default: loaded.StateForm })));

export interface GoalsRoomProps {
  /** Members in service, from whom the owners are chosen. */
  readonly people: readonly Person[];
  /** null: not known yet. */
  readonly defaults: GoalDefaults | null;
}

interface WithBeside extends GoalsRoomProps {
  /** Goals of other kinds, under those of the figures. */
  readonly beside?: ReactNode;
}

export function GoalsRoom({ people, defaults, beside }: WithBeside) {
  const t = useWords<typeof words>("goals");
  const workspace = useWorkspaceSlug();
  const answer = useAsk(listGoals, { params: { workspace } });
  const open = useOpen();
  const whyNotSet = answer.data?.whyNotSet ?? null;
  return (
    <Frame
      title={t("title")}
      answer={
        <Answers of={answer} waiting={<AnswerWaiting />}>
          {({ goals }) => <Answer goals={goals} />}
        </Answers>
      }
      actions={
        <ReasonButton whyNot={whyNotSet} onClick={() => open.change({ set: "cycle-median-won" })}>
          {t("set")}
        </ReasonButton>
      }
      papers={<GoalPapers />}
    >
      <Answers of={answer} waiting={<Waiting height={640} />}>
        {({ goals }) => <Goals goals={goals} whyNotSet={whyNotSet} people={people} defaults={defaults} open={open} />}
      </Answers>
      {beside}
    </Frame>
  );
}

interface Open {
  readonly set: string | null;
  readonly edit: string | null;
  readonly goal: string | null;
  readonly change: (some: { set?: string | undefined; edit?: string | undefined; goal?: string | undefined }) => void;
}

/** What stands open, by the address: ?set=figure, ?edit=goal, ?goal=goal for its history. */
function useOpen(): Open {
  const [search, change] = useSearch();
  const one = (name: string) => [search[name] ?? null].flat()[0] ?? null;
  return { set: one("set"), edit: one("edit"), goal: one("goal"), change: (some) => change(some, { keepsHistory: true }) };
}

const prospects = ["reached", "likely", "open", "unlikely", "cannot-be-told"] as const;

function Answer({ goals }: { readonly goals: readonly GoalView[] }) {
  const t = useWords<typeof words>("goals");
  const active = goals.filter((goal) => goal.state === "active");
  if (active.length === 0) return <>{t("answer-none")}</>;
  const counts = prospects.flatMap((prospect) => {
    const count = active.filter((goal) => goal.assessment?.prospect === prospect).length;
    return count === 0 ? [] : [t(`count-${prospect}`, { count })];
  });
  return (
    <>
      {t("answer", { count: active.length })} {counts.join(", ")}.
    </>
  );
}

function GoalPapers() {
  const t = useWords<typeof words>("goals");
  return (
    <>
      <p>{t("papers-change")}</p>
      <p>{t("papers-forecast")}</p>
      <p>{t("papers-month")}</p>
      <p>{t("papers-owners")}</p>
    </>
  );
}

interface GoalsProps extends GoalsRoomProps {
  readonly goals: readonly GoalView[];
  readonly whyNotSet: string | null;
  readonly open: Open;
}

function Goals({ goals, whyNotSet, people, defaults, open }: GoalsProps) {
  const t = useWords<typeof words>("goals");
  const [moving, setMoving] = useState<{ goal: GoalView; state: GoalView["state"] } | null>(null);
  const running = goals.filter((goal) => goal.state !== "closed");
  const headlineKeys = new Set<GoalKey>(Object.values(headlineGoals).flat());
  const others = running.filter((goal) => !headlineKeys.has(goal.key));
  const acts: GoalActs = {
    onHistory: (goal) => open.change({ goal: goal.id }),
    onEdit: (goal) => open.change({ edit: goal.id }),
    onState: (goal, state) => setMoving({ goal, state }),
  };
  const currency = defaults?.currency ?? goals[0]?.assessment?.baseline.currency ?? "USD";
  const names = new Map([
    ...people.map((person): [string, string] => [person.id, person.name]),
    ...goals.flatMap((goal) => [goal.ownerSales, goal.ownerMarketing].map((owner): [string, string] => [owner.memberId, owner.name])),
  ]);
  const editing = goals.find((goal) => goal.id === open.edit && goal.whyNotChange === null);
  const setting = whyNotSet === null ? goalKeys.find((key) => key === open.set) : undefined;
  const form = editing ?? setting;
  return (
    <>
      {running.length === 0 ? (
        <EmptyState
          title={t("empty-title")}
          action={
            <ReasonButton whyNot={whyNotSet} onClick={() => open.change({ set: "cycle-median-won" })}>
              {t("empty-act")}
            </ReasonButton>
          }
        >
          {t("empty-words")}
        </EmptyState>
      ) : (
        (Object.keys(headlineGoals) as Headline[]).map((headline) => (
          <HeadlineSection key={headline} headline={headline} goals={running} whyNotSet={whyNotSet} currency={currency} acts={acts} open={open} />
        ))
      )}
      {others.length === 0 ? null : (
        <Section title={t("others")}>
          {others.map((goal) => (
            <GoalCard key={goal.id} goal={goal} currency={currency} acts={acts} />
          ))}
        </Section>
      )}
      <Closed goals={goals.filter((goal) => goal.state === "closed")} currency={currency} onOpen={acts.onHistory} />
      <GoalHistory goal={goals.find((goal) => goal.id === open.goal)} currency={currency} names={names} onClose={() => open.change({ goal: undefined })} />
      <Suspense>
        {form !== undefined && defaults !== null ? (
          <GoalForm
            key={typeof form === "string" ? form : form.id}
            of={form}
            people={people}
            defaults={defaults}
            onClose={() => open.change({ set: undefined, edit: undefined })}
          />
        ) : null}
        {moving === null ? null : <StateForm goal={moving.goal} state={moving.state} onClose={() => setMoving(null)} />}
      </Suspense>
    </>
  );
}

interface HeadlineSectionProps {
  readonly headline: Headline;
  readonly goals: readonly GoalView[];
  readonly whyNotSet: string | null;
  readonly currency: string;
  readonly acts: GoalActs;
  readonly open: Open;
}

function HeadlineSection({ headline, goals, whyNotSet, currency, acts, open }: HeadlineSectionProps) {
  const t = useWords<typeof words>("goals");
  const own = goals.filter((goal) => headlineGoals[headline].some((key) => key === goal.key));
  return (
    <Section title={t(`headline.${headline}`)}>
      {own.length === 0 ? (
        <Surface>
          <div style={{ display: "flex", flexWrap: "wrap", gap: "8px 16px", alignItems: "center", justifyContent: "space-between" }}>
            <span>{t("headline-empty")}</span>
            <ReasonButton whyNot={whyNotSet} variant="default" onClick={() => open.change({ set: headlineGoals[headline][0] })}>
              {t("set")}
            </ReasonButton>
          </div>
        </Surface>
      ) : (
        own.map((goal) => <GoalCard key={goal.id} goal={goal} currency={currency} acts={acts} />)
      )}
    </Section>
  );
}

function Closed({ goals, currency, onOpen }: { readonly goals: readonly GoalView[]; readonly currency: string; readonly onOpen: (goal: GoalView) => void }) {
  const t = useWords<typeof words>("goals");
  const format = useFormat();
  if (goals.length === 0) return null;
  return (
    <Section title={t("closed")}>
      <DataTable
        caption={t("closed")}
        rows={goals}
        rowKey={(goal) => goal.id}
        onOpen={onOpen}
        columns={[
          { key: "name", name: t("figure"), value: (goal) => t(`name.${goal.key}`), onPhone: "title" },
          {
            key: "target",
            name: t("field.target"),
            isNumber: true,
            value: (goal) => goal.target,
            cell: (goal) => format.value(goal.target, measureOf(goal, currency), true),
          },
          { key: "day", name: t("field.day"), value: (goal) => goal.day, cell: (goal) => format.day(goal.day) },
          { key: "sales", name: t("field.ownerSales"), value: (goal) => goal.ownerSales.name },
          { key: "marketing", name: t("field.ownerMarketing"), value: (goal) => goal.ownerMarketing.name },
        ]}
      />
    </Section>
  );
}
