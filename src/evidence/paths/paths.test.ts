// Ways that can be counted by hand: forty deals through named stages, some of them back and forth; and what is said where nothing can be told.
import { describe, expect, test } from "vitest";

import { agreedByDefault } from "#facts/agreements.ts";
import { dealColumnsOf, leadColumnsOf } from "#facts/columns.ts";
import type { Activity, Deal, Lead, StageChange } from "#facts/entities.ts";
import type { Stage } from "#facts/stage.ts";
import { lensOf } from "#evidence/kpi/lens.ts";
import type { PathsCut } from "#evidence/paths/cut.ts";
import { type Paths, pathsOf } from "#evidence/paths/paths.ts";
import { stayWeights, weightedMedian } from "#evidence/paths/waits.ts";
import { addDays } from "#kit/day.ts";
import { diceOf } from "#kit/dice.ts";
import { aDeal, aFact, aStageChange, anActivity } from "#testing/builders.ts";
import { activityColumnsOf, moveColumnsOf } from "#testing/happenings.ts";

const mapped = { Talk: "opportunity", Offer: "opportunity", Signed: "won", Gone: "lost" } as const;
const meant: Readonly<Record<string, Stage>> = { ...mapped, opportunity: "opportunity", won: "won", lost: "lost" };
const start = "2026-01-05";
const at = (days: number, hour = 10) => `${addDays(start, days)}T${String(hour).padStart(2, "0")}:00:00.000Z`;

interface Firm {
  readonly deals: readonly Deal[];
  readonly changes: readonly StageChange[];
  readonly leads?: readonly Lead[];
  readonly activities?: readonly Activity[];
}

function ask({ deals, changes, leads = [], activities = [] }: Firm, asOf = "2026-06-30", cut: PathsCut | null = null) {
  const lens = lensOf(
    {
      currency: "RUB",
      deals: dealColumnsOf(deals, (name) => meant[name] ?? null),
      leads: leads.length > 0 ? leadColumnsOf(leads) : null,
      spend: [],
      sellerCosts: [],
      sellers: [],
      plans: [],
    },
    agreedByDefault,
    asOf,
  );
  return pathsOf(lens, { moves: moveColumnsOf(changes, mapped), activities: activityColumnsOf(activities) }, cut);
}

function told(firm: Firm): Paths {
  const outcome = ask(firm);
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value;
}

const move = (record: string, [fromStage, toStage]: readonly [string | null, string], [days, by]: readonly [number, string]) =>
  aStageChange({ id: `${record} ${days} ${toStage}`, record, fromStage, toStage, at: at(days), by });

/** 40 deals: all talk; 30 come to an offer after ten days; 20 of these are signed after five more, 10 go back to talking after two, then are lost after a month; 10 are lost from talking. */
function firm(): Firm {
  const [deals, changes]: [Deal[], StageChange[]] = [[], []];
  for (let n = 0; n < 40; n++) {
    const id = `d${String(n).padStart(2, "0")}`;
    changes.push(move(id, [null, "Talk"], [0, "Ann"]));
    if (n < 30) changes.push(move(id, ["Talk", "Offer"], [10, "Ann"]));
    if (n < 20) changes.push(move(id, ["Offer", "Signed"], [15, "Ben"]));
    else if (n < 30) changes.push(move(id, ["Offer", "Talk"], [12, "Ann"]), move(id, ["Talk", "Gone"], [42, "Ann"]));
    else changes.push(move(id, ["Talk", "Gone"], [20, "Ann"]));
    deals.push(aDeal({ id, createdOn: start, stage: n < 20 ? "Signed" : "Gone", closedOn: addDays(start, n < 20 ? 15 : n < 30 ? 42 : 20) }));
  }
  return { deals, changes };
}

const between = (paths: Paths, from: string, to: string) =>
  paths.moves.find((one) => paths.log.steps[one.from]!.key === from && paths.log.steps[one.to]!.key === to)!;
const [talk, offer] = ["opportunity:Talk", "opportunity:Offer"];

describe("forty deals", () => {
  const paths = told(firm());
  test("the source's own stages are steps, in the order in which deals enter them", () => {
    expect(paths.steps.map(({ step, count }) => [paths.log.steps[step]!.key, count])).toEqual([
      [talk, 50],
      [offer, 30],
      ["won", 20],
      ["lost", 20],
    ]);
  });
  test("30 of 50 who left talking went to an offer after ten days", () => {
    expect(between(paths, talk, offer)).toMatchObject({ count: 30, cases: 30, share: 0.6, isBack: false, wait: { value: 10, low: 10, high: 10 } });
    expect(between(paths, offer, "won")).toMatchObject({ count: 20, wait: { value: 5 }, handover: { share: 1, known: 20 } });
  });
  test("ten went back, a quarter of all", () => {
    expect(paths.rework).toMatchObject({ value: 0.25, hits: 10, cases: 40 });
    expect(between(paths, offer, talk)).toMatchObject({ count: 10, isBack: true, wait: { value: 2 } });
    expect(paths.mostRepeated).toMatchObject({ count: 10, isBack: true });
  });
  test("three ways: half are signed straight on", () => {
    const { variants, ripe, kinds } = paths.variants!;
    expect([ripe, kinds]).toEqual([40, 3]);
    expect(variants.map(({ count, share, backs, isWon, days }) => [count, share, backs, isWon, days.value])).toEqual([
      [20, 0.5, 0, true, 15],
      [10, 0.25, 0, false, 20],
      [10, 0.25, 1, false, 42],
    ]);
  });
  test("half changed hands, once each", () => expect(paths.handovers).toMatchObject({ value: 0.5, hits: 20, most: 1 }));
  test("the longest wait that does not lead to a loss is the one before an offer", () => {
    expect(paths.slowest!.move).toMatchObject({ count: 30, wait: { value: 10 } });
    expect(paths.slowest!.rival).toBeNull();
  });
  test("the order of rows and the names of records do not matter", () => {
    const { deals, changes } = firm();
    const other = told({
      deals: deals.toReversed().map((row) => Object.assign({}, row, { id: `z${row.id}` })),
      changes: changes.toReversed().map((row) => Object.assign({}, row, { id: `q${row.id}`, record: `z${row.record}` })),
    });
    expect([other.moves, other.steps, other.rework, other.variants]).toEqual([paths.moves, paths.steps, paths.rework, paths.variants]);
  });
  test("waits are silent where no contact is on record in them", () => {
    const activities = Array.from({ length: 15 }, (_, n) => anActivity({ id: `a${n}`, deal: `d${String(n).padStart(2, "0")}`, at: at(4) }));
    expect(between(told({ ...firm(), activities }), talk, offer).silent).toEqual({ share: 0.5, known: 30 });
    expect(between(paths, talk, offer).silent).toBeNull();
  });
});

test("a lead without moves takes its way from its days; what sales returned went back", () => {
  const leads = Array.from({ length: 30 }, (_, n) =>
    aFact("lead", {
      id: `l${n}`,
      createdAt: at(0, 8),
      qualifiedAt: at(0, 9),
      acceptedAt: n < 20 ? at(2) : null,
      returnedAt: n < 20 ? null : at(3),
      stage: "marketing-qualified",
    }),
  );
  const paths = told({ deals: [aDeal({ id: "late", createdOn: "2026-06-30" })], changes: [], leads });
  expect(between(paths, "lead", "marketing-qualified")).toMatchObject({ count: 30, share: 1 });
  expect(between(paths, "marketing-qualified", "returned")).toMatchObject({ count: 10, isBack: true, wait: { value: 3 } });
  expect(paths.steps.find(({ step }) => paths.log.steps[step]!.key === "sales-accepted")).toMatchObject({ open: 20 });
});

describe("open cases are counted in a wait", () => {
  test("without open ones the weights are all one", () => expect([...stayWeights({ days: [1, 2, 3], hasLeft: [1, 1, 1] })]).toEqual([1, 1, 1]));
  test("of four, one is cut off on day 2: those seen after it count for a third more", () => {
    expect([...stayWeights({ days: [1, 2, 3, 4], hasLeft: [1, 0, 1, 1] })].map((weight) => Number(weight.toFixed(4)))).toEqual([1, 0, 1.5, 1.5]);
  });
  test("a median of waits watched for a random time is that of all waits; without weights it is too short", () => {
    const dice = diceOf(4);
    const rows = Array.from({ length: 4000 }, () => ({ wait: 20 * dice.exponential(), watch: 60 * dice.uniform() }));
    const days = rows.map(({ wait, watch }) => Math.min(wait, watch));
    const hasLeft = rows.map(({ wait, watch }) => Number(wait <= watch));
    const weights = stayWeights({ days, hasLeft });
    const weighted = weightedMedian(days.map((own, n) => ({ days: own, weight: weights[n]! })))!;
    const plain = weightedMedian(days.map((own, n) => ({ days: own, weight: hasLeft[n]! })))!;
    // Waits beyond the longest watch of 60 days, one in twenty, are never seen: the median of the others is 12.9.
    expect(weighted.value).toBeGreaterThan(12);
    expect(weighted.value).toBeLessThan(14);
    expect(weighted.low! < 12.9 && 12.9 < weighted.high!).toBe(true);
    expect(plain.value).toBeLessThan(11);
  });
});

describe("cannot be told", () => {
  test("three rows", () => expect(ask({ deals: firm().deals.slice(0, 3), changes: [] })).toMatchObject({ reason: "too-few-cases" }));
  test("opening and closing alone are no history", () => {
    expect(ask({ deals: firm().deals, changes: [] })).toMatchObject({ ok: false, reason: "no-stage-history" });
  });
  test("no dates", () => {
    const deals = firm().deals.map((row) => Object.assign({}, row, { createdOn: null, closedOn: null }));
    expect(ask({ deals, changes: [] })).toMatchObject({ reason: "no-days", details: { count: 40 } });
  });
  test("all open and never moved", () => {
    const deals = Array.from({ length: 40 }, (_, n) => aDeal({ id: `o${n}`, createdOn: start, stage: "opportunity" }));
    const changes = deals.map(({ id }) => move(id, [null, "Talk"], [0, "Ann"]));
    expect(ask({ deals, changes })).toMatchObject({ reason: "nothing-moved" });
  });
  test("where fewer than ten have ended, moves are told but whole ways are not", () => {
    const deals = Array.from({ length: 40 }, (_, n) => aDeal({ id: `o${n}`, createdOn: start, stage: "opportunity" }));
    const changes = deals.flatMap(({ id }) => [move(id, [null, "Talk"], [0, "Ann"]), move(id, ["Talk", "Offer"], [7, "Ann"])]);
    const paths = told({ deals, changes });
    expect(paths.variants).toBeNull();
    expect(between(paths, talk, offer)).toMatchObject({ count: 40 });
  });
});

describe("a part of the cases", () => {
  // The firm twice: in the north as it is, in the south begun in the next quarter and with no deal signed but ten.
  const north = firm();
  const renamed = (id: string) => id.replace("d", "s");
  const south = {
    deals: north.deals.map((deal) =>
      Object.assign({}, deal, { id: renamed(deal.id), region: "South", createdOn: addDays(deal.createdOn!, 91), closedOn: null, stage: "Talk" }),
    ),
    changes: north.deals.map(({ id }) => aStageChange({ id: `${id} south`, record: renamed(id), fromStage: null, toStage: "Talk", at: at(91), by: null })),
  };
  const both: Firm = {
    deals: [...north.deals.map((deal) => Object.assign({}, deal, { region: "North" })), ...south.deals],
    changes: [...north.changes, ...south.changes],
  };
  const part = (cut: PathsCut) => {
    const outcome = ask(both, "2026-06-30", cut);
    if (!outcome.ok) throw new Error(outcome.reason);
    return outcome.value;
  };
  const plain = (paths: Paths) => JSON.stringify({ ...paths, log: paths.log.count, parts: null });

  test("of the north is what the north alone would be told; so is what began in its quarter", () => {
    const alone = told(firm());
    const region = part({ group: { by: "region", value: "North" }, begun: null });
    const quarter = part({ group: null, begun: { from: "2026-01-01", until: "2026-04-01" } });
    expect([region.cases, quarter.cases, alone.cases]).toEqual([40, 40, 40]);
    expect(region.moves.map(({ count, share, wait }) => [count, share, wait?.value])).toEqual(
      alone.moves.map(({ count, share, wait }) => [count, share, wait?.value]),
    );
    expect(plain(quarter)).toBe(plain(region));
  });

  test("what can be asked for: both regions and both quarters, and no field that is the same everywhere or empty", () => {
    const { parts } = part({ group: { by: "region", value: "North" }, begun: null });
    expect(parts.groups.map(({ by, value, cases }) => `${by} ${value} ${cases}`)).toEqual(["region North 40", "region South 40"]);
    expect(parts.quarters.map(({ period, cases }) => [period.from, cases])).toEqual([
      ["2026-04-01", 40],
      ["2026-01-01", 40],
    ]);
  });

  test("a group that is none, and one where nothing moved, have no ways", () => {
    expect(ask(both, "2026-06-30", { group: { by: "region", value: "East" }, begun: null })).toMatchObject({ reason: "too-few-cases", details: { count: 0 } });
    expect(ask(both, "2026-06-30", { group: { by: "region", value: "South" }, begun: null })).toMatchObject({ reason: "nothing-moved" });
  });
});
