// From the revenue goal back to the leads that it takes: in a sentence, link by link, by segment, and what it asks of sales.
import { TextInput } from "@mantine/core";
import { useState } from "react";

import { type PromiseGoalView, readPromiseGoal } from "#features/promises/contract.ts";
import classes from "#features/promises/parts/promises.module.css";
import type { words } from "#features/promises/words.en.ts";
import { toMinor } from "#kit/money.ts";
import { useSearch, useSearchValue, useWorkspaceSlug } from "#ui/address.tsx";
import { Refused, toldOf } from "#ui/answered-page.tsx";
import { problemOf } from "#ui/client.ts";
import { DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { useCaution, useReason } from "#ui/reasons.ts";
import { Waiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

export function GoalChain({ currency, whyNotPropose }: { readonly currency: string; readonly whyNotPropose: string | null }) {
  const t = useWords<typeof words>("promises");
  const workspace = useWorkspaceSlug();
  const [goal, setGoal] = useSearchValue("goal");
  const perMonth = goal === null || !(Number(goal) > 0) ? undefined : toMinor(Number(goal), currency);
  const answer = useAsk(readPromiseGoal, { params: { workspace }, query: perMonth === undefined ? {} : { perMonth } }, { keepsLast: true });
  const told = toldOf(answer);
  return (
    <Section title={t("goal")} note={t("goal-note")}>
      <Refused of={answer} remedy={t("goal-remedy")} />
      {told === undefined ? answer.error ? null : <Waiting height={320} /> : <Chain told={told} whyNotPropose={whyNotPropose} />}
      {answer.error && problemOf(answer.error).code !== "no-revenue-plan" ? null : <WhatIf currency={currency} goal={goal} onGoal={setGoal} />}
    </Section>
  );
}

function Chain({ told, whyNotPropose }: { readonly told: PromiseGoalView; readonly whyNotPropose: string | null }) {
  const t = useWords<typeof words>("promises");
  const format = useFormat();
  const caution = useCaution();
  const [, change] = useSearch();
  const money = (minor: number) => format.money(minor, told.currency, true);
  const level = Math.round(told.value.value);
  return (
    <>
      <div className={classes.lines}>
        <p>
          {t("goal-answer", {
            goalFor: format.period(told.goalFor),
            goal: money(told.goal),
            needed: format.count(told.needed.value),
            leadsFrom: format.period(told.leadsFrom),
            range: format.interval(told.needed.interval, { unit: "count" }),
            lately: format.period(told.lately),
            came: format.count(told.came),
          })}{" "}
          {t("goal-lag", { days: t("days", { count: told.lagDays.value }) })}
        </p>
        <p>
          {t("goal-answer-value", { value: money(told.value.value), range: format.interval(told.value.interval, { unit: "money", currency: told.currency }) })}{" "}
          {told.valueCame === null ? null : t("goal-answer-came", { came: money(told.valueCame) })}
        </p>
        {told.cautions.map((each) => (
          <p key={each.code} className={classes.quiet}>
            {caution(each.details?.["until"] === undefined ? each : { ...each, details: { until: format.day(String(each.details["until"])) } })}
          </p>
        ))}
      </div>
      <Links told={told} />
      <div>
        <ReasonButton
          whyNot={whyNotPropose}
          variant="default"
          onClick={() => change({ promise: "accepted-value", propose: String(level) }, { keepsHistory: true })}
        >
          {t("propose-value")}
        </ReasonButton>
      </div>
      <Segments told={told} />
      <Values told={told} />
      <CapacityLines told={told} />
    </>
  );
}

interface LinkRow {
  readonly key: string;
  readonly name: string;
  readonly value: string;
  readonly range: string | null;
  readonly rests: string;
}

function Links({ told }: { readonly told: PromiseGoalView }) {
  const t = useWords<typeof words>("promises");
  const format = useFormat();
  const money = { unit: "money", currency: told.currency } as const;
  const share = { unit: "share" } as const;
  const row = (
    key: string,
    name: string,
    {
      value,
      interval,
      unit,
      rests,
    }: {
      value: number;
      interval: { low: number | null; high: number | null } | null;
      unit: { readonly unit: "money" | "share" | "count" | "days"; readonly currency?: string };
      rests: string;
    },
  ): LinkRow => ({
    key,
    name,
    value: format.value(value, unit, true),
    range: interval === null ? null : format.interval(interval, unit),
    rests,
  });
  const names = [t("link-0"), t("link-1"), t("link-2"), t("link-3")];
  const rows = [
    row("goal", t("link-goal", { period: format.period(told.goalFor) }), {
      value: told.goal,
      interval: null,
      unit: money,
      rests: t(`link-from-${told.goalFrom}`),
    }),
    row("from", t("link-from-leads"), { ...told.fromLeads, unit: share, rests: t("rests-deals", { count: told.averageDeal.deals }) }),
    row("average", t("link-average"), { ...told.averageDeal, unit: money, rests: t("rests-deals", { count: told.averageDeal.deals }) }),
    ...told.links.map((link, place) =>
      row(`link-${place}`, names[place]!, {
        value: link.share,
        interval: link.interval,
        unit: share,
        rests: t("rests-leads", { from: link.from, to: link.to }),
      }),
    ),
    row("through", t("link-through"), { ...told.through, unit: share, rests: t("rests-all") }),
    row("lag", t("link-lag"), { ...told.lagDays, unit: { unit: "days" }, rests: t("rests-all") }),
    row("needed", t("link-needed"), { ...told.needed, unit: { unit: "count" }, rests: t("rests-all") }),
    row("value", t("link-value"), { ...told.value, unit: money, rests: t("rests-revenue") }),
  ];
  return (
    <DataTable<LinkRow>
      caption={t("goal-table")}
      rows={rows}
      rowKey={({ key }) => key}
      fileName="evenhand-promises-chain"
      columns={[
        { key: "link", name: t("col-link"), value: ({ name }) => name, onPhone: "title" },
        { key: "value", name: t("col-value"), isNumber: true, isFixed: true, value: ({ value }) => value },
        { key: "range", name: t("col-range"), isNumber: true, isFixed: true, value: ({ range }) => range },
        { key: "rests", name: t("col-rests"), value: ({ rests }) => rests },
      ]}
    />
  );
}

function Segments({ told }: { readonly told: PromiseGoalView }) {
  const t = useWords<typeof words>("promises");
  const format = useFormat();
  if (told.segments.length < 2) return null;
  return (
    <DataTable
      caption={t("segments-table")}
      rows={told.segments}
      rowKey={({ name }) => name}
      fileName="evenhand-promises-segments"
      columns={[
        { key: "segment", name: t("col-segment"), value: ({ name }) => (name === "" ? t("no-segment") : name), onPhone: "title" },
        { key: "goal", name: t("col-goal"), isNumber: true, value: ({ goal }) => goal, cell: ({ goal }) => format.money(goal, told.currency, true) },
        {
          key: "average",
          name: t("col-average"),
          isNumber: true,
          value: (row) => row.averageDeal,
          cell: (row) => format.money(row.averageDeal, told.currency, true),
        },
        {
          key: "through",
          name: t("col-through"),
          isNumber: true,
          value: ({ through }) => through,
          cell: ({ through }) => format.value(through * 100, { unit: "index" }),
        },
        { key: "needed", name: t("col-needed"), isNumber: true, value: ({ needed }) => needed.value, cell: ({ needed }) => format.count(needed.value) },
        { key: "range", name: t("col-range"), isNumber: true, isFixed: true, value: ({ needed }) => format.interval(needed.interval, { unit: "count" }) },
        { key: "came", name: t("col-came"), isNumber: true, value: ({ came }) => came, cell: ({ came }) => format.count(came) },
      ]}
    />
  );
}

function Values({ told }: { readonly told: PromiseGoalView }) {
  const t = useWords<typeof words>("promises");
  const format = useFormat();
  if (told.values.length < 2) return null;
  return (
    <DataTable
      caption={t("values-table")}
      rows={told.values}
      rowKey={({ grade, segment }) => `${grade} ${segment}`}
      fileName="evenhand-promises-lead-values"
      columns={[
        { key: "grade", name: t("col-grade"), value: ({ grade }) => (grade === "" ? t("no-grade") : grade), onPhone: "title" },
        { key: "segment", name: t("col-segment"), value: ({ segment }) => (segment === "" ? t("no-segment") : segment) },
        { key: "leads", name: t("col-leads"), isNumber: true, value: ({ leads }) => leads },
        { key: "won", name: t("col-won"), isNumber: true, value: ({ won }) => won },
        { key: "chance", name: t("col-chance"), isNumber: true, value: ({ chance }) => chance, cell: ({ chance }) => format.share(chance) },
        { key: "earns", name: t("col-earns"), isNumber: true, value: ({ earns }) => earns, cell: ({ earns }) => format.money(earns, told.currency, true) },
        { key: "worth", name: t("col-worth"), isNumber: true, value: ({ value }) => value, cell: ({ value }) => format.money(value, told.currency, true) },
      ]}
    />
  );
}

function CapacityLines({ told: { capacity, whyNoCapacity } }: { readonly told: PromiseGoalView }) {
  const t = useWords<typeof words>("promises");
  const format = useFormat();
  const reason = useReason();
  if (capacity === null)
    return whyNoCapacity === null ? null : (
      <Section title={t("capacity")}>
        <p className={classes.quiet}>{reason(whyNoCapacity)}</p>
      </Section>
    );
  const one = (value: number) => format.value(value, { unit: "index" });
  return (
    <Section title={t("capacity")}>
      <div className={classes.lines}>
        <p>
          {t(`capacity-${capacity.verdict}`, {
            leads: one(capacity.leadsEach),
            people: capacity.people,
            attempts: format.count(capacity.attemptsEach),
            usual: format.count(capacity.usual),
            most: format.count(capacity.most),
          })}
        </p>
        <p className={classes.quiet}>{t("capacity-rests", { perLead: one(capacity.attemptsPerLead), months: capacity.personMonths })}</p>
      </div>
    </Section>
  );
}

interface WhatIfProps {
  readonly currency: string;
  readonly goal: string | null;
  readonly onGoal: (goal: string | null) => void;
}

function WhatIf({ currency, goal, onGoal }: WhatIfProps) {
  const t = useWords<typeof words>("promises");
  const [text, setText] = useState(goal ?? "");
  const asked = Number(text.replaceAll(/\s/g, "").replace(",", "."));
  return (
    <form
      noValidate
      className={`${classes.ask} not-on-paper`}
      onSubmit={(event) => {
        event.preventDefault();
        if (asked > 0) onGoal(String(asked));
      }}
    >
      <TextInput
        label={t("what-if")}
        description={t("what-if-unit", { currency })}
        inputMode="decimal"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <ReasonButton type="submit" variant="default" whyNot={asked > 0 ? null : "number-missing"}>
        {t("what-if-ask")}
      </ReasonButton>
      {goal === null ? null : (
        <ReasonButton
          variant="subtle"
          whyNot={null}
          onClick={() => {
            setText("");
            onGoal(null);
          }}
        >
          {t("what-if-clear")}
        </ReasonButton>
      )}
    </form>
  );
}
