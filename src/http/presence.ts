// Who is here now: told by each tab every few seconds, heard from all servers, held in memory for half a minute and written down nowhere.
import type { Database } from "#db/database.ts";
import type { Asker } from "#facts/department.ts";
import type { PersonHere, Place } from "#facts/presence.ts";
import type { ServerEvent } from "#http/answers.ts";

export const presenceChannel = "evenhand_presence";
/** A tab says this often that it is still looked at … */
export const beatMs = 10_000;
/** … and is gone when it has been silent for so long: two beats may be lost, and half a minute is not reached. */
export const hereMs = 27_000;
/** Comings and goings of so long are told together. */
const gatherMs = 700;
const sweepMs = 1_000;
/** Of one member in one workspace; the longest silent makes way. */
const mostTabs = 20;

/** One tab, as it is told to all servers. */
export interface Stand {
  readonly workspaceId: string;
  readonly tab: string;
  readonly memberId: string;
  readonly name: string;
  readonly isAgency: boolean;
  readonly room: string;
  readonly about: string | null;
}

/** A tab that is closed; without a tab: all of a member, who does not want to be seen any more. */
export interface Gone {
  readonly workspaceId: string;
  readonly memberId: string;
  readonly tab: string | null;
  readonly isGone: true;
}

export const presenceNews = (news: Stand | Gone) => JSON.stringify(news);

/** Everybody at one moment; the same for all who look, who are each told what they may know of it. */
export interface Roster {
  readonly people: readonly PersonHere[];
  has(memberId: string): boolean;
  /** What is made once for all readers of a kind. */
  once(kind: string, make: () => Promise<ServerEvent>): Promise<ServerEvent>;
}

/** What of a roster a reader may know, as it goes over the wire; given by whoever gathers the rooms. */
export type TellPresence = (database: Database, roster: Roster, asker: Asker) => Promise<ServerEvent>;

export interface Presence {
  /** Hears the roster now and at every change, until the returned function is called. */
  join(workspaceId: string, tell: (roster: Roster) => void): Promise<() => void>;
}

const known = new WeakMap<Database, Presence>();

/** Of this process on a database: made by the first who asks. */
export function presenceOf(database: Database): Presence {
  const presence = known.get(database) ?? makePresence(database);
  known.set(database, presence);
  return presence;
}

interface Kept extends Stand {
  readonly cameAt: number;
  until: number;
}

interface Room {
  readonly tabs: Map<string, Kept>;
  readonly ears: Set<(roster: Roster) => void>;
  telling: ReturnType<typeof setTimeout> | null;
}

function makePresence(database: Database): Presence {
  const rooms = new Map<string, Room>();
  let listening: Promise<unknown> | null = null;
  let sweeping: ReturnType<typeof setInterval> | null = null;
  const roomOf = (workspaceId: string) => {
    const room = rooms.get(workspaceId) ?? { tabs: new Map(), ears: new Set(), telling: null };
    rooms.set(workspaceId, room);
    return room;
  };
  const changed = (room: Room) => {
    if (room.ears.size === 0) return;
    room.telling ??= setTimeout(() => {
      room.telling = null;
      const roster = rosterOf(room);
      for (const ear of room.ears) ear(roster);
    }, gatherMs);
  };
  const sweep = () => {
    const now = Date.now();
    for (const [workspaceId, room] of rooms) {
      const late = [...room.tabs.values()].filter(({ until }) => until <= now);
      for (const { tab } of late) room.tabs.delete(tab);
      if (late.length > 0) changed(room);
      if (room.tabs.size === 0 && room.ears.size === 0) rooms.delete(workspaceId);
    }
    if (rooms.size > 0 || sweeping === null) return;
    clearInterval(sweeping);
    sweeping = null;
  };
  const hear = (payload: string) => {
    // What was missed while the connection was away is said again within seconds.
    if (payload === "") return;
    const news = JSON.parse(payload) as Stand | Gone;
    const room = roomOf(news.workspaceId);
    if (sweeping === null) {
      sweeping = setInterval(sweep, sweepMs);
      sweeping.unref();
    }
    if (take(room.tabs, news, Date.now())) changed(room);
  };
  return {
    async join(workspaceId, tell) {
      const room = roomOf(workspaceId);
      room.ears.add(tell);
      listening ??= database.listen(presenceChannel, hear).catch((fault: unknown) => {
        listening = null;
        throw fault;
      });
      const leave = () => void room.ears.delete(tell);
      try {
        await listening;
      } catch (fault) {
        leave();
        throw fault;
      }
      tell(rosterOf(room));
      return leave;
    },
  };
}

/** Whether anything looks different now: a beat of somebody who stays where they are tells nobody anything. */
function take(tabs: Map<string, Kept>, news: Stand | Gone, now: number): boolean {
  if ("isGone" in news) {
    const gone = [...tabs.values()].filter(({ tab, memberId }) => memberId === news.memberId && (news.tab === null || tab === news.tab));
    for (const { tab } of gone) tabs.delete(tab);
    return gone.length > 0;
  }
  const was = tabs.get(news.tab);
  // A tab belongs to whoever was first to name it.
  if (was !== undefined && was.memberId !== news.memberId) return false;
  if (was?.room === news.room && was.about === news.about && was.name === news.name) {
    was.until = now + hereMs;
    return false;
  }
  tabs.set(news.tab, { ...news, cameAt: now, until: now + hereMs });
  const own = [...tabs.values()].filter(({ memberId }) => memberId === news.memberId).toSorted((a, b) => b.until - a.until);
  for (const { tab } of own.slice(mostTabs)) tabs.delete(tab);
  return true;
}

function rosterOf({ tabs }: Room): Roster {
  const people = new Map<string, PersonHere & { places: Place[] }>();
  for (const { memberId: id, name, isAgency, room, about } of [...tabs.values()].toSorted((a, b) => b.cameAt - a.cameAt)) {
    const person = people.get(id) ?? { id, name, isAgency, places: [] };
    people.set(id, person);
    if (!person.places.some((place) => place.room === room && place.about === about)) person.places.push({ room, about });
  }
  const made = new Map<string, Promise<ServerEvent>>();
  return {
    people: [...people.values()].toSorted((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1)),
    has: (memberId) => people.has(memberId),
    once: (kind, make) => {
      const event = made.get(kind) ?? make();
      made.set(kind, event);
      return event;
    },
  };
}
