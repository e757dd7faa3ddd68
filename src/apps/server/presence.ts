// What of who is here a reader may know: colleagues, the rooms they may look into themselves, the things they may see; an agency, only who is at what it is shown.
import { whyNotSeeAgencies } from "#features/agency/access.ts";
import { whyNotReadAudit } from "#features/audit/access.ts";
import { whyNotSeeImports } from "#features/imports/access.ts";
import { whyNotSeeMappings } from "#features/mappings/access.ts";
import { whyNotSeeMembers } from "#features/members/access.ts";
import { whyNotWebhooks } from "#features/webhooks/access.ts";
import { subjectBook } from "#apps/server/subjects.ts";
import type { Asker } from "#facts/department.ts";
import type { PersonHere, Place } from "#facts/presence.ts";
import { whyNotReadHandoffs } from "#facts/rights.ts";
import { type SubjectSeen, subjectOfKey } from "#facts/subject.ts";
import type { ServerEvent } from "#http/answers.ts";
import type { TellPresence } from "#http/presence.ts";
import { eventText } from "#http/stream.ts";
import type { WhyNot } from "#kit/refusal.ts";

/** Rooms that are not open to all of us. */
const closedRooms: Readonly<Record<string, (asker: Asker) => WhyNot>> = {
  agency: whyNotSeeAgencies,
  audit: whyNotReadAudit,
  handoff: whyNotReadHandoffs,
  imports: whyNotSeeImports,
  mappings: whyNotSeeMappings,
  members: whyNotSeeMembers,
  webhooks: whyNotWebhooks,
};

function placeFor(asker: Asker, { room, about }: Place, seen: ReadonlyMap<string, SubjectSeen>): Place {
  const isSeen = about !== null && seen.has(about);
  const why = room !== null && Object.hasOwn(closedRooms, room) ? closedRooms[room]!(asker) : null;
  return { room: why === null || isSeen ? room : null, about: isSeen ? about : null };
}

export function peopleFor(asker: Asker, people: readonly PersonHere[], seen: ReadonlyMap<string, SubjectSeen>): PersonHere[] {
  return people.flatMap(({ id, name, isAgency, places }) => {
    const known = places.map((place) => placeFor(asker, place, seen));
    const shown = asker.role === "agency" ? known.filter(({ about }) => about !== null) : known;
    return shown.length === 0 ? [] : [{ id, name, isAgency, places: shown }];
  });
}

function eventOf(people: readonly PersonHere[]): ServerEvent {
  const event = { event: "presence", data: { kind: "presence", people } };
  return { ...event, text: eventText(event) };
}
const nobody = eventOf([]);

/** Whoever is not seen sees nobody. All of one role see the same, so it is worked out once for them; each agency by itself. */
export const tellPresence: TellPresence = async (database, roster, asker) => {
  if (!roster.has(asker.memberId)) return nobody;
  const kind = asker.role === "agency" ? asker.memberId : `${asker.role} ${asker.department}`;
  return roster.once(kind, async () => {
    const keys = new Set(roster.people.flatMap(({ places }) => places.flatMap(({ about }) => about ?? [])));
    const things = [...keys].flatMap((key) => subjectOfKey(key) ?? []);
    const seen =
      things.length === 0
        ? new Map<string, SubjectSeen>()
        : await database.inWorkspace(asker.workspaceId, (tx) => subjectBook.seen(tx, asker, things), { readOnly: true });
    return eventOf(peopleFor(asker, roster.people, seen));
  });
};
