// When people of a workspace work: its week, its country's holidays, and the own days that differ from both.
import type { Tx } from "#db/database.ts";
import type { Day } from "#kit/day.ts";
import { holidaysOf, isHolidayCountry, shortDaysOf } from "#kit/holidays/holidays.ts";
import { type WorkingWeek, usualWeek } from "#kit/working-hours.ts";

export interface SpecialDay {
  readonly day: Day;
  readonly name: string;
  readonly isWorking: boolean;
}

export interface WorkingCalendar {
  /** Somebody has set it; else it is the usual one. */
  readonly isSet: boolean;
  readonly days: readonly number[];
  /** Minutes after midnight. */
  readonly from: number;
  readonly until: number;
  readonly country: string | null;
  /** Own days, in order. */
  readonly special: readonly SpecialDay[];
}

/** As it was set, without the country's holidays worked out. */
export async function readWorkingCalendar(tx: Tx, workspaceId: string): Promise<WorkingCalendar> {
  const set = await tx.maybe<Pick<WorkingCalendar, "days" | "from" | "until" | "country">>(
    `select days, from_minute as "from", until_minute as until, country from evenhand.working_calendar where workspace_id = $1`,
    [workspaceId],
    { isOften: true },
  );
  const special = await tx.rows<SpecialDay>(
    `select day, name, is_working as "isWorking" from evenhand.special_day where workspace_id = $1 order by day`,
    [workspaceId],
    {
      isOften: true,
    },
  );
  const { days, from, until } = set ?? usualWeek;
  return { isSet: set !== null, days, from, until, country: set?.country ?? null, special };
}

/** Years around now whose holidays count: leads of the past are judged by them, and what is due soon. */
const yearsBack = 12;
const yearsAhead = 2;

/** The calendar as clocks use it. Own days stand over the country's. `year`: around which holidays are worked out. */
export function weekOf({ days, from, until, country, special }: WorkingCalendar, year: number): WorkingWeek {
  const differs = new Map<Day, boolean>();
  const short = new Set<Day>();
  let shortByMinutes = 0;
  if (isHolidayCountry(country)) {
    for (let each = year - yearsBack; each <= year + yearsAhead; each++) {
      for (const { day, origin } of holidaysOf(country, each)) differs.set(day, origin === "working");
      const eves = shortDaysOf(country, each);
      for (const day of eves.days) short.add(day);
      shortByMinutes = eves.minutes;
    }
  }
  for (const { day, isWorking } of special) {
    differs.set(day, isWorking);
    // Whoever says of a day that it is worked means the whole of it.
    short.delete(day);
  }
  const those = (wanted: boolean) => [...differs].filter(([, isWorking]) => isWorking === wanted).map(([day]) => day);
  return { days, from, until, holidays: those(false), workingDays: those(true), ...(shortByMinutes > 0 ? { shortDays: [...short], shortByMinutes } : {}) };
}

/** The workspace's week with the holidays of its country and its own days; the usual week where none was set. */
export async function readWorkingWeek(tx: Tx, workspaceId: string): Promise<WorkingWeek> {
  return weekOf(await readWorkingCalendar(tx, workspaceId), new Date().getUTCFullYear());
}
