// The room of journeys' usual question, asked by the clock in the thread beside.
import { askBeside } from "#apps/server/ask-beside.ts";
import { readJourneys, usualJourneys } from "#features/journeys/contract.ts";
import type { Preparing } from "#features/journeys/jobs.ts";
import type { Beside } from "#http/beside.ts";
import { dayIn } from "#http/today.ts";

export function preparedBeside(beside: Pick<Beside, "ask">): Preparing {
  return {
    today: (timeZone) => dayIn(timeZone, new Date()),
    ask: async (workspace, asOf, signal) => {
      const asked = { endpoint: readJourneys, query: usualJourneys, workspace, asOf, isOfFactsAlone: true };
      const wire = await askBeside(beside as Beside, asked, signal);
      // What cannot be told says so in the room.
      if (wire.kind !== "json" && wire.kind !== "refusal") throw new Error(wire.kind);
    },
  };
}
