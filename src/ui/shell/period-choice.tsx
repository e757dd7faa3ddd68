// What opens under the period: its kind, one earlier or later, any two days, what to compare with. Loaded when first opened.
import { ActionIcon, Button, Group, Radio, SegmentedControl, Stack, TextInput } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useState } from "react";

import { addDays } from "#kit/day.ts";
import { type Period, monthOf, periodBefore, periodName, periodOf, quarterOf, readPeriod, yearBefore } from "#kit/period.ts";

import { useFormat, useWords } from "#ui/language.ts";
import { neighbour, usePeriod, usePeriodOnScreen } from "#ui/period.tsx";
import type { words } from "#ui/words.en.ts";

type Kind = "month" | "quarter" | "half" | "year" | "days";
type Comparison = "before" | "year-ago" | "plan";

export function PeriodChoice({ today, onDone }: { readonly today: string; readonly onDone: () => void }) {
  const t = useWords<typeof words>("kit");
  const shown = usePeriodOnScreen();
  const { set } = usePeriod();
  const [period, setPeriod] = useState<Period>(() => readPeriod(shown.period ?? "") ?? periodBefore(quarterOf(today)));
  const [comparison, setComparison] = useState<Comparison>(() => comparisonOf(period, shown.against));
  const [days, setDays] = useState(() => ({ from: period.from, last: addDays(period.until, -1) }));
  const kind = kindOf(period);
  const [isDays, setIsDays] = useState(kind === "days");
  const chosen = isDays ? readDays(days) : period;
  const apply = () => {
    if (!chosen) return;
    set(periodName(chosen), comparison === "plan" ? "plan" : periodName(comparison === "before" ? periodBefore(chosen) : yearBefore(chosen)));
    onDone();
  };
  const chooseKind = (next: string) => {
    setIsDays(next === "days");
    if (next !== "days") setPeriod(periodOfKind(next as Exclude<Kind, "days">, period.from));
    else setDays({ from: period.from, last: addDays(period.until, -1) });
  };
  return (
    <Stack gap={12}>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={t("period-kind")}
        value={isDays ? "days" : kind}
        onChange={chooseKind}
        data={(["month", "quarter", "year", "days"] as const).map((each) => ({ value: each, label: t(`period-${each}`) }))}
      />
      {isDays ? <TwoDays days={days} onDays={setDays} isWrong={chosen === null} /> : <Stepper period={period} onPeriod={setPeriod} />}
      <Radio.Group label={t("period-compare")} value={comparison} onChange={(value) => setComparison(value)} size="sm">
        <Stack gap={6} mt={6}>
          {(["before", "year-ago", "plan"] as const).map((each) => (
            <Radio key={each} value={each} label={t(`period-${each}`)} size="sm" />
          ))}
        </Stack>
      </Radio.Group>
      <Button onClick={apply} disabled={chosen === null}>
        {t("period-apply")}
      </Button>
    </Stack>
  );
}

function Stepper({ period, onPeriod }: { readonly period: Period; readonly onPeriod: (period: Period) => void }) {
  const t = useWords<typeof words>("kit");
  const format = useFormat();
  return (
    <Group justify="space-between" wrap="nowrap">
      <ActionIcon variant="default" size="lg" aria-label={t("period-earlier")} onClick={() => onPeriod(neighbour(period, -1))}>
        <IconChevronLeft size={18} stroke={1.5} />
      </ActionIcon>
      <strong aria-live="polite" style={{ fontWeight: 600 }}>
        {format.period(period)}
      </strong>
      <ActionIcon variant="default" size="lg" aria-label={t("period-later")} onClick={() => onPeriod(neighbour(period, 1))}>
        <IconChevronRight size={18} stroke={1.5} />
      </ActionIcon>
    </Group>
  );
}

interface Days {
  readonly from: string;
  readonly last: string;
}

function TwoDays({ days, onDays, isWrong }: { readonly days: Days; readonly onDays: (days: Days) => void; readonly isWrong: boolean }) {
  const t = useWords<typeof words>("kit");
  return (
    <Group grow align="flex-start">
      <TextInput type="date" label={t("period-from")} value={days.from} onChange={(event) => onDays({ ...days, from: event.currentTarget.value })} />
      <TextInput
        type="date"
        label={t("period-to")}
        value={days.last}
        onChange={(event) => onDays({ ...days, last: event.currentTarget.value })}
        error={isWrong ? t("period-wrong") : null}
      />
    </Group>
  );
}

const readDays = ({ from, last }: Days) => (from === "" || last === "" ? null : periodOf(from, addDays(last, 1)));

function kindOf(period: Period): Kind {
  const name = periodName(period);
  if (/^\d{4}$/.test(name)) return "year";
  if (name.includes("Q")) return "quarter";
  return /^\d{4}-\d{2}$/.test(name) ? "month" : "days";
}

function periodOfKind(kind: Exclude<Kind, "days">, day: string): Period {
  if (kind === "month") return monthOf(day);
  if (kind === "quarter") return quarterOf(day);
  return readPeriod(day.slice(0, 4)) ?? quarterOf(day);
}

function comparisonOf(period: Period, against: string | null): Comparison {
  if (against === "plan") return "plan";
  return against === periodName(yearBefore(period)) ? "year-ago" : "before";
}
