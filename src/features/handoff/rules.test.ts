// Which claim a handoff is a case of, and what of the news a screen has to say aloud.
import { describe, expect, it } from "vitest";

import { standardClaims } from "#evidence/claims/catalogue.ts";
import { claimOf, heardOf } from "#features/handoff/rules.ts";
import type { HandoffRow } from "#facts/handoff-row.ts";

const states = [
  "offered",
  "returned",
  "kept",
  "accepted",
  "attempted",
  "contacted",
  "qualified",
  "disqualified",
  "recycled",
] as const satisfies readonly HandoffRow["state"][];
const returnClasses = [null, "procedural", "clerical", "definitional"] as const;

describe("the claim that a handoff is a case of", () => {
  const of = (state: HandoffRow["state"], more: Partial<Pick<HandoffRow, "returnClass" | "channel">> = {}) =>
    claimOf({ state, returnClass: null, channel: "site", ...more });

  it("waiting for sales: answered late; tried: given up too early; returned: by its reason; with an outcome: how good its channel is", () => {
    expect([of("offered"), of("accepted"), of("attempted")]).toEqual(["leads-answered-late", "leads-answered-late", "leads-not-worked"]);
    expect(returnClasses.map((returnClass) => of("returned", { returnClass }))).toEqual([null, null, "leads-incomplete", "leads-not-as-agreed"]);
    expect([of("contacted"), of("disqualified"), of("kept")]).toEqual(["channel-leads-worse", "channel-leads-worse", null]);
    expect(of("disqualified", { channel: null })).toBe("leads-got-worse");
  });

  it("can be asked as it is linked: about a channel, or about all where there is none", () => {
    for (const state of states)
      for (const returnClass of returnClasses)
        for (const channel of ["site", null]) {
          const key = claimOf({ state, returnClass, channel });
          if (key === null) continue;
          const standard = standardClaims.find((each) => each.key === key)!;
          expect([key, channel === null ? (standard.subject?.isRequired ?? false) : standard.subject?.kind]).toEqual([
            key,
            channel === null ? false : "channel",
          ]);
        }
  });
});

describe("what is said aloud of the news", () => {
  const row = (lead: string, lastAct: number) => ({ lead, lastAct }) as HandoffRow;
  const shown = [row("L1", 5), row("L2", 7)];

  it("what others did with leads on the screen; not what one did oneself, which stands there already, and not what is filtered away", () => {
    expect([...heardOf(shown, { rows: [row("L1", 6), row("L2", 7), row("L3", 9)] }).keys()]).toEqual(["L1"]);
  });

  it("what has left the list", () => {
    expect([...heardOf(shown, { gone: ["L2", "L9"] })]).toEqual([["L2", null]]);
  });
});
