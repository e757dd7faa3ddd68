// What acts on a lead come to: undone acts are gone, rounds begin anew, and what is done here stands over what the CRM says.
import { describe, expect, test } from "vitest";

import { type HandoffAct, type LeadAsRead, actsThatCount, folded, standing, whyNotAct } from "#facts/handoff.ts";
import { type HandoffTerms, dueOf, usualTerms } from "#facts/handoff-terms.ts";
import { usualWeek, zonedHours } from "#kit/working-hours.ts";

const noActs = { memberId: null, kind: null, personId: null, isReached: null, note: null, undoes: null };
/** Acts a day apart, from Monday 2 November 2026, 09:00 UTC. */
function acts(...said: (Partial<HandoffAct> & Pick<HandoffAct, "act">)[]): HandoffAct[] {
  return said.map((one, n) => Object.assign({ id: n + 1, at: `2026-11-0${n + 2}T09:00:00.000Z` }, noActs, one));
}
const offered = { act: "offered", kind: "hand", personId: "p1" } as const;
const nothingRead: LeadAsRead = {
  qualifiedAt: null,
  acceptedAt: null,
  returnedAt: null,
  firstAttemptAt: null,
  firstContactAt: null,
  salesQualifiedAt: null,
  convertedAt: null,
};
const stateOf = (list: HandoffAct[], read: Partial<LeadAsRead> = {}) => standing(folded(list)!, { ...nothingRead, ...read }).state;

describe("the state", () => {
  test("follows the acts", () => {
    expect(folded([])).toBeNull();
    expect(stateOf(acts(offered))).toBe("offered");
    expect(stateOf(acts(offered, { act: "accepted" }))).toBe("accepted");
    expect(stateOf(acts(offered, { act: "attempted", kind: "call", isReached: false }))).toBe("attempted");
    expect(stateOf(acts(offered, { act: "attempted", kind: "call", isReached: true }))).toBe("contacted");
    expect(stateOf(acts(offered, { act: "returned", kind: "clerical" }))).toBe("returned");
    expect(stateOf(acts(offered, { act: "returned", kind: "clerical" }, { act: "kept" }))).toBe("kept");
    expect(stateOf(acts(offered, { act: "accepted" }, { act: "qualified" }))).toBe("qualified");
  });

  test("an automatic answer is no attempt, and who tries has accepted", () => {
    expect(folded(acts(offered, { act: "attempted", kind: "automatic" }))).toMatchObject({ attempts: 0, firstAttemptAt: null, acceptedAt: null });
    expect(folded(acts(offered, { act: "attempted", kind: "call", isReached: false }))).toMatchObject({ attempts: 1, acceptedAt: "2026-11-03T09:00:00.000Z" });
  });

  test("a lead offered again is in its next round: the return counts, and the state begins anew", () => {
    const now = folded(acts(offered, { act: "returned", kind: "definitional" }, { ...offered, personId: "p2" }));
    expect(now).toMatchObject({ round: 2, returns: 1, returnedAt: null, personId: "p2", firstOfferedAt: "2026-11-02T09:00:00.000Z" });
    const tried = acts(offered, { act: "attempted", kind: "call", isReached: true }, { act: "recycled" }, offered);
    expect(stateOf(tried)).toBe("offered");
    expect(folded(tried)).toMatchObject({ attempts: 0, firstContactAt: "2026-11-03T09:00:00.000Z" });
  });
});

describe("undoing", () => {
  test("takes an act away, and undoing the undoing brings it back", () => {
    const list = acts(offered, { act: "accepted" }, { act: "undone", undoes: 2 });
    expect(actsThatCount(list).map(({ act }) => act)).toEqual(["offered"]);
    expect(stateOf(list)).toBe("offered");
    expect(actsThatCount([...list, ...acts({ act: "undone", undoes: 3, id: 4 })]).map(({ act }) => act)).toEqual(["offered", "accepted"]);
  });
});

describe("the clock", () => {
  test("starts anew only where the routing was wrong", () => {
    expect(folded(acts(offered, { act: "assigned", kind: "routing-wrong", personId: "p2" }))).toMatchObject({
      personId: "p2",
      acceptFrom: "2026-11-03T09:00:00.000Z",
    });
    expect(folded(acts(offered, { act: "assigned", kind: "away", personId: "p2" }))).toMatchObject({ personId: "p2", acceptFrom: "2026-11-02T09:00:00.000Z" });
  });

  const hours = zonedHours(usualWeek, "UTC");
  const dueIn = (
    list: HandoffAct[],
    { read = {}, grade = null, terms = usualTerms }: { read?: Partial<LeadAsRead>; grade?: string | null; terms?: HandoffTerms } = {},
  ) => {
    const own = folded(list)!;
    const due = dueOf(own, standing(own, { ...nothingRead, ...read }), { terms, hours, grade });
    return due && [due.kind, due.by, due.at === null ? null : new Date(due.at).toISOString().slice(0, 16)];
  };

  test("tells what is owed next, by whom and until when", () => {
    // Eight working hours from Monday 09:00 are over at 17:00; 24 on Wednesday at 15:00.
    expect(dueIn(acts(offered))).toEqual(["accept", "sales", "2026-11-02T17:00"]);
    expect(dueIn(acts(offered, { act: "accepted" }))).toEqual(["first-attempt", "sales", "2026-11-04T15:00"]);
    const quick = { ...usualTerms, firstAttemptHoursByGrade: { A: 9 } };
    expect(dueIn(acts(offered, { act: "accepted" }), { grade: "A", terms: quick })).toEqual(["first-attempt", "sales", "2026-11-02T18:00"]);
    expect(dueIn(acts(offered, { act: "attempted", kind: "call", isReached: false }))).toEqual(["depth", "sales", "2026-11-17T09:00"]);
    const call = { act: "attempted", kind: "call", isReached: false } as const;
    expect(dueIn(acts(offered, call, call, call, call))).toEqual(["depth", "sales", "2026-11-17T09:00"]);
    expect(dueIn(acts(offered, call, call, call, call, call))).toEqual(["outcome", "sales", "2026-12-03T09:00"]);
    expect(dueIn(acts(offered, { act: "attempted", kind: "call", isReached: true }))).toEqual(["outcome", "sales", "2026-12-03T09:00"]);
    // Returned on Tuesday at nine: sixteen working hours are over on Wednesday at 16:00.
    expect(dueIn(acts(offered, { act: "returned", kind: "clerical" }))).toEqual(["answer-return", "marketing", "2026-11-04T16:00"]);
    expect(dueIn(acts(offered, { act: "accepted" }, { act: "qualified" }))).toBeNull();
  });
});

describe("what the CRM says", () => {
  test("counts where nothing was done here", () => {
    expect(stateOf(acts(offered), { acceptedAt: "2026-11-02T10:00:00.000Z" })).toBe("accepted");
    expect(stateOf(acts(offered), { returnedAt: "2026-11-02T10:00:00.000Z" })).toBe("returned");
    expect(stateOf(acts(offered), { firstContactAt: "2026-11-02T10:00:00.000Z" })).toBe("contacted");
    expect(stateOf(acts(offered), { salesQualifiedAt: "2026-11-02T10:00:00.000Z" })).toBe("qualified");
  });

  test("does not stand over what was done here, nor reach into the next round", () => {
    expect(stateOf(acts(offered, { act: "returned", kind: "clerical" }), { acceptedAt: "2026-11-02T10:00:00.000Z" })).toBe("returned");
    expect(stateOf(acts(offered, { act: "accepted" }), { returnedAt: "2026-11-02T10:00:00.000Z" })).toBe("accepted");
    const again = acts(offered, { act: "returned", kind: "clerical" }, offered);
    expect(stateOf(again, { returnedAt: "2026-11-02T10:00:00.000Z", acceptedAt: "2026-11-02T11:00:00.000Z" })).toBe("offered");
    expect(stateOf(again, { acceptedAt: "2026-11-05T11:00:00.000Z" })).toBe("accepted");
  });
});

test("a lead goes back before contact and not after; it is given up only after somebody tried", () => {
  expect(whyNotAct("attempted", "returned")).toBeNull();
  expect(whyNotAct("contacted", "returned")).toBe("not-when-contacted");
  expect(whyNotAct("accepted", "disqualified")).toBe("not-when-accepted");
  expect(whyNotAct("contacted", "disqualified")).toBeNull();
  expect(whyNotAct("offered", "offered")).toBe("not-when-offered");
});
