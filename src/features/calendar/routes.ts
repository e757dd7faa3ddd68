// Answers about the working calendar: as it is, set, and with own days.
import { whyNotChangeCalendar, whyNotReadCalendar } from "#features/calendar/access.ts";
import { readCalendar, removeSpecialDay, setCalendar, setSpecialDay } from "#features/calendar/contract.ts";
import { yearOf } from "#features/calendar/rules.ts";
import { deleteSpecialDay, saveSpecialDay, saveWeek } from "#features/calendar/store.ts";
import { words } from "#features/calendar/words.en.ts";
import type { Tx } from "#db/database.ts";
import { deny, invalid, missing } from "#http/answers.ts";
import type { MemberQuestion } from "#http/question.ts";
import { type Route, serve } from "#http/route.ts";
import { decreesKnownThrough, isHolidayCountry } from "#kit/holidays/holidays.ts";
import { countryOfZone } from "#kit/holidays/zones.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { wallClockOf } from "#kit/time-zone.ts";
import { workingDue } from "#kit/working-hours.ts";
import { audit } from "#ledger/audit.ts";
import { readHandoffTerms } from "#ledger/handoff-terms.ts";
import { raiseFactsVersion } from "#ledger/version.ts";
import { readWorkingCalendar, weekOf } from "#ledger/working-week.ts";

const options = { sentences: sentencesOf(words) };
type Here = Pick<MemberQuestion, "asker" | "database">;

const look = <T>({ asker, database }: Here, read: (tx: Tx, workspaceId: string) => Promise<T>) =>
  database.inWorkspace(asker.workspaceId, (tx) => read(tx, asker.workspaceId), { readOnly: true });

export const routes: Route[] = [
  serve(
    readCalendar,
    async ({ asker, database, query, asOf, now, workspace }) => {
      const why = whyNotReadCalendar(asker);
      if (why !== null) return deny(why);
      const { calendar, terms } = await look({ asker, database }, async (tx, id) => ({
        calendar: await readWorkingCalendar(tx, id),
        terms: await readHandoffTerms(tx, id),
      }));
      const { isSet, days, from, until, special } = calendar;
      const country = isHolidayCountry(calendar.country) ? calendar.country : null;
      const year = query.year ?? Number(asOf.slice(0, 4));
      const offered = query.offered ?? new Date(wallClockOf(workspace.timeZone)(Date.parse(now))).toISOString().slice(0, 16);
      const due = workingDue(weekOf(calendar, Number(offered.slice(0, 4))));
      const dueIn = (hours: number) => {
        const at = due(Date.parse(`${offered}:00Z`), hours);
        return { hours, due: at === null ? null : new Date(at).toISOString().slice(0, 16) };
      };
      return {
        isSet,
        days: [...days],
        from,
        until,
        country,
        special,
        timeZone: workspace.timeZone,
        proposedCountry: countryOfZone(workspace.timeZone),
        year,
        ...yearOf({ days: [...days], country, special }, year),
        movedKnownThrough: country === null ? null : decreesKnownThrough(country),
        preview: { offered, accept: dueIn(terms.acceptHours), firstAttempt: dueIn(terms.firstAttemptHours) },
        whyNotChange: whyNotChangeCalendar(asker),
      };
    },
    options,
  ),
  serve(
    setCalendar,
    async ({ asker, database, body }) => {
      const why = whyNotChangeCalendar(asker);
      if (why !== null) return deny(why);
      if (body.week !== null && body.week.from >= body.week.until) return invalid("ends-before-it-begins");
      return changeCalendar({ asker, database }, async (tx, id) => {
        const { isSet, special: _, ...was } = await readWorkingCalendar(tx, id);
        const week = body.week && { ...body.week, days: [...new Set(body.week.days)].sort((a, b) => a - b) };
        await saveWeek(tx, id, week);
        return { subjectId: "week", before: isSet ? was : null, after: week };
      });
    },
    options,
  ),
  serve(
    setSpecialDay,
    async ({ asker, database, params, body }) => {
      const why = whyNotChangeCalendar(asker);
      if (why !== null) return deny(why);
      return changeCalendar({ asker, database }, async (tx, id) => {
        const was = (await readWorkingCalendar(tx, id)).special.find(({ day }) => day === params.day);
        await saveSpecialDay(tx, id, { day: params.day, ...body });
        return { subjectId: params.day, before: was ?? null, after: body };
      });
    },
    options,
  ),
  serve(
    removeSpecialDay,
    async ({ asker, database, params }) => {
      const why = whyNotChangeCalendar(asker);
      if (why !== null) return deny(why);
      const was = (await look({ asker, database }, readWorkingCalendar)).special.find(({ day }) => day === params.day);
      if (was === undefined) return missing();
      return changeCalendar({ asker, database }, async (tx, id) => {
        await deleteSpecialDay(tx, id, params.day);
        return { subjectId: params.day, before: was, after: null };
      });
    },
    options,
  ),
];

/** Every clock changes with the calendar: what was worked out from facts is worked out anew. */
async function changeCalendar(
  { asker, database }: Here,
  change: (tx: Tx, workspaceId: string) => Promise<{ subjectId: string; before: unknown; after: unknown }>,
): Promise<Record<string, never>> {
  await database.inWorkspace(asker.workspaceId, async (tx) => {
    await tx.run("select pg_advisory_xact_lock(hashtextextended($1 || ' calendar', 0))", [asker.workspaceId]);
    const { subjectId, before, after } = await change(tx, asker.workspaceId);
    await audit(tx, asker, { act: "calendar.changed", subjectKind: "calendar", subjectId, before, after });
    await raiseFactsVersion(tx, asker.workspaceId);
  });
  return {};
}
