// The days of a year that differ from the week: holidays with where each comes from, and own days that stand over them.
import { ActionIcon, Button, Group, Text } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";

import { type CalendarAnswer, removeSpecialDay, setSpecialDay } from "#features/calendar/contract.ts";
import { changedByCalendar, useForget } from "#features/calendar/parts/asking.ts";
import type { words } from "#features/calendar/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";

type Special = CalendarAnswer["special"][number];

interface DayRow {
  readonly key: string;
  readonly day: string;
  readonly name: string;
  readonly origin: string;
  readonly own: Special | null;
}

export interface SpecialDaysProps {
  readonly told: CalendarAnswer;
  readonly onYear: (year: number) => void;
  readonly onAdd: () => void;
}

export function SpecialDays({ told, onYear, onAdd }: SpecialDaysProps) {
  const t = useWords<typeof words>("calendar");
  const rows = useRows(told);
  const moved = told.movedKnownThrough;
  return (
    <Section
      title={t("holidays", { year: String(told.year) })}
      note={t("holidays-note", { count: told.workingDays, year: String(told.year) })}
      actions={
        <Group gap={4} wrap="nowrap">
          <ActionIcon variant="default" aria-label={String(told.year - 1)} onClick={() => onYear(told.year - 1)}>
            <IconChevronLeft size={18} stroke={1.5} aria-hidden />
          </ActionIcon>
          <Text component="span" className="figures" px={4}>
            {String(told.year)}
          </Text>
          <ActionIcon variant="default" aria-label={String(told.year + 1)} onClick={() => onYear(told.year + 1)}>
            <IconChevronRight size={18} stroke={1.5} aria-hidden />
          </ActionIcon>
          <ReasonButton whyNot={told.whyNotChange} size="xs" variant="default" onClick={onAdd}>
            {t("own-add")}
          </ReasonButton>
        </Group>
      }
    >
      {told.country === null ? <Text size="sm">{t("holidays-none")}</Text> : null}
      {moved === null || (moved > 0 && told.year <= moved) ? null : (
        <Text size="sm">{moved === 0 ? t("moved-unknown") : t("moved-known", { year: String(moved) })}</Text>
      )}
      {rows.length === 0 ? null : <DayTable rows={rows} told={told} />}
    </Section>
  );
}

function useRows(told: CalendarAnswer): DayRow[] {
  const t = useWords<typeof words>("calendar");
  const nameOf = (key: string) => t(`holiday-${key}` as Parameters<typeof t>[0]);
  const listed = told.holidays.map(({ day, key, origin, isOverruled }): DayRow => {
    const from = t(`origin-${origin}`);
    return { key: `${day} ${key} ${origin}`, day, name: nameOf(key), origin: isOverruled ? t("origin-overruled", { origin: from }) : from, own: null };
  });
  const own = told.special
    .filter(({ day }) => day.startsWith(`${told.year}-`))
    .map((one): DayRow => ({ key: one.day, day: one.day, name: one.name, origin: t(one.isWorking ? "origin-own-working" : "origin-own-free"), own: one }));
  const short = told.short.map((day): DayRow => {
    const length = t("origin-short-by", { minutes: told.shortByMinutes });
    return { key: `${day} short`, day, name: t("holiday-eve"), origin: length, own: null };
  });
  return [...listed, ...short, ...own].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

function DayTable({ rows, told }: { readonly rows: readonly DayRow[]; readonly told: CalendarAnswer }) {
  const t = useWords<typeof words>("calendar");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const forget = useForget();
  const again = async ({ day, name, isWorking }: Special) => {
    await ask(setSpecialDay, { params: { workspace, day }, body: { name, isWorking } });
    await forget(changedByCalendar);
  };
  const tell = useTell(removeSpecialDay, {
    changes: changedByCalendar,
    onDone: (_, { params }) => {
      const { day } = params as { day: string };
      const was = told.special.find((one) => one.day === day);
      toast({ text: t("own-removed", { day: format.day(day) }), ...(was ? { undo: () => again(was) } : {}) });
    },
  });
  const weekday = (day: string) => t(`day-${new Date(`${day}T00:00:00Z`).getUTCDay() === 0 ? 6 : ((new Date(`${day}T00:00:00Z`).getUTCDay() - 1) as 0)}`);
  return (
    <DataTable<DayRow>
      caption={t("holidays", { year: String(told.year) })}
      rows={rows}
      rowKey={({ key }) => key}
      fileName={`evenhand-calendar-${told.year}`}
      columns={[
        { key: "day", name: t("day"), isFixed: true, value: ({ day }) => day, cell: ({ day }) => `${weekday(day)} ${format.day(day)}` },
        { key: "name", name: t("what-day"), isFixed: true, onPhone: "title", value: ({ name }) => name },
        { key: "origin", name: t("origin"), isFixed: true, value: ({ origin }) => origin },
        {
          key: "act",
          name: t("act"),
          isFixed: true,
          value: () => null,
          cell: ({ own, day }) =>
            own === null || told.whyNotChange !== null ? null : (
              <Button
                size="compact-sm"
                variant="subtle"
                aria-label={t("own-remove", { day: format.day(day) })}
                onClick={() => tell.mutate({ params: { workspace, day } })}
              >
                {t("take-back")}
              </Button>
            ),
        },
      ]}
    />
  );
}
