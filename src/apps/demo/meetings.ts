// The demo's joint meeting: once a month, both departments, with an agenda that goes out a day ahead.
import { randomUUID } from "node:crypto";

import type { Heads } from "#apps/demo/agreements.ts";
import type { Tx } from "#db/database.ts";
import { fillSeries } from "#features/meetings/jobs.ts";
import { insertSeries, seriesRows, seriesToChange, setSeriesPeople } from "#features/meetings/store.ts";
import type { Tongue } from "#testing/demo/names.ts";
import { peopleOn } from "#ledger/action-register.ts";

const titles: Readonly<Record<Tongue, string>> = { en: "Sales and marketing", ru: "Продажи и маркетинг" };
const places: Readonly<Record<Tongue, string>> = { en: "The long table, second floor", ru: "Длинный стол, второй этаж" };

/** How it is called, and where it is held. */
export const meetingNames = (tongue: Tongue) => ({ title: titles[tongue], place: places[tongue] });

/** Planned once, however often the demo is taken up again. */
export async function planMeetings(tx: Tx, { sales }: Heads, { tongue, now }: { readonly tongue: Tongue; readonly now: string }): Promise<void> {
  const { workspaceId, memberId } = sales;
  if ((await seriesRows(tx, workspaceId)).length > 0) return;
  const id = randomUUID();
  await insertSeries(tx, workspaceId, {
    id,
    title: titles[tongue],
    rule: "FREQ=MONTHLY;BYDAY=2TU",
    startsOn: now.slice(0, 10),
    atMinute: 600,
    minutes: 90,
    timeZone: "Europe/Moscow",
    place: places[tongue],
    onHoliday: "next",
    agendaHours: 24,
    by: memberId,
  });
  const all = await peopleOn(tx, workspaceId, now.slice(0, 10));
  const people = all.filter(({ department }) => department === "sales" || department === "marketing").map((person) => person.memberId);
  await setSeriesPeople(tx, workspaceId, { id, people });
  const series = (await seriesToChange(tx, workspaceId, id))!;
  await fillSeries(tx, workspaceId, { series, people, now, by: memberId });
}
