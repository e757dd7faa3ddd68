// Work that comes round by the clock: what a room gives to be done, and how of several servers one takes the turn.
import type { Database } from "#db/database.ts";
import type { Log } from "#db/log.ts";

/** What a turn is given. */
export interface Turn {
  readonly database: Database;
  readonly log: Log;
  /** Fires when the server stops: end at the next good place; the rest is done in another turn. */
  readonly signal: AbortSignal;
  /** What was said on the channel since the last turn; empty where the clock alone began it. */
  readonly heard: readonly string[];
}

/** A piece of work of a room, gathered by the server's clock. */
export interface ClockWork {
  /** Unique: 'mail', 'claims'. */
  readonly name: string;
  /** Milliseconds from the beginning of one turn to the next. */
  readonly every: number;
  /** A channel of the database that begins a turn ahead of time. */
  readonly wokenBy?: string;
  /** How long it waits after being woken, milliseconds, so that a burst begins one turn and not many. */
  readonly restsFor?: number;
  readonly run: (turn: Turn) => Promise<void>;
}

/** How long a turn belongs to a server that says nothing more: it renews it while it works. */
export const leaseMs = 60_000;

/** Takes the turn, if it is due (or somebody woke it) and no other server is at it. */
export async function takeTurn(database: Database, work: Pick<ClockWork, "name" | "every">, isWoken: boolean): Promise<boolean> {
  return database.inSignIn(async (tx) => {
    const taken = await tx.maybe<{ name: string }>(
      `insert into installation.job as j (name, next_at, lease_until, began_at)
       values ($1, now() + make_interval(secs => $2 / 1000.0), now() + make_interval(secs => $3 / 1000.0), now())
       on conflict (name) do update set next_at = excluded.next_at, lease_until = excluded.lease_until, began_at = excluded.began_at
         where (j.lease_until is null or j.lease_until < now()) and ($4 or j.next_at <= now())
       returning name`,
      [work.name, work.every, leaseMs, isWoken],
    );
    return taken !== null;
  });
}

export async function renewTurn(database: Database, name: string): Promise<void> {
  await database.inSignIn((tx) =>
    tx.run("update installation.job set lease_until = now() + make_interval(secs => $2 / 1000.0) where name = $1", [name, leaseMs]),
  );
}

export async function endTurn(database: Database, name: string, fault: string | null): Promise<void> {
  await database.inSignIn((tx) => tx.run("update installation.job set lease_until = null, ended_at = now(), fault = $2 where name = $1", [name, fault]));
}

/** Ids of all workspaces, for work that goes through them one by one. */
export async function allWorkspaces(database: Database): Promise<string[]> {
  const rows = await database.inSignIn((tx) => tx.rows<{ id: string }>("select workspace_id as id from sign_in.workspace_slug order by slug"));
  return rows.map(({ id }) => id);
}
