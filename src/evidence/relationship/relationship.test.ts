// Planted firms get the answer that was planted; what speaks for staying never turns it to moving; moves follow the worst facts; a dial's path is told with its chance.
import { array, assert, boolean, constantFrom, nat, property } from "fast-check";
import { describe, expect, it } from "vitest";

import { kindAnswer, relationshipAnswer } from "#evidence/relationship/answer.ts";
import { type ConditionGround, conditionOf } from "#evidence/relationship/conditions.ts";
import { expectedOn, pathOf, perceptionGap, tellableStep } from "#evidence/relationship/dials.ts";
import { movesTo } from "#evidence/relationship/moves.ts";
import { momentsOf } from "#evidence/survey/means.ts";
import { type WaveAnswers, groupResultOf } from "#evidence/survey/results.ts";
import { type ConditionKey, type Measured, type MeasureKey, type Saying, conditionKeys, formsOf, moveKeys, moveRuleOf, ruleOf } from "#facts/cooperation.ts";
import { type SurveyStatement, surveyStatements } from "#facts/survey.ts";
import { type Twin, twinMeasures } from "#facts/survey-twins.ts";
import { type Dice, diceOf } from "#kit/dice.ts";

const measured = (key: MeasureKey, value: number, ends: readonly [number, number] | null = null): [MeasureKey, Measured] => [
  key,
  {
    key,
    value,
    interval: ends === null ? null : { low: ends[0], high: ends[1], level: 0.9 },
    sample: 40,
    period: null,
    cautions: [],
    reason: null,
    href: null,
  },
];
const saying = (
  key: ConditionKey,
  sales: Saying | null,
  marketing: Saying | null = sales,
): [ConditionKey, NonNullable<ReturnType<ConditionGround["said"]["get"]>>] => [
  key,
  { sales: sales === null ? null : { answer: sales }, marketing: marketing === null ? null : { answer: marketing } },
];
const ground = (
  more: Partial<{ measured: [MeasureKey, Measured][]; said: ReturnType<typeof saying>[]; levels: [MeasureKey, number][] }> = {},
): ConditionGround => ({
  measured: new Map(more.measured ?? []),
  said: new Map(more.said ?? []),
  levels: new Map(more.levels ?? []),
});

describe("a condition", () => {
  it("holds where the whole range of a measure speaks for it, holds not where the whole range speaks against, else both heads are asked", () => {
    const of = (value: number, ends: [number, number], said: ReturnType<typeof saying>[] = []) =>
      conditionOf("roles-work", ground({ measured: [measured("promises-kept", value, ends)], said }));
    expect(of(0.9, [0.82, 0.96])).toMatchObject({ state: "holds", by: "records" });
    expect(of(0.5, [0.3, 0.7])).toMatchObject({ state: "holds-not", by: "records" });
    expect(of(0.8, [0.6, 0.95])).toMatchObject({ state: "open", by: null });
    expect(of(0.8, [0.6, 0.95], [saying("roles-work", "yes")])).toMatchObject({ state: "holds", by: "heads" });
    expect(of(0.5, [0.3, 0.7], [saying("roles-work", "yes")])).toMatchObject({ state: "holds-not", by: "records", isContradicted: true });
  });

  it("stays open with one head's word, with 'not sure', and parted where they say the opposite", () => {
    const state = (sales: Saying | null, marketing: Saying | null) => conditionOf("no-reason", ground({ said: [saying("no-reason", sales, marketing)] })).state;
    expect([state("yes", null), state("yes", "not-sure"), state("no", "yes"), state("no", "no")]).toEqual(["open", "open", "parted", "holds-not"]);
  });

  it("needs all its measures where it says so, and a level of the firm's own counts instead of the usual one", () => {
    const both = (people: number, deals: number, levels: [MeasureKey, number][] = []) =>
      conditionOf("small-company", ground({ measured: [measured("people-of-both", people), measured("deals-a-year", deals)], levels })).state;
    expect([both(8, 40), both(8, 400), both(30, 400), both(10, 100)]).toEqual(["holds", "holds-not", "holds-not", "holds"]);
    expect(both(8, 400, [["deals-a-year", 500]])).toBe("holds");
    expect(conditionOf("small-company", ground({ measured: [measured("people-of-both", 8)] })).state).toBe("open");
  });
});

describe("the answer", () => {
  const quiet = [measured("claims-borne-out", 0), measured("disputes-opened", 0), measured("promises-broken", 0), measured("budget-disputes", 0)];
  const noChairs = (["leads-unowned", "leads-twice", "leads-returned", "tasks-unowned"] as const).map((key) => measured(key, 0, [0, 0.02]));
  it("of a small, friendly firm with no quarrel is to stay undefined; of a large one at war to move to defined", () => {
    const small = ground({
      measured: [...quiet, ...noChairs, measured("people-of-both", 5), measured("deals-a-year", 30), measured("respect-said", 4.2, [3.8, 4.6])],
      said: [saying("marketing-supports", "yes")],
    });
    expect(relationshipAnswer(["undefined"], { kind: "undefined", ground: small })).toMatchObject({ answer: "stay", at: "undefined", because: null });
    const atWar = ground({
      measured: [
        measured("claims-borne-out", 4),
        measured("leads-unowned", 0.3, [0.24, 0.37]),
        measured("budget-disputes", 2),
        measured("people-of-both", 40),
        measured("deals-a-year", 900),
        measured("respect-said", 2, [1.7, 2.3]),
      ],
      said: [saying("marketing-supports", "no")],
    });
    expect(relationshipAnswer(["undefined"], { kind: "undefined", ground: atWar })).toMatchObject({ answer: "move", at: "defined" });
  });

  it("of a defined firm whose tasks fall between chairs and whose products are made in the sale is to move; with nothing known it cannot be told, and names all seven", () => {
    const planted = ground({
      measured: [measured("leads-returned", 0.4, [0.3, 0.5]), measured("promises-kept", 0.3, [0.1, 0.5])],
      said: [saying("made-in-the-sale", "yes"), saying("commoditised", "no"), saying("no-reason", "no"), saying("cut-and-dried", "no")],
    });
    expect(kindAnswer("defined", planted)).toMatchObject({ answer: "move", forMoving: ["gaps-despite-roles", "made-in-the-sale"], forStaying: [] });
    const empty = kindAnswer("defined", ground());
    expect(empty).toMatchObject({ answer: "cannot-be-told", forMoving: [], forStaying: [] });
    expect(empty.missing).toHaveLength(7);
    expect(relationshipAnswer(["defined"], { kind: "defined", ground: ground() })).toMatchObject({ because: "conditions-open", at: null });
  });

  it("of a firm where nothing speaks for moving is to stay, though nothing speaks for staying either; above integrated there is nothing", () => {
    const none = ground({ measured: [...quiet, ...noChairs, measured("people-of-both", 40), measured("deals-a-year", 900)] });
    expect(kindAnswer("undefined", none)).toMatchObject({ answer: "stay", forMoving: [], forStaying: [] });
    expect(relationshipAnswer(["integrated"], { kind: "integrated", ground: ground() })).toMatchObject({ answer: "stay", at: "integrated" });
  });

  it("is not given where there is no wave, nor where the range reaches into two kinds that answer differently", () => {
    const two = ground({
      measured: [...quiet, ...noChairs],
      said: [
        saying("made-in-the-sale", "yes"),
        saying("commoditised", "yes"),
        saying("shorter-lives", "yes"),
        ...(["cut-and-dried", "no-reason", "roles-work"] as const).map((key) => saying(key, "no")),
      ],
    });
    expect(relationshipAnswer(["undefined", "defined"], { kind: "defined", ground: two })).toMatchObject({ answer: "cannot-be-told", because: "kinds-differ" });
    expect(relationshipAnswer(["defined"], { kind: "defined", ground: two })).toMatchObject({ answer: "move", at: "aligned" });
    expect(relationshipAnswer(null, { kind: null, ground: two })).toMatchObject({
      answer: "cannot-be-told",
      because: "no-wave",
      kinds: [{ from: "undefined" }, { from: "defined" }, { from: "aligned" }],
    });
  });

  const anyState = constantFrom<Saying | "parted" | null>("yes", "no", "not-sure", "parted", null);
  it("never turns to moving by what speaks for staying", () => {
    assert(
      property(
        constantFrom("undefined" as const, "defined" as const, "aligned" as const),
        array(anyState, { minLength: 17, maxLength: 17 }),
        nat(16),
        (from, states, place) => {
          const keys = conditionKeys.filter((key) => ruleOf(key).from === from);
          const said = (all: readonly (Saying | "parted" | null)[]) =>
            ground({ said: keys.map((key, n) => (all[n] === "parted" ? saying(key, "yes", "no") : saying(key, all[n] as Saying | null))) });
          const key = keys[place % keys.length]!;
          // For staying: a condition of staying comes to hold, or one of moving is found not to hold.
          const changed = states.map((state, n) => (keys[n] === key ? (ruleOf(key).speaks === "stay" ? ("yes" as const) : ("no" as const)) : state));
          const [before, after] = [kindAnswer(from, said(states)).answer, kindAnswer(from, said(changed)).answer];
          expect(after === "move" && before !== "move").toBe(false);
          expect(before === "stay" && after !== "stay").toBe(false);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("is the same whatever the open conditions turn out to be, where it is told", () => {
    expect.hasAssertions();
    assert(
      property(
        constantFrom("undefined" as const, "defined" as const, "aligned" as const),
        array(anyState, { minLength: 17, maxLength: 17 }),
        array(boolean(), { minLength: 17, maxLength: 17 }),
        (from, states, coins) => {
          const keys = conditionKeys.filter((key) => ruleOf(key).from === from);
          const known = ground({ said: keys.map((key, n) => (states[n] === "parted" ? saying(key, "yes", "no") : saying(key, states[n] as Saying | null))) });
          const told = kindAnswer(from, known);
          const settled = ground({
            said: told.conditions.map(({ key, state }, n) => saying(key, state === "holds" ? "yes" : state === "holds-not" ? "no" : coins[n] ? "yes" : "no")),
          });
          expect(told.answer === "cannot-be-told" || kindAnswer(from, settled).answer === told.answer).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});

const twin = (statement: keyof typeof twinMeasures, value: number | null, ends: readonly [number, number] | null, more: Partial<Twin> = {}): Twin => ({
  statement,
  measure: twinMeasures[statement],
  unit: "share",
  value,
  interval: ends === null ? null : { low: ends[0], high: ends[1], level: 0.9 },
  sample: 50,
  level: 0.8,
  holds: "at-least",
  isAgreed: false,
  of: "period",
  cautions: [],
  reason: value === null ? "no-cases" : null,
  href: null,
  ...more,
});

describe("proposed moves", () => {
  it("are the three whose facts miss their level most; what is done is not proposed again", () => {
    const twins = [
      twin("leads-followed-up", 0.2, [0.1, 0.3]),
      twin("prices-by-rules", 0.6, [0.5, 0.7]),
      twin("disputes-settled", 0.7, [0.5, 0.9]),
      twin("lead-means-the-same", 0.05, [0.02, 0.08], { holds: "at-most", level: 0.1 }),
    ];
    const found = movesTo("defined", { twins, said: new Map(), done: new Set() });
    expect(found.moves.map(({ move, reason }) => [move, reason.kind])).toEqual([
      ["lead-rules", "not-borne-out"],
      ["price-rules", "not-borne-out"],
      ["dispute-rule", "near"],
    ]);
    expect(found.moves[0]!.reason).toMatchObject({ statement: "leads-followed-up", distance: expect.closeTo(0.75, 9) });
    expect([found.measured, found.statements]).toEqual([4, 8]);
    const later = movesTo("defined", { twins, said: new Map(), done: new Set(["lead-rules"] as const) });
    expect([later.moves[0]!.move, later.done]).toEqual(["price-rules", ["lead-rules"]]);
  });

  it("go by what people say where nothing is measured, and say where the order of the list decided", () => {
    const said = new Map<SurveyStatement, number>([
      ["respect", 1.5],
      ["customers-heard", 2],
    ]);
    const found = movesTo("aligned", { twins: [], said, done: new Set() });
    expect(found.moves.map(({ move, reason, isTied }) => [move, reason.kind, isTied])).toEqual([
      ["rotation", "said", false],
      ["joint-visits", "said", false],
      ["regular-meetings", "quiet", true],
    ]);
  });

  it("are rules of the kind they lead to: at least three for each, each an action at the least, each tied to statements of the survey", () => {
    for (const to of ["defined", "aligned", "integrated"] as const)
      expect(moveKeys.filter((move) => moveRuleOf(move).to === to).length).toBeGreaterThanOrEqual(5);
    for (const move of moveKeys) {
      expect(formsOf(move)).toContain("action");
      expect(moveRuleOf(move).statements.every((statement) => statement in surveyStatements)).toBe(true);
    }
  });
});

describe("the path of a dial", () => {
  const goal = { dial: "survey", baseline: 50, baselineOn: "2026-01-01", target: 60, day: "2026-12-27" } as const;
  const at = (on: string, value: number, half: number) => ({ on, value, interval: { low: value - half, high: value + half, level: 0.9 }, sample: 12 });
  it("goes straight to the target and stays there", () => {
    expect([expectedOn(goal, "2026-01-01"), expectedOn(goal, "2026-07-01"), expectedOn(goal, "2027-05-01")]).toEqual([50, expect.closeTo(55.03, 1), 60]);
  });
  it("is on where the whole range lies on the better side, off where on the worse, else it cannot be told, with the chance", () => {
    const last = (value: number, half: number) => pathOf(goal, [at("2025-10-01", 44, 3), at("2026-07-01", value, half)]);
    expect(last(60, 3)).toMatchObject({ says: "on", reached: false });
    expect(last(48, 3)).toMatchObject({ says: "off" });
    expect(last(55, 3)).toMatchObject({ says: "cannot-be-told", chance: expect.closeTo(0.5, 1) });
    // The whole range on one side at 90 % leaves one in twenty beyond the line.
    expect(pathOf(goal, [at("2026-01-02", 50.028 + 2, 2)]).chance).toBeCloseTo(0.95, 2);
    expect(pathOf(goal, [at("2025-10-01", 44, 3)])).toMatchObject({ says: "cannot-be-told", chance: null });
    expect(last(70, 2).reached).toBe(true);
  });
  it("of the gap is better below: a small gap is on its path", () => {
    const narrow = { ...goal, dial: "gap", baseline: 1.2, target: 0.6 } as const;
    const [small, wide] = [0.3, 1.4].map((value) => pathOf(narrow, [at("2026-07-01", value, 0.1)]));
    expect([small!.says, wide!.says]).toEqual(["on", "off"]);
    expect(small!.chance).toBeGreaterThan(0.95);
    expect(wide!.chance).toBeLessThan(0.05);
  });
  it("tells no step that is smaller than half the width of its range", () => {
    expect([tellableStep({ low: 47, high: 53, level: 0.9 }), tellableStep(null)]).toEqual([3, null]);
  });
});

describe("the gap of a wave", () => {
  const statements = Object.keys(surveyStatements) as SurveyStatement[];
  const side = (people: number, dice: Dice, mean: (place: number) => number) => {
    const rows = Array.from({ length: people }, () => {
      // Whoever likes the whole likes each part: answers of a person lean on one another.
      const mood = dice.normal() * 0.4;
      return statements.map((_, place) => Math.min(5, Math.max(1, Math.round(mean(place) + mood + dice.normal() * 0.7))));
    });
    const answers = Object.fromEntries(statements.map((statement, place) => [statement, rows.map((row) => row[place]!)])) as unknown as WaveAnswers;
    return { ...groupResultOf(answers)!, sumMoments: momentsOf(rows.map((row) => row.reduce((sum, answer) => sum + answer, 0))) };
  };
  // Half of the statements are seen higher by sales, half by marketing: the sums agree.
  const wave = (seed: number, gap: number) => {
    const dice = diceOf(seed);
    const at = (sign: number) => (place: number) => 3 + (sign * (place % 2 === 0 ? 1 : -1) * gap) / 2;
    return perceptionGap({ sales: side(12, dice, at(1)), marketing: side(8, dice, at(-1)) })!;
  };
  it.each([0, 0.6, 1.4])("holds the planted gap of %d points in its range in at least 164 of 200 waves of 12 and 8 people", (gap) => {
    const waves = Array.from({ length: 200 }, (_, n) => wave(7_000 + n, gap));
    expect(waves.filter(({ interval }) => interval!.low! <= gap && interval!.high! >= gap).length).toBeGreaterThanOrEqual(164);
  });
  it("is not told where a side is not shown by itself", () => {
    expect(perceptionGap({ sales: side(12, diceOf(1), () => 3) })).toBeNull();
  });
});
