// Whom an event has met, and which meetings were held with the leads that came of it.
import type { Coded } from "#facts/columns.ts";
import type { TouchColumns } from "#facts/touch-columns.ts";
import { placesByRow, placing } from "#evidence/campaigns/placing.ts";
import type { ProjectBook, ProjectUnits } from "#evidence/projects/units.ts";

const minutesInDay = 1440;
const meetingWords = /meet|visit|встреч|визит/i;

/** The first day on which each person was touched by one of the campaigns, in order. A touch that names nobody is a person of its own. Null: nobody counted. */
export function contactsMet({ campaigns }: ProjectBook, own: readonly string[], touches: TouchColumns): number[] | null {
  const placesAt = placesByRow(
    placing(
      own.map((id) => ({ kind: "campaign" as const, id })),
      campaigns,
    ),
    touches.campaign,
    touches.channel,
  );
  const firstOf = new Map<string, number>();
  for (let row = 0; row < touches.count; row++) {
    if (placesAt(row).length === 0) continue;
    const who = whoIs(touches, row);
    const day = Math.floor(touches.minute[row]! / minutesInDay);
    const known = firstOf.get(who);
    if (known === undefined || day < known) firstOf.set(who, day);
  }
  return firstOf.size === 0 ? null : [...firstOf.values()].sort((a, b) => a - b);
}

function whoIs({ contact, lead, deal, account }: TouchColumns, row: number): string {
  for (const [kind, column] of [
    ["contact", contact],
    ["lead", lead],
    ["deal", deal],
    ["account", account],
  ] as const)
    if (column.codes[row]! >= 0) return `${kind} ${column.codes[row]!}`;
  return `row ${row}`;
}

/** Activities that are called a meeting or a visit, with its leads or on their deals. Null: no activities are on record at all. */
export function meetingsHeld({ lens }: ProjectBook, { list }: ProjectUnits, activities: TouchColumns): number | null {
  if (activities.count === 0) return null;
  const isMeeting = activities.channel.names.map((name) => meetingWords.test(name));
  const leads = codesOf(activities.lead, new Set(list.filter(({ kind }) => kind === "lead").map(({ id }) => id)));
  const deals = codesOf(activities.deal, new Set(list.filter(({ deal }) => deal >= 0).map(({ deal }) => lens.facts.deals.ids[deal]!)));
  let held = 0;
  for (let row = 0; row < activities.count; row++) {
    const [kind, lead, deal] = [activities.channel.codes[row]!, activities.lead.codes[row]!, activities.deal.codes[row]!];
    if (kind >= 0 && isMeeting[kind] === true && ((lead >= 0 && leads[lead] === 1) || (deal >= 0 && deals[deal] === 1))) held++;
  }
  return held;
}

function codesOf({ names }: Coded, wanted: ReadonlySet<string>): Uint8Array {
  return Uint8Array.from(names, (name) => Number(wanted.has(name)));
}
