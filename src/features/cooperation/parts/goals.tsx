// Goals of the cooperation: each dial for itself, its path and whether it is on it, who signs and who answers for it.
import { Anchor } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Suspense, lazy } from "react";

import {
  type CooperationGoals as Goals,
  type CooperationGoalView,
  type DialView,
  readCooperationGoals,
  signCooperationGoal,
  withdrawCooperationGoal,
} from "#features/cooperation/contract.ts";
import classes from "#features/cooperation/parts/cooperation.module.css";
import type { words } from "#features/cooperation/words.en.ts";
import { dialKeys, dialRules } from "#facts/cooperation.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useSearchValue, useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { useLive } from "#ui/live.tsx";
import { IntervalBar, SideBadge } from "#ui/marks.tsx";
import { Section } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { Answers, ErrorState, RowsWaiting } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { forget, useAsk, useTell } from "#ui/use-ask.ts";

const GoalForm = lazy(() => import("#features/cooperation/parts/goal-form.tsx").then((loaded) => ({ default: loaded.GoalForm })));
const GoalChart = lazy(() => import("#features/cooperation/parts/goal-chart.tsx").then((loaded) => ({ default: loaded.GoalChart })));

function useGoals(when = true) {
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const answer = useAsk(readCooperationGoals, { params: { workspace } }, { when });
  useLive("cooperation", () => void forget(client, [readCooperationGoals]));
  return answer;
}

/** In the room of goals, with the form and the paths. */
export function CooperationGoals() {
  const t = useWords<typeof words>("cooperation");
  const workspace = useWorkspaceSlug();
  const answer = useGoals();
  const [form, setForm] = useSearchValue("dial");
  const told = answer.data;
  return (
    <Section
      title={t("goals")}
      note={t("goals-note")}
      actions={
        <ReasonButton whyNot={told?.whyNotPropose ?? null} variant="default" onClick={() => setForm("survey")}>
          {t("goal-set")}
        </ReasonButton>
      }
    >
      <Answers of={answer} waiting={<RowsWaiting count={4} />}>
        {({ goals, dials }) => {
          const shown = goals.filter(({ state }) => state === "active" || state === "waiting" || state === "over");
          return (
            <>
              {shown.length === 0 ? <p className={classes["quiet"]}>{t("goals-none")}</p> : null}
              {shown.map((goal) => (
                <Goal key={goal.id} goal={goal} dial={dials.find(({ dial }) => dial === goal.dial)} isWhole />
              ))}
              <p style={{ margin: 0 }}>
                <Anchor component={GoTo} href={paths.cooperation(workspace)}>
                  {t("title")}
                </Anchor>
              </p>
            </>
          );
        }}
      </Answers>
      <Suspense>
        {form === null || told === undefined || told.whyNotPropose !== null ? null : <Form told={told} first={form} onClose={() => setForm(null)} />}
      </Suspense>
    </Section>
  );
}

function Form({ told, first, onClose }: { readonly told: Goals; readonly first: string; readonly onClose: () => void }) {
  return <GoalForm told={told} first={dialKeys.find((dial) => dial === first) ?? "survey"} onClose={onClose} />;
}

/** On home: beside the headline figures; nothing where no goal is set. */
export function CooperationAtHome({ when }: { readonly when: boolean }) {
  const t = useWords<typeof words>("cooperation");
  const workspace = useWorkspaceSlug();
  const { data } = useGoals(when);
  const shown = data?.goals.filter(({ state }) => state === "active" || state === "waiting") ?? [];
  if (data === undefined || shown.length === 0) return null;
  return (
    <Section title={t("goals")}>
      <div className={classes["goals"]}>
        {shown.map((goal) => (
          <Goal key={goal.id} goal={goal} dial={data.dials.find(({ dial }) => dial === goal.dial)} isWhole={false} />
        ))}
      </div>
      <p style={{ margin: 0 }}>
        <Anchor component={GoTo} href={paths.goals(workspace)}>
          {t("home-open")}
        </Anchor>
      </p>
    </Section>
  );
}

interface GoalProps {
  readonly goal: CooperationGoalView;
  readonly dial: DialView | undefined;
  readonly isWhole: boolean;
}

function Goal({ goal, dial, isWhole }: GoalProps) {
  const t = useWords<typeof words>("cooperation");
  const format = useFormat();
  const { baseline, target, state } = goal;
  const { unit, from, to } = dialRules[goal.dial];
  const measure = { unit };
  const isShown = baseline !== null && target !== null;
  const now = dial?.now ?? null;
  return (
    <article className={classes["goal"]} aria-label={t(`dial-${goal.dial}`)}>
      <h3>{t(`dial-${goal.dial}`)}</h3>
      {isShown ? (
        <p>{t("goal-way", { from: format.value(baseline, measure), to: format.value(target, measure), day: format.day(goal.day) })}</p>
      ) : (
        <p>{t("goals-hidden", { day: format.day(goal.day) })}</p>
      )}
      {now === null || !isShown ? null : (
        <>
          <p className={classes["now"]}>
            <strong className="figures">{format.value(now.value, measure)}</strong>
            {now.interval === null ? null : <span className={classes["quiet"]}>{format.interval(now.interval, measure)}</span>}
          </p>
          {now.interval === null ? null : <IntervalBar value={now.value} interval={now.interval} from={from} to={to} mark={target} side="joint" />}
        </>
      )}
      <Standing goal={goal} />
      {isWhole && isShown && state !== "waiting" ? (
        <Suspense>
          <GoalChart goal={{ ...goal, baseline, target }} />
        </Suspense>
      ) : null}
      <div className={classes["acts"]}>
        <SideBadge side="sales">{goal.ownerSales.name}</SideBadge>
        <SideBadge side="marketing">{goal.ownerMarketing.name}</SideBadge>
      </div>
      {isWhole ? <Acts goal={goal} /> : null}
    </article>
  );
}

function Standing({ goal }: { readonly goal: CooperationGoalView }) {
  const t = useWords<typeof words>("cooperation");
  const format = useFormat();
  const { state, says, chance, signed, points, baselineInterval } = goal;
  const measure = { unit: dialRules[goal.dial].unit };
  if (state === "waiting") {
    const lacks = (["sales", "marketing"] as const).filter((side) => signed[side] === null);
    return <p>{lacks.length === 2 ? t("goal-waiting-both") : t("goal-waiting", { side: t(`side-${lacks[0] ?? "sales"}`) })}</p>;
  }
  if (says === null) return null;
  const last = points.at(-1);
  const range = last?.interval == null ? "" : t("reason-range", { range: format.interval(last.interval, measure) });
  return (
    <>
      <p>
        {last === undefined || chance === null
          ? t("goal-says-none")
          : t(`goal-says-${says}`, {
              value: format.value(last.value, measure),
              range,
              on: format.day(last.on),
              line: format.value(last.expected, measure),
              chance: format.share(chance, 0),
            })}{" "}
        {goal.reached ? t("goal-reached") : null} {state === "over" ? t("goal-over") : null}
      </p>
      {baselineInterval === null ? null : (
        <p className={classes["quiet"]}>{t("goal-caution-baseline", { range: format.interval(baselineInterval, measure) })}</p>
      )}
    </>
  );
}

function Acts({ goal }: { readonly goal: CooperationGoalView }) {
  const t = useWords<typeof words>("cooperation");
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const params = { workspace, id: goal.id };
  const changes = [readCooperationGoals];
  const sign = useTell(signCooperationGoal, { changes, onDone: ({ isInForce }) => toast({ text: t(isInForce ? "goal-in-force" : "goal-signed") }) });
  const undo = async () => {
    await ask(withdrawCooperationGoal, { params, body: { isWithdrawn: false } });
    await forget(client, changes);
  };
  const withdraw = useTell(withdrawCooperationGoal, { changes, onDone: () => toast({ text: t("goal-withdrawn"), undo }) });
  return (
    <div className={`${classes["acts"]} not-on-paper`}>
      {goal.state !== "waiting" ? null : (
        <ReasonButton whyNot={goal.whyNotSign} loading={sign.isPending} onClick={() => sign.mutate({ params })}>
          {t("goal-sign")}
        </ReasonButton>
      )}
      {goal.whyNotWithdraw !== null ? null : (
        <Anchor component="button" type="button" onClick={() => withdraw.mutate({ params, body: { isWithdrawn: true } })}>
          {t("goal-withdraw")}
        </Anchor>
      )}
      {sign.error ? <ErrorState error={sign.error} /> : null}
      {withdraw.error ? <ErrorState error={withdraw.error} /> : null}
    </div>
  );
}
