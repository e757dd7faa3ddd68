// What can be chosen: forecast or movement, what is summed, the cut, the days and the deals that count.
import { Button, SegmentedControl, TextInput } from "@mantine/core";

import { type ForecastView, type MovementView, measureNames } from "#features/forecast/contract.ts";
import type { Question } from "#features/forecast/parts/question.ts";
import type { words } from "#features/forecast/words.en.ts";
import { periodName } from "#kit/period.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { Select } from "#ui/select.tsx";

export function ViewChoice({ question }: { readonly question: Question }) {
  const t = useWords<typeof words>("forecast");
  return (
    <SegmentedControl
      aria-label={t("views")}
      value={question.view}
      onChange={(view) => question.set({ view: view === "movement" ? view : undefined, step: undefined })}
      data={[
        { value: "forecast", label: t("view-forecast") },
        { value: "movement", label: t("view-movement") },
      ]}
    />
  );
}

function MeasureChoice({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const t = useWords<typeof words>("forecast");
  return (
    <Select
      aria-label={t("measure")}
      data={measureNames.map((name) => ({ value: name, label: t(`measure-${name}`) }))}
      value={value === "deals" ? "deals" : "revenue"}
      onChange={(next) => onChange(next ?? "revenue")}
    />
  );
}

export function ForecastActions({ question, told }: { readonly question: Question; readonly told: ForecastView | undefined }) {
  const t = useWords<typeof words>("forecast");
  const { by, measure } = question.forecast;
  const keys = new Set([...(told?.byKeys ?? []), ...(by === undefined ? [] : [by])]);
  return (
    <>
      <MeasureChoice value={measure} onChange={(value) => question.set({ measure: value === "deals" ? value : undefined })} />
      <Select
        aria-label={t("cut-by")}
        placeholder={t("cut-none")}
        data={[...keys].map((key) => ({ value: key, label: t(`by-${key}`) }))}
        value={by ?? null}
        clearable
        w={170}
        onChange={(value) => question.set({ by: value ?? undefined })}
      />
      <DayChoice label={t("day")} value={question.forecast.day ?? told?.day ?? ""} most={told?.lastSeen} onChange={(day) => question.set({ day })} />
      {question.forecast.day === undefined ? null : (
        <Button variant="subtle" onClick={() => question.set({ day: undefined })}>
          {t("day-last")}
        </Button>
      )}
    </>
  );
}

interface DayChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly most?: string | undefined;
  readonly onChange: (day: string | undefined) => void;
}

/** The day is taken when it is whole: a year half typed is no day. */
function DayChoice({ label, value, most, onChange }: DayChoiceProps) {
  return (
    <TextInput
      key={value}
      type="date"
      label={label}
      defaultValue={value}
      {...(most === undefined ? {} : { max: most })}
      styles={{ root: { display: "flex", alignItems: "center", gap: 8 }, label: { whiteSpace: "nowrap", fontWeight: 400 } }}
      onBlur={(event) => take(event.currentTarget.value, value, onChange)}
      onKeyDown={(event) => (event.key === "Enter" ? take(event.currentTarget.value, value, onChange) : null)}
    />
  );
}

function take(next: string, before: string, onChange: (day: string | undefined) => void): void {
  if (next !== before) onChange(next === "" ? undefined : next);
}

export function MovementActions({ question, told }: { readonly question: Question; readonly told: MovementView | undefined }) {
  const t = useWords<typeof words>("forecast");
  const format = useFormat();
  const { movement } = question;
  const names = new Set([...(told?.windows ?? []), ...(told?.window ? [periodName(told.window)] : [])]);
  return (
    <>
      <MeasureChoice value={movement.measure ?? told?.measure ?? "revenue"} onChange={(measure) => question.set({ measure })} />
      {names.size === 0 ? null : (
        <Select
          aria-label={t("window")}
          data={[
            { value: "all", label: t("window-all") },
            ...[...names].sort().map((name) => ({ value: name, label: `${t("window")} ${format.period(name)}` })),
          ]}
          value={told?.window ? periodName(told.window) : "all"}
          onChange={(window) => question.set(window === "all" ? { window, period: undefined } : { window: undefined, period: window ?? undefined })}
        />
      )}
      <DayChoice label={t("from")} value={movement.from ?? told?.from ?? ""} onChange={(from) => question.set({ from })} />
      <DayChoice label={t("until")} value={movement.until ?? told?.until ?? ""} onChange={(until) => question.set({ until })} />
    </>
  );
}
