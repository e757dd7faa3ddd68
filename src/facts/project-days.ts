// The days of a joint project, for calendars that show them beside something else.
import { z } from "zod";

import { dayShape } from "#kit/shapes.ts";
import { type Day, addDays, dayNumber } from "#kit/day.ts";

export const projectDaysShape = z
  .object({ id: z.uuid(), name: z.string(), startsOn: dayShape, endsOn: dayShape, isCancelled: z.boolean() })
  .meta({ id: "ProjectDays" });
export type ProjectDays = z.output<typeof projectDaysShape>;

/** What goes on longer stands on its first and its last day alone: it would fill the page. */
const mostDays = 10;

/** Each day of a project that a calendar shows, counted from 1. */
export function daysOfProject({
  startsOn,
  endsOn,
}: Pick<ProjectDays, "startsOn" | "endsOn">): { readonly day: Day; readonly n: number; readonly of: number }[] {
  const of = dayNumber(endsOn) - dayNumber(startsOn) + 1;
  const all = Array.from({ length: of }, (_, n) => ({ day: addDays(startsOn, n), n: n + 1, of }));
  return of <= mostDays ? all : [all[0]!, all.at(-1)!];
}
