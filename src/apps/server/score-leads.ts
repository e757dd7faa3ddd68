// Chances of open leads for the rules of offering: the lead score as its page gives it, asked in the thread beside.
import { askBeside } from "#apps/server/ask-beside.ts";
import type { Chances, Scoring } from "#features/handoff/jobs.ts";
import { readScore } from "#features/score/contract.ts";
import type { Beside } from "#http/beside.ts";
import { dayIn } from "#http/today.ts";
import type { z } from "zod";

type Told = z.output<(typeof readScore)["reply"]>;

const page = 500;

/** Leads past the window in which they are won have no chance of today and are left out. Null: no score, or one of deals. */
export function scoredBeside(beside: Pick<Beside, "ask">): Scoring {
  return {
    today: (timeZone) => dayIn(timeZone, new Date()),
    chances: async (workspace, asOf, signal): Promise<Chances | null> => {
      const found = new Map<string, number>();
      for (let offset = 0; ; offset += page) {
        const asked = { endpoint: readScore, query: { offset, limit: page }, workspace, asOf, isOfFactsAlone: true };
        const wire = await askBeside(beside as Beside, asked, signal);
        if (wire.kind !== "json") throw new Error(wire.kind === "refusal" ? wire.refusal.reason : wire.kind);
        const { score, open, total } = JSON.parse(wire.text) as Told;
        if (score === null || score.unit !== "lead") return null;
        for (const { id, chanceNow } of open) if (chanceNow !== null) found.set(id, chanceNow);
        if (offset + page >= total) return found;
      }
    },
  };
}
