// Days in stages and whose turn they were, on records that one can follow by hand.
import { describe, expect, test } from "vitest";

import { codedOf, dealColumnsOf, leadColumnsOf } from "#facts/columns.ts";
import type { Deal, Lead } from "#facts/entities.ts";
import { type ActivityColumns, type MoveColumns, directionOf } from "#facts/moves.ts";
import { stages } from "#facts/stage.ts";
import { type Day, addDays, dayNumber } from "#kit/day.ts";
import { stageBehind } from "#evidence/cycle/behind.ts";
import { asOneStage, stageStaysOf } from "#evidence/cycle/stage-stays.ts";
import { stageTimesOf } from "#evidence/cycle/stage-times.ts";
import { waitingOf } from "#evidence/cycle/waiting.ts";
import { aDeal, aLead } from "#testing/builders.ts";

const start = "2025-01-01";
const day = (n: number): Day => addDays(start, n);
const at = (n: number) => dayNumber(day(n));

interface Move {
  readonly of?: "deal" | "lead";
  readonly record: string;
  readonly from?: string | null;
  readonly to: string;
  readonly on: number;
  readonly isObserved?: boolean;
}

/** Names of stages are ours, or 'ours: theirs' where a source has several of them. */
const placeOf = (name: string | null) => (name === null ? -1 : stages.indexOf(name.split(":")[0] as "won"));

function movesOf(rows: readonly Move[]): MoveColumns {
  const sorted = rows.toSorted((a, b) => a.on - b.on);
  return {
    count: sorted.length,
    isDeal: Uint8Array.from(sorted, ({ of = "deal" }) => Number(of === "deal")),
    record: codedOf(sorted.map(({ record }) => record)),
    from: Int8Array.from(sorted, ({ from = null }) => placeOf(from)),
    to: Int8Array.from(sorted, ({ to }) => placeOf(to)),
    fromName: codedOf(sorted.map(({ from = null }) => from)),
    minute: new Int32Array(sorted.length).fill(540),
    by: codedOf(sorted.map(() => null)),
    toName: codedOf(sorted.map(({ to }) => to)),
    day: Int32Array.from(sorted, ({ on }) => at(on)),
    isObserved: Uint8Array.from(sorted, ({ isObserved = false }) => Number(isObserved)),
  };
}

const noLeads = null;
const staysOf = (
  moves: readonly Move[],
  { deals = [], leads = null, seen = 100 }: { deals?: readonly Deal[]; leads?: readonly Lead[] | null; seen?: number },
) => stageStaysOf({ deals: dealColumnsOf(deals), leads: leads === null ? noLeads : leadColumnsOf(leads), moves: movesOf(moves), lastSeen: at(seen) });
const whole = { from: at(0), until: at(1000) };
const said = (stays: ReturnType<typeof staysOf>) =>
  stays.stays.map(({ id, state, from, until, way }) => [id, stays.states[state]!.stage, from - at(0), until - at(0), way]);

describe("stays in stages", () => {
  test("run from move to move, the first from creation, the last to the close that the deal itself states", () => {
    const deals = [aDeal({ id: "D", createdOn: day(3), stage: "won", closedOn: day(40) })];
    const stays = staysOf([{ record: "D", from: "sales-qualified", to: "opportunity", on: 10 }], { deals });
    expect(said(stays)).toEqual([
      ["D", "sales-qualified", 3, 10, 1],
      ["D", "opportunity", 10, 40, 1],
    ]);
  });

  test("a lost deal, one that went back, one that is still there, and a lead that was returned are told apart", () => {
    const deals = [aDeal({ id: "A", createdOn: day(0), stage: "lost", closedOn: day(9) }), aDeal({ id: "B", createdOn: day(0) })];
    const leads = [aLead({ id: "L", createdAt: `${day(0)}T09:00:00.000Z`, returnedAt: `${day(5)}T09:00:00.000Z` })];
    const moves: Move[] = [
      { record: "A", to: "opportunity", on: 0 },
      { record: "B", to: "opportunity", on: 0 },
      { record: "B", from: "opportunity", to: "sales-qualified", on: 7 },
      { of: "lead", record: "L", to: "lead", on: 0 },
      { of: "lead", record: "L", from: "lead", to: "marketing-qualified", on: 2 },
    ];
    expect(said(staysOf(moves, { deals, leads }))).toEqual([
      ["A", "opportunity", 0, 9, 2],
      ["B", "opportunity", 0, 7, 3],
      ["B", "sales-qualified", 7, 100, 0],
      ["L", "lead", 0, 2, 1],
      ["L", "marketing-qualified", 2, 5, 3],
    ]);
  });

  test("of a move that was only seen between two imports the stage before has no known beginning", () => {
    const deals = [aDeal({ id: "D", createdOn: day(0) })];
    const stays = staysOf([{ record: "D", from: "sales-qualified", to: "opportunity", on: 30, isObserved: true }], { deals });
    expect(said(stays)).toEqual([["D", "opportunity", 30, 100, 0]]);
  });

  test("a deal without a move has never moved where only moves are told, and is left out where creations are told too", () => {
    const deals = [aDeal({ id: "A", createdOn: day(0) }), aDeal({ id: "B", createdOn: day(0), stage: "sales-qualified" })];
    const onlyMoves = staysOf([{ record: "A", from: "sales-qualified", to: "opportunity", on: 4 }], { deals });
    expect(said(onlyMoves)).toContainEqual(["B", "sales-qualified", 0, 100, 0]);
    const births = staysOf(
      [
        { record: "A", to: "sales-qualified", on: 0 },
        { record: "A", from: "sales-qualified", to: "opportunity", on: 4 },
      ],
      { deals },
    );
    expect(births.stays.map(({ id }) => id)).not.toContain("B");
    expect(births.withoutHistory).toBe(1);
  });

  test("of two stages of one rank the one that more records leave for the other comes first", () => {
    const ids = ["A", "B", "C"];
    const deals = ids.map((id) => aDeal({ id, createdOn: day(0) }));
    const moves = ids.flatMap((record): Move[] => [
      { record, to: "opportunity:need", on: 0 },
      { record, from: "opportunity:need", to: "opportunity:offer", on: 5 },
    ]);
    const stays = staysOf([...moves, { record: "A", from: "opportunity:offer", to: "opportunity:need", on: 9 }], { deals });
    expect(said(stays).filter(([id]) => id === "A")).toEqual([
      ["A", "opportunity", 0, 5, 1],
      ["A", "opportunity", 5, 9, 3],
      ["A", "opportunity", 9, 100, 0],
    ]);
  });

  test("a stage stated twice is one stay, and moves after the last day seen are not looked at", () => {
    const deals = [aDeal({ id: "D", createdOn: day(0) })];
    const moves: Move[] = [
      { record: "D", to: "opportunity", on: 0 },
      { record: "D", from: "opportunity", to: "opportunity", on: 6 },
      { record: "D", from: "opportunity", to: "won", on: 500 },
    ];
    expect(said(staysOf(moves, { deals }))).toEqual([["D", "opportunity", 0, 100, 0]]);
  });
});

describe("days in stages", () => {
  // Deal n of 20 leaves after n days for the next stage; 20 more are still there after 10.
  const ids = Array.from({ length: 40 }, (_, n) => `D${String(n).padStart(2, "0")}`);
  const deals = ids.map((id, n) => aDeal({ id, createdOn: n < 20 ? day(0) : day(90) }));
  const moves = ids.flatMap((record, n): Move[] => {
    const came: Move = { record, to: "sales-qualified", on: n < 20 ? 0 : 90 };
    return n < 20 ? [came, { record, from: "sales-qualified", to: "opportunity", on: n }] : [came];
  });

  test("count those still there for as long as they were seen", () => {
    const [qualified] = stageTimesOf(staysOf(moves, { deals }), whole);
    expect(qualified).toMatchObject({ stage: "sales-qualified", stays: 40, left: 20, stillThere: 20, abandoned: 0 });
    // Ten of forty are gone by day 9, then one of 30, of 9 (the young ones are no longer watched), of 8 … : half by day 14.
    expect(qualified!.told!.median.value).toBeGreaterThan(9);
    const leftAlone = stageTimesOf(
      staysOf(
        moves.filter((move) => Number(move.record.slice(1)) < 20),
        { deals },
      ),
      whole,
    )[0]!;
    expect(leftAlone.told!.median.value).toBe(9.5);
    expect(qualified!.told!.median.value!).toBeGreaterThan(leftAlone.told!.median.value!);
  });

  test("only records of the period are watched, from the age they had", () => {
    const later = stageTimesOf(staysOf(moves, { deals }), { from: at(10), until: at(20) })[0]!;
    // Ten were still there on day 10; all ten left in the ten days that follow.
    expect([later.stays, later.left, later.stillThere]).toEqual([10, 10, 0]);
  });

  test("of fewer than ten that left nothing is said", () => {
    expect(stageTimesOf(staysOf(moves.slice(0, 12), { deals: deals.slice(0, 6) }), whole)[0]).toMatchObject({ told: null, left: 6 });
  });

  test("the records behind a stage are those counted, the longest first", () => {
    const stays = staysOf(moves, { deals });
    const behind = stageBehind(stays, whole, { state: 0, hasLeft: true });
    expect(behind.map(({ days }) => days)).toEqual(Array.from({ length: 20 }, (_, n) => 19 - n));
    expect(stageBehind(stays, whole, { state: 0, hasLeft: false })).toHaveLength(20);
  });
});

describe("whose turn it was", () => {
  const ids = Array.from({ length: 30 }, (_, n) => `D${n}`);
  const deals = dealColumnsOf(ids.map((id) => aDeal({ id, createdOn: day(0), stage: "won", closedOn: day(40) })));
  const base = asOneStage({ deals, lastSeen: at(100) });
  /** Steps of each deal: on which day, and whose. */
  const activitiesOf = (steps: readonly (readonly [on: number, direction: string | null])[]): ActivityColumns => {
    const rows = steps.flatMap(([on, direction]) => ids.map((deal) => ({ on, direction, deal }))).toSorted((a, b) => a.on - b.on);
    return {
      count: rows.length,
      day: Int32Array.from(rows, ({ on }) => at(on)),
      deal: codedOf(rows.map(({ deal }) => deal)),
      lead: codedOf(rows.map(() => null)),
      direction: codedOf(rows.map(({ direction }) => direction)),
    };
  };
  const told = (activities: ActivityColumns) => {
    const found = waitingOf(base, activities, { stretch: whole, deals, leads: null });
    if (!found.ok) throw new Error(found.reason);
    return found.value;
  };
  const days = (turns: readonly { readonly days: number }[]) => turns.map((turn) => turn.days / 30);

  test("sales until our first letter, the buyer until theirs, sales again until ours", () => {
    // Open for 40 days: ours on day 10, theirs on day 25, ours on day 30: sales 10 + 5, the buyer 15 + 10.
    const { turns, whyNotSplit, silence } = told(
      activitiesOf([
        [10, "out"],
        [25, "incoming"],
        [30, "Outbound"],
      ]),
    );
    expect(whyNotSplit).toBeNull();
    expect(turns.map(({ turn }) => turn)).toEqual(["sales", "buyer"]);
    expect(days(turns)).toEqual([15, 25]);
    expect(turns[0]!.share.value).toBeCloseTo(15 / 40, 12);
    // Silence: none for 10 days; within a week of a step 7 + 5 + 7; beyond it 8 + 0 + 3.
    expect(Object.fromEntries(silence!.map((each) => [each.silence, each.days / 30]))).toEqual({ never: 10, week: 19, month: 11 });
  });

  test("is not split where one side's steps are not written down, where nobody says whose they were, or where there are none", () => {
    expect(told(activitiesOf([[10, "out"]]))).toMatchObject({ whyNotSplit: "only-outgoing", turns: [{ turn: "sales-or-buyer" }] });
    expect(told(activitiesOf([[10, "in"]])).whyNotSplit).toBe("only-incoming");
    expect(told(activitiesOf([[10, null]])).whyNotSplit).toBe("no-directions");
    expect(told(activitiesOf([]))).toMatchObject({ whyNotSplit: "no-activities", silence: null });
  });

  test("a lead not found ready is marketing's turn, one offered is sales', and a lead and its deal are one", () => {
    const leads = leadColumnsOf(
      ids.map((id) => aLead({ id: `L${id}`, deal: id, createdAt: `${day(0)}T09:00:00.000Z`, convertedAt: `${day(10)}T09:00:00.000Z` })),
    );
    const moves = movesOf(
      ids.flatMap((id): Move[] => [
        { of: "lead", record: `L${id}`, to: "lead", on: 0 },
        { of: "lead", record: `L${id}`, from: "lead", to: "marketing-qualified", on: 4 },
      ]),
    );
    const stays = stageStaysOf({ deals, leads, moves, lastSeen: at(100) });
    const found = waitingOf(stays, activitiesOf([]), { stretch: whole, deals, leads });
    expect(found.ok && [found.value.units, found.value.turns.map(({ turn, days: all }) => [turn, all / 30])]).toEqual([
      30,
      [
        ["marketing", 4],
        ["sales", 6],
      ],
    ]);
  });

  test("days of what was given up without a word are nobody's turn", () => {
    const closed = ids.map((id) => aDeal({ id, createdOn: day(0), stage: "won", closedOn: day(20) }));
    const dead = aDeal({ id: "X", createdOn: day(0) });
    const all = dealColumnsOf([...closed, dead]);
    const found = waitingOf(asOneStage({ deals: all, lastSeen: at(1000) }), activitiesOf([]), {
      stretch: { from: at(0), until: at(2000) },
      deals: all,
      leads: null,
    });
    // Thirty deals of 20 days, and one of a thousand of which 20 count.
    expect(found.ok && [found.value.days, found.value.abandoned]).toEqual([31 * 20, 1]);
  });

  test("cannot be told without moves, or of fewer than twenty", () => {
    const none = waitingOf({ ...base, stays: [] }, activitiesOf([]), { stretch: whole, deals, leads: null });
    const few = waitingOf({ ...base, stays: base.stays.slice(0, 19) }, activitiesOf([]), { stretch: whole, deals, leads: null });
    expect([none.ok || none.reason, few.ok || few.reason]).toEqual(["no-stage-moves", "too-few-units"]);
  });

  test("the words of a source for who began are read in both languages, and others are not guessed at", () => {
    expect(["out", "Outgoing", "Исходящий", "in", "INBOUND", "входящий", "1", "", undefined].map(directionOf)).toEqual([1, 1, 1, -1, -1, -1, 0, 0, 0]);
  });
});
