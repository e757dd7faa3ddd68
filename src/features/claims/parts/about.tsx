// What a claim is narrowed to and which time it is about: the two fields that asking and filing share, and the answer as it stands now.
import { TextInput } from "@mantine/core";

import { type ClaimCatalogue, type StandardView, tryClaim } from "#features/claims/contract.ts";
import type { words } from "#features/claims/words.en.ts";
import classes from "#features/claims/parts/claims.module.css";
import { Size, VerdictMark } from "#features/claims/parts/size-bar.tsx";
import { type Day, addDays, addMonths, isDay } from "#kit/day.ts";
import { periodName, periodOf } from "#kit/period.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Select } from "#ui/select.tsx";
import { ErrorState, RowsWaiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";
import type { ReactNode } from "react";

export interface About {
  readonly subject: string | null;
  /** 'rolling', the name of a period, or 'own' with the two days. */
  readonly period: string;
  readonly from: string;
  readonly last: string;
}

export const aboutAll: About = { subject: null, period: "rolling", from: "", last: "" };

/** The period as the server takes it; undefined: the last four quarters; null: the days given make none. */
export function periodAskedFor({ period, from, last }: About): string | undefined | null {
  if (period === "rolling") return undefined;
  if (period !== "own") return period;
  const made = isDay(from) && isDay(last) && from <= last ? periodOf(from, addDays(last, 1)) : null;
  return made === null ? null : periodName(made);
}

interface FieldsProps {
  readonly catalogue: ClaimCatalogue;
  readonly standard: StandardView;
  readonly about: About;
  readonly onChange: (about: About) => void;
  /** What is missing is said only after one tried to send. */
  readonly isChecked?: boolean;
}

export function SubjectField({ catalogue, standard, about, onChange, isChecked = false }: FieldsProps) {
  const t = useWords<typeof words>("claims");
  const { subjectKind: kind, isSubjectRequired } = standard;
  if (kind === null) return null;
  const known = catalogue.subjects.filter((one) => one.kind === kind);
  if (known.length === 0) return <p style={{ margin: 0 }}>{t("no-subjects")}</p>;
  return (
    <Select
      label={t(`kind-${kind}`)}
      placeholder={t(isSubjectRequired ? "field-subject-choose" : "field-subject-all")}
      clearable={!isSubjectRequired}
      data={known.map(({ value, name }) => ({ value, label: name }))}
      value={about.subject}
      onChange={(subject) => onChange({ ...about, subject })}
      error={isChecked && isSubjectRequired && about.subject === null ? t("check-subject") : null}
    />
  );
}

export function PeriodField({ catalogue, about, onChange, isChecked = false }: Omit<FieldsProps, "standard">) {
  const t = useWords<typeof words>("claims");
  const format = useFormat();
  const { until } = catalogue.period;
  const stretch = (from: Day, end: Day) => ({ from, until: end });
  const offered = [
    ...[3, 6, 9, 12].map((months) => stretch(addMonths(until, -months), addMonths(until, 3 - months))),
    stretch(addMonths(until, -24), addMonths(until, -12)),
  ];
  return (
    <>
      <Select
        label={t("field-period")}
        data={[
          { value: "rolling", label: t("period-rolling") },
          ...offered.map((period) => ({ value: periodName(period), label: format.period(period) })),
          { value: "own", label: t("period-own") },
        ]}
        value={about.period}
        onChange={(period) => onChange({ ...about, period: period ?? "rolling" })}
      />
      {about.period === "own" ? (
        <div style={{ display: "grid", gap: 16, gridTemplateColumns: "1fr 1fr" }}>
          <TextInput
            type="date"
            label={t("field-from")}
            value={about.from}
            onChange={(event) => onChange({ ...about, from: event.currentTarget.value })}
            error={isChecked && periodAskedFor(about) === null ? t("check-period") : null}
          />
          <TextInput type="date" label={t("field-last")} value={about.last} onChange={(event) => onChange({ ...about, last: event.currentTarget.value })} />
        </div>
      ) : null}
    </>
  );
}

type Tried = { readonly currency: string; readonly answer: Parameters<typeof Size>[0]["answer"] };

/** What the facts say to the question as it stands, once it can be asked. */
export function Preview({
  standard,
  about,
  children,
}: {
  readonly standard: StandardView | null;
  readonly about: About;
  readonly children?: (tried: Tried) => ReactNode;
}) {
  const t = useWords<typeof words>("claims");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const period = periodAskedFor(about);
  const isReady = standard !== null && period !== null && !(standard.isSubjectRequired && about.subject === null);
  const query = {
    standard: standard?.key ?? "market-fell",
    ...(about.subject === null || standard?.subjectKind === null ? {} : { subject: about.subject }),
    ...(period === undefined || period === null ? {} : { period }),
  };
  const answer = useAsk(tryClaim, { params: { workspace }, query }, { when: isReady });
  return (
    <>
      <section className={classes["preview"]} aria-label={t("preview")} aria-live="polite">
        <p className={classes["measure"]}>{t("preview")}</p>
        {!isReady ? (
          <p style={{ margin: 0 }}>{t(standard === null ? "preview-waits" : period === null ? "check-period" : "preview-subject")}</p>
        ) : answer.error ? (
          <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
        ) : answer.data === undefined ? (
          <RowsWaiting count={2} />
        ) : (
          <div style={{ display: "grid", gap: 8 }}>
            <VerdictMark verdict={answer.data.answer.verdict} />
            <Size spec={{ ...standard, standard: standard.key }} answer={answer.data.answer} />
            <p className={classes["worth"]} style={{ margin: 0 }}>
              {format.period(answer.data.period)}. {t("preview-alone")}
            </p>
          </div>
        )}
      </section>
      {isReady && answer.data !== undefined ? children?.(answer.data) : null}
    </>
  );
}
