// One ear a process for everybody who looks: what the database tells is heard once, gathered for a moment, written once and handed to every open stream.
import type { Database } from "#db/database.ts";
import type { ServerEvent } from "#http/answers.ts";
import { eventText } from "#http/stream.ts";

/** So long rows of one workspace are gathered before they go out together. */
const gatherMs = 100;
/** Facts are told at most so often: every figure on every screen is worked out anew by it. */
const factsRestMs = 3_000;

/** One open stream. */
export interface Ear {
  readonly workspaceId: string;
  readonly push: (event: ServerEvent) => void;
  readonly hearsHandoffs: boolean;
  /** Everything else, as it was told: the ear knows what of it is for whom. */
  readonly hear: (kind: string, payload: string) => void;
}

interface Room {
  readonly ears: Set<Ear>;
  gathered: Map<string, unknown>;
  gone: Set<string>;
  asks: Set<string>;
  isAll: boolean;
  gathering: ReturnType<typeof setTimeout> | null;
  factsToldAt: number;
  factsWaiting: ReturnType<typeof setTimeout> | null;
}

export interface Hub {
  /** Hears from now on, until the returned function is called. */
  join(ear: Ear): Promise<() => void>;
}

const hubs = new WeakMap<Database, Hub>();

/** The hub of this process on a database: made by the first who asks. */
export function hubOf(database: Database, otherKinds: readonly string[]): Hub {
  const known = hubs.get(database) ?? makeHub(database, otherKinds);
  hubs.set(database, known);
  return known;
}

function makeHub(database: Database, otherKinds: readonly string[]): Hub {
  const rooms = new Map<string, Room>();
  let listening: Promise<unknown> | null = null;
  // Nobody knows what was missed while the connection was away: an empty message is for every workspace.
  const each = (workspaceId: string | null, act: (room: Room) => void) => {
    if (workspaceId === null) for (const room of rooms.values()) act(room);
    else if (rooms.has(workspaceId)) act(rooms.get(workspaceId)!);
  };
  // One after another: they share a connection.
  const listen = async () => {
    await database.listen("evenhand_facts", (payload) => each(payload === "" ? null : payload, tellFacts));
    await database.listen("evenhand_handoff", (payload) => {
      const news = payload === "" ? { isAll: true } : (JSON.parse(payload) as News);
      each(payload === "" ? null : news.workspaceId!, (room) => gather(room, news));
    });
    for (const kind of otherKinds)
      await database.listen(`evenhand_${kind}`, (payload) => {
        for (const room of rooms.values()) for (const ear of room.ears) ear.hear(kind, payload);
      });
  };
  return {
    async join(ear) {
      const room = rooms.get(ear.workspaceId) ?? aRoom();
      rooms.set(ear.workspaceId, room);
      room.ears.add(ear);
      const leave = () => {
        room.ears.delete(ear);
        if (room.ears.size > 0) return;
        if (room.gathering !== null) clearTimeout(room.gathering);
        if (room.factsWaiting !== null) clearTimeout(room.factsWaiting);
        if (rooms.get(ear.workspaceId) === room) rooms.delete(ear.workspaceId);
      };
      listening ??= listen().catch((fault: unknown) => {
        listening = null;
        throw fault;
      });
      try {
        await listening;
      } catch (fault) {
        leave();
        throw fault;
      }
      return leave;
    },
  };
}

function aRoom(): Room {
  const nothing = { gathered: new Map<string, unknown>(), gone: new Set<string>(), asks: new Set<string>(), isAll: false };
  return { ears: new Set(), ...nothing, gathering: null, factsToldAt: Number.NEGATIVE_INFINITY, factsWaiting: null };
}

interface News {
  readonly workspaceId?: string;
  readonly rows?: readonly { readonly lead: string }[];
  readonly gone?: readonly string[];
  readonly asks?: readonly string[];
  readonly isAll?: boolean;
}

/** The newest row of a lead stands; a lead that is gone and comes back within the moment is there. */
function gather(room: Room, { rows = [], gone = [], asks = [], isAll = false }: News): void {
  for (const row of rows) {
    room.gathered.set(row.lead, row);
    room.gone.delete(row.lead);
  }
  for (const lead of gone) {
    room.gathered.delete(lead);
    room.gone.add(lead);
  }
  for (const lead of asks) room.asks.add(lead);
  room.isAll ||= isAll;
  room.gathering ??= setTimeout(() => tellGathered(room), gatherMs);
}

function tellGathered(room: Room): void {
  const data = { kind: "handoff", rows: [...room.gathered.values()], gone: [...room.gone], asks: [...room.asks], isAll: room.isAll };
  Object.assign(room, { gathered: new Map(), gone: new Set(), asks: new Set(), isAll: false, gathering: null });
  const event = writtenOnce({ event: "handoff", data });
  for (const ear of room.ears) if (ear.hearsHandoffs) ear.push(event);
}

/** The first at once, further ones together after a rest, and the last is never lost. */
function tellFacts(room: Room): void {
  if (room.factsWaiting !== null) return;
  const rest = room.factsToldAt + factsRestMs - performance.now();
  const tell = () => {
    room.factsWaiting = null;
    room.factsToldAt = performance.now();
    const event = writtenOnce({ event: "facts", data: { kind: "facts" } });
    for (const ear of room.ears) ear.push(event);
  };
  if (rest <= 0) tell();
  else room.factsWaiting = setTimeout(tell, rest);
}

/** Made into text once for all streams. */
function writtenOnce(event: ServerEvent): ServerEvent {
  return { ...event, text: eventText(event) };
}
