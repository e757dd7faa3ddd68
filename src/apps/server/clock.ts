// The clock of the house: work that comes round is done by one server at a time, when it is due or when something calls for it.
import { setTimeout as pause } from "node:timers/promises";

import type { Database } from "#db/database.ts";
import type { Log } from "#db/log.ts";
import { type ClockWork, endTurn, leaseMs, renewTurn, takeTurn } from "#ledger/clock-work.ts";

export interface Clock {
  /** Begins no more turns, and waits for those under way to come to a good place. */
  stop(): Promise<void>;
}

/** Longest time between two looks at whether a turn is due: another server may have died in it. */
const lookEveryMs = 60_000;

export async function startClock(database: Database, log: Log, works: readonly ClockWork[]): Promise<Clock> {
  const stopping = new AbortController();
  const hands = await Promise.all(works.map((work) => startHand({ database, log, work, stopping: stopping.signal })));
  return {
    async stop() {
      stopping.abort();
      await Promise.all(hands.map((hand) => hand.stop()));
    },
  };
}

interface HandOptions {
  readonly database: Database;
  readonly log: Log;
  readonly work: ClockWork;
  readonly stopping: AbortSignal;
}

/** One work's own loop. */
async function startHand({ database, log, work, stopping }: HandOptions): Promise<Clock> {
  let heard: string[] = [];
  let isWoken = false;
  let wake: () => void = () => {};
  const hear = (said: string) => {
    isWoken = true;
    if (said !== "") heard.push(said);
    wake();
  };
  const unlisten = work.wokenBy === undefined ? async () => {} : await database.listen(work.wokenBy, hear);
  const rest = (ms: number) => pause(ms, null, { signal: stopping }).catch(() => null);
  const loop = async () => {
    while (!stopping.aborted) {
      const called = new Promise<void>((resolve) => {
        wake = resolve;
      });
      if (isWoken && work.restsFor !== undefined) await rest(work.restsFor);
      const [said, woken] = [heard, isWoken];
      [heard, isWoken] = [[], false];
      const isTaken = await oneTurn({ database, log, work, stopping }, said, woken);
      // Called for while another server was at it: that one has heard the same call, and comes round once more.
      if (isTaken === null) [heard, isWoken] = [[...said, ...heard], woken || isWoken];
      if (!stopping.aborted && !(isWoken && isTaken !== null)) await Promise.race([called, rest(Math.min(work.every, lookEveryMs))]);
    }
  };
  const running = loop();
  return {
    async stop() {
      wake();
      await running;
      await unlisten();
    },
  };
}

/** True where the turn was ours, false where it was not due or another's, null where storage did not answer. */
async function oneTurn({ database, log, work, stopping }: HandOptions, heard: readonly string[], isWoken: boolean): Promise<boolean | null> {
  try {
    if (stopping.aborted || !(await takeTurn(database, work, isWoken))) return false;
  } catch (fault) {
    log.warn({ work: work.name, fault: String(fault) }, "the clock could not be read");
    return null;
  }
  const renewing = setInterval(() => void renewTurn(database, work.name).catch(() => {}), leaseMs / 3);
  let fault: string | null = null;
  try {
    await work.run({ database, log, signal: stopping, heard });
  } catch (error) {
    fault = String((error as Error).stack ?? error).slice(0, 2_000);
    log.error({ work: work.name, fault }, "work by the clock failed");
  } finally {
    clearInterval(renewing);
    await endTurn(database, work.name, fault).catch((error: unknown) =>
      log.warn({ work: work.name, fault: String(error) }, "the end of a turn could not be noted"),
    );
  }
  return true;
}
