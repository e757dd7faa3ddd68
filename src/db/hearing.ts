// Hears notifications on one connection of its own, and takes it up again when it drops.
import { setTimeout as sleep } from "node:timers/promises";
import * as pg from "pg";
import type { Log } from "#db/log.ts";

export interface Hearing {
  listen(channel: string, hear: (payload: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** Nothing said while the connection was down is heard; whoever must not miss a change reads it again when `hear` gets an empty payload after a break. */
export function hearingOn(config: pg.ClientConfig, log: Log): Hearing {
  const hearers = new Map<string, Set<(payload: string) => void>>();
  let client: Promise<pg.Client> | null = null;
  let isClosed = false;

  const tell = (channel: string, payload: string) => {
    for (const hear of hearers.get(channel) ?? []) {
      try {
        hear(payload);
      } catch (error) {
        log.error({ err: error, channel }, "a listener failed");
      }
    }
  };

  /** One command after another: a connection does one thing at a time. */
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = (command: string, channel: string): Promise<void> => {
    const done = turn.then(async () => void (await (await client)?.query(`${command} ${pg.escapeIdentifier(channel)}`)));
    turn = done.catch(() => {});
    return done;
  };

  async function open(): Promise<pg.Client> {
    const fresh = new pg.Client({ ...config, application_name: "evenhand listener" });
    fresh.on("error", () => {});
    fresh.on("notification", (message) => tell(message.channel, message.payload ?? ""));
    await fresh.connect();
    for (const channel of hearers.keys()) await fresh.query(`listen ${pg.escapeIdentifier(channel)}`);
    fresh.once("end", () => {
      if (!isClosed) void reopen();
    });
    return fresh;
  }

  async function reopen(): Promise<void> {
    for (let waitMs = 100; ; waitMs = Math.min(waitMs * 2, 5_000)) {
      if (isClosed) return;
      try {
        const attempt = open();
        await attempt;
        client = attempt;
        for (const channel of hearers.keys()) tell(channel, "");
        return;
      } catch {
        await sleep(waitMs);
      }
    }
  }

  return {
    async listen(channel, hear) {
      const set = hearers.get(channel) ?? new Set();
      hearers.set(channel, set.add(hear));
      client ??= open().catch((fault: unknown) => {
        client = null;
        throw fault;
      });
      await inTurn("listen", channel);
      return async () => {
        set.delete(hear);
        if (set.size > 0) return;
        hearers.delete(channel);
        if (!isClosed) await inTurn("unlisten", channel).catch(() => {});
      };
    },
    async close() {
      isClosed = true;
      await (await client?.catch(() => null))?.end().catch(() => {});
    },
  };
}
