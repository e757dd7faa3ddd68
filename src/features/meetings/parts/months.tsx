// Meetings of a month on their days, past and to come; one that was moved says from which day.
import type { MeetingList } from "#features/meetings/contract.ts";
import type { words } from "#features/meetings/words.en.ts";
import type { MeetingView } from "#facts/meetings-shape.ts";
import { paths } from "#kit/paths.ts";
import { useGo, useWorkspaceSlug } from "#ui/address.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { MonthCalendar } from "#ui/month-calendar.tsx";
import { monthOf } from "#ui/month-days.ts";
import { projectEvents } from "#ui/project-events.ts";

interface MonthsProps {
  readonly told: MeetingList;
  readonly month: string | null;
  readonly onMonth: (month: string) => void;
}

/** The day and the hour of this browser's zone, as all moments are written. */
const dayHere = (iso: string) => new Intl.DateTimeFormat("en-CA", { year: "numeric", month: "2-digit", day: "2-digit" }).format(Date.parse(iso));
const hourHere = (iso: string) => new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" }).format(Date.parse(iso));

export function Months({ told, month, onMonth }: MonthsProps) {
  const t = useWords<typeof words>("meetings");
  const format = useFormat();
  const go = useGo();
  const workspace = useWorkspaceSlug();
  const noteOf = ({ startsAt, state, movedFrom }: MeetingView, isPast: boolean) =>
    [
      hourHere(startsAt),
      t(isPast && state === "planned" ? "state-missed" : `state-${state}`),
      ...(movedFrom === null ? [] : [t("moved-from", { day: format.day(movedFrom) })]),
    ].join(", ");
  const events = (rows: readonly MeetingView[], isPast: boolean) =>
    rows.map((row) => ({
      key: row.id,
      day: dayHere(row.startsAt),
      title: row.title,
      note: noteOf(row, isPast),
      tone: row.state === "cancelled" ? ("off" as const) : isPast ? ("over" as const) : undefined,
      onOpen: () => go(paths.meeting(workspace, row.id)),
    }));
  const projects = projectEvents(told.projects, {
    note: (day) => t(day.isCancelled ? "month-project-off" : day.of === 1 ? "month-project" : "month-project-of", { n: day.n, of: day.of }),
    onOpen: (id) => go(paths.project(workspace, id)),
  });
  return (
    <MonthCalendar
      title={t("title-calendar")}
      empty={t("month-empty")}
      month={monthOf(month, told.today)}
      today={told.today}
      onMonth={onMonth}
      events={[...projects, ...events(told.past, true).toReversed(), ...events(told.coming, false)]}
    />
  );
}
