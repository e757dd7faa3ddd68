// When people work: the week, whose holidays count, own days, and when an offer made at a moment would be due.
import { z } from "zod";

import { listOf } from "#facts/papers-shape.ts";
import { endpoint } from "#kit/endpoint.ts";
import { holidayCountries } from "#kit/holidays/countries.ts";
import { dayShape, inWorkspace, nothing, workspaceSlugShape } from "#kit/shapes.ts";

const tag = "calendar";
const closed = ["agency-sees-only-what-is-shared"] as const;
const changed = [...closed, "role-only-reads", "only-head-of-sales"] as const;
const whyNotShape = z.string().nullable();

const weekShape = {
  days: z.array(z.number().int().min(0).max(6)).min(1).max(7),
  from: z.number().int().min(0).max(1439),
  until: z.number().int().min(1).max(1440),
  country: z.enum(holidayCountries).nullable(),
};
const specialDayShape = z.object({ day: dayShape, name: z.string().trim().min(1).max(120), isWorking: z.boolean() });

export const readCalendar = endpoint({
  name: "readCalendar",
  method: "GET",
  path: "/api/w/:workspace/calendar",
  audience: "member",
  summary: "When people work: the week, holidays of a year with where each comes from, own days, and when an offer made at a moment would be due",
  tag,
  params: inWorkspace,
  query: z.strictObject({
    year: z.coerce.number().int().min(2000).max(2090).optional(),
    /** On the wall of the workspace. */
    offered: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)
      .optional(),
  }),
  reply: z.object({
    isSet: z.boolean(),
    ...weekShape,
    special: listOf(specialDayShape),
    timeZone: z.string(),
    /** By the time zone; null where it says nothing. */
    proposedCountry: z.enum(holidayCountries).nullable(),
    year: z.number().int(),
    /** Days of the year that differ from the week. An own day stands over the country's. */
    holidays: listOf(z.object({ day: dayShape, key: z.string(), origin: z.enum(["holiday", "in-lieu", "moved", "working"]), isOverruled: z.boolean() })),
    /** Working days that end earlier, and by how many minutes. */
    short: listOf(dayShape),
    shortByMinutes: z.number().int(),
    /** Days worked in the year. */
    workingDays: z.number().int(),
    /** Moved days are known up to this year (0: not at all); null: they are never moved. */
    movedKnownThrough: z.number().int().nullable(),
    preview: z.object({
      offered: z.string(),
      accept: z.object({ hours: z.number(), due: z.string().nullable() }),
      firstAttempt: z.object({ hours: z.number(), due: z.string().nullable() }),
    }),
    whyNotChange: whyNotShape,
  }),
  refusals: closed,
});
export type CalendarAnswer = z.output<typeof readCalendar.reply>;

export const setCalendar = endpoint({
  name: "setCalendar",
  method: "PUT",
  path: "/api/w/:workspace/calendar",
  audience: "member",
  summary: "Say when people work and whose holidays count; null puts the usual week back",
  tag,
  params: inWorkspace,
  body: z.strictObject({ week: z.strictObject(weekShape).nullable() }),
  reply: nothing,
  refusals: [...changed, "ends-before-it-begins"],
});

export const setSpecialDay = endpoint({
  name: "setSpecialDay",
  method: "PUT",
  path: "/api/w/:workspace/calendar/days/:day",
  audience: "member",
  summary: "A day of the company's own: free though the calendar says work, or worked though it says free",
  tag,
  params: z.strictObject({ workspace: workspaceSlugShape, day: dayShape }),
  body: z.strictObject({ name: specialDayShape.shape.name, isWorking: z.boolean() }),
  reply: nothing,
  refusals: changed,
});

export const removeSpecialDay = endpoint({
  name: "removeSpecialDay",
  method: "DELETE",
  path: "/api/w/:workspace/calendar/days/:day",
  audience: "member",
  summary: "Take an own day back",
  tag,
  params: z.strictObject({ workspace: workspaceSlugShape, day: dayShape }),
  reply: nothing,
  refusals: [...changed, "not-found"],
});
