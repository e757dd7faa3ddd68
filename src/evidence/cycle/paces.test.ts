// Ratios of pace: planted ones come out, luck is called luck, rare kinds are counted together, and what says the same twice is left out by name.
import { describe, expect, test } from "vitest";

import { type Dice, diceOf } from "#kit/dice.ts";
import { pacesOf } from "#evidence/cycle/paces.ts";
import { type DealStays, lostWay, wonWay } from "#evidence/cycle/stays.ts";
import { type Trait, rareCode } from "#evidence/cycle/traits.ts";

interface World {
  readonly stays: DealStays;
  readonly trait: (key: string, kindOf: (deal: number) => number, names?: readonly string[]) => Trait;
}

/** Deals won after 60 days and lost after 80 on average, each pace times what the deal's own kind says. */
function world(seed: number, deals: number, pace: (deal: number, dice: Dice) => readonly [won: number, lost: number] = () => [1, 1]): World {
  const dice = diceOf(seed);
  const stays = { enteredAfter: new Int32Array(deals).fill(-1), until: new Int32Array(deals), cause: new Uint8Array(deals), rows: new Int32Array(deals) };
  const after = (mean: number) => -Math.log(1 - dice.uniform()) * mean;
  for (let deal = 0; deal < deals; deal++) {
    const [fast, slow] = pace(deal, dice);
    const [won, lost, watched] = [after(60 / fast), after(80 / slow), dice.below(180)];
    const end = Math.floor(Math.min(won, lost));
    stays.rows[deal] = deal;
    stays.until[deal] = Math.min(end, watched);
    stays.cause[deal] = end <= watched ? (won < lost ? wonWay : lostWay) : 0;
  }
  return {
    stays,
    trait: (key, kindOf, names = ["a", "b", "c", "d", "e", "f"]) => ({
      key,
      column: { codes: Int32Array.from({ length: deals }, (_, deal) => kindOf(deal)), names },
    }),
  };
}

const told = (outcome: ReturnType<typeof pacesOf>) => {
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value;
};

describe("ratios of pace", () => {
  test("a kind that wins twice as often and loses no more often is found in winning and not in losing, beside a trait that does not matter", () => {
    const { stays, trait } = world(1, 2000, (deal) => [deal % 3 === 0 ? 2 : 1, 1]);
    const traits = [trait("product", (deal) => Number(deal % 3 === 0)), trait("region", (deal) => deal % 4)];
    const won = told(pacesOf(stays, traits, wonWay));
    const [product, ...regions] = won.rows;
    expect(product).toMatchObject({ trait: "product", code: 1, ratio: { verdict: "clear", byAge: null } });
    expect(product!.ratio.interval.low!).toBeLessThan(2);
    expect(product!.ratio.interval.high!).toBeGreaterThan(2);
    expect(regions.map(({ ratio }) => ratio.verdict)).not.toContain("clear");
    expect(told(pacesOf(stays, traits, lostWay)).rows[0]!.ratio.verdict).not.toBe("clear");
    expect(won.references.map(({ code }) => code)).toEqual([0, 0]);
  });

  test("a kind that wins fast at first and slowly later is said to turn, with both ratios", () => {
    // Nine of ten of its deals are won at four times the pace; the rest hardly ever.
    const { stays, trait } = world(2, 2500, (deal, dice) => (deal % 2 === 0 ? [dice.chance(0.5) ? 4 : 0.1, 1] : [1, 1]));
    const { rows, constancy } = told(pacesOf(stays, [trait("segment", (deal) => deal % 2)], wonWay));
    // Kinds of one size: the first by name is what the other is held against.
    const { byAge } = rows[0]!.ratio;
    expect(constancy).toBeLessThan(0.001);
    expect(byAge!.before!).toBeLessThan(1);
    expect(byAge!.after!).toBeGreaterThan(1);
  });

  test("traits drawn by lot are called within chance in at least nine of ten firms", () => {
    let quiet = 0;
    for (let seed = 0; seed < 20; seed++) {
      const { stays, trait } = world(100 + seed, 250);
      const dice = diceOf(seed);
      const { rows } = told(pacesOf(stays, [trait("region", () => dice.below(4)), trait("product", () => dice.below(3))], wonWay));
      quiet += Number(rows.every(({ ratio }) => ratio.verdict !== "clear"));
    }
    expect(quiet).toBeGreaterThanOrEqual(17);
  });

  test("rare kinds are counted together, one with hardly any deals falls to the largest, and a trait with one kind says nothing", () => {
    const { stays, trait } = world(3, 900);
    const rare = trait("region", (deal) => (deal < 25 ? 1 : deal < 50 ? 2 : deal < 55 ? 3 : 0));
    const { rows, leftOut, references } = told(pacesOf(stays, [trait("product", (deal) => (deal < 5 ? 1 : 0)), rare], wonWay));
    expect(leftOut).toEqual([{ trait: "product", reason: "one-kind" }]);
    expect(references[0]!.code).toBe(0);
    expect(rows.map(({ code }) => code).every((code) => code === 1 || code === 2 || code === rareCode)).toBe(true);
    expect(rows.reduce((sum, { stays: deals }) => sum + deals, 0) + references[0]!.stays).toBe(900);
  });

  test("a trait that says the same as one before it is left out by name, and so is what there are too few ends for", () => {
    const { stays, trait } = world(4, 300);
    const same = told(pacesOf(stays, [trait("segment", (deal) => deal % 3), trait("channel", (deal) => (deal % 3) + 3)], wonWay));
    expect(same.leftOut).toEqual([{ trait: "channel", reason: "columns-depend-on-each-other" }]);
    const few = world(5, 70);
    const kinds = ["a", "b", "c"];
    const result = pacesOf(
      few.stays,
      ["product", "region", "channel"].map((key, n) => few.trait(key, (deal) => Math.floor(deal / 3 ** n) % 2, kinds)),
      wonWay,
    );
    expect(told(result).leftOut.some(({ reason }) => reason === "too-few-ends")).toBe(true);
  });

  test("cannot be told: nothing watched, too few ends, no trait with two kinds", () => {
    const { stays, trait } = world(6, 200);
    const reason = (outcome: ReturnType<typeof pacesOf>) => (outcome.ok ? "told" : outcome.reason);
    const none = { enteredAfter: new Int32Array(0), until: new Int32Array(0), cause: new Uint8Array(0), rows: new Int32Array(0) };
    expect(reason(pacesOf(none, [], wonWay))).toBe("no-deals-watched");
    expect(reason(pacesOf({ ...stays, cause: stays.cause.map(() => 0) }, [trait("region", (deal) => deal % 2)], wonWay))).toBe("too-few-closed");
    expect(reason(pacesOf(stays, [trait("region", () => 0)], wonWay))).toBe("no-traits-known");
  });

  test("the order of deals and the names of kinds change nothing but the names", () => {
    const { stays, trait } = world(7, 600, (deal) => [deal % 2 === 0 ? 1.6 : 1, 1]);
    const kind = (deal: number) => (deal % 5 === 0 ? 2 : deal % 2);
    const base = told(pacesOf(stays, [trait("region", kind)], wonWay));
    const order = Int32Array.from({ length: 600 }, (_, n) => (n * 7) % 600);
    const turned = {
      enteredAfter: order.map((n) => stays.enteredAfter[n]!),
      until: order.map((n) => stays.until[n]!),
      cause: Uint8Array.from(order, (n) => stays.cause[n]!),
      rows: order,
    };
    const other = told(pacesOf(turned, [trait("region", kind, ["x", "y", "z"])], wonWay));
    const figures = (of: typeof base) => of.rows.map(({ code, ratio }) => [code, ratio.value.toFixed(9), ratio.interval.low!.toFixed(9)]);
    expect(figures(other)).toEqual(figures(base));
  });
});
