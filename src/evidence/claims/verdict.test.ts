// One rule for all claims: supported needs size and surety, refuted needs surety, and the more claims are tested the surer each must be.
import { expect, test } from "vitest";

import type { ClaimAnswer } from "#evidence/claims/claim.ts";
import { standardClaims } from "#evidence/claims/catalogue.ts";
import { countedOut, normalAnswer, shareAgainst } from "#evidence/claims/measure.ts";
import { verdictsOf } from "#evidence/claims/verdict.ts";
import { claimKeys } from "#facts/claims.ts";

const spec = { ...standardClaims.find(({ key }) => key === "leads-answered-late")!, worth: 0.1, nothing: 0.1 };
const around = { records: { entity: "lead" as const, ids: [] } };
const estimated = (effect: number, standardError: number, own = spec): ClaimAnswer =>
  normalAnswer(own, {
    effect,
    standardError,
    interval: { low: effect - 1.645 * standardError, high: effect + 1.645 * standardError, level: 0.9 },
    sample: 100,
    around,
  });
const verdict = (answer: ClaimAnswer, own = spec) => verdictsOf([{ spec: own, answer }])[0];

test.each([
  [20, 100, "supported"],
  [15, 100, "not-enough-data"],
  [10, 100, "not-enough-data"],
  [6, 100, "not-enough-data"],
  [3, 100, "refuted"],
  [0, 30, "refuted"],
  [0, 29, "not-enough-data"],
] as const)("%i of %i against a limit of a tenth: %s", (hits, cases, expected) => {
  expect(verdict(shareAgainst(spec, { hits, cases }, around))).toBe(expected);
});

test("exact tails: 16 of 100 against .1 has the chance .0399, 4 of 100 the chance .0237", () => {
  const above = shareAgainst(spec, { hits: 16, cases: 100 }, around);
  const below = shareAgainst(spec, { hits: 4, cases: 100 }, around);
  // Binomial(100, 0.1): P(X >= 16) = 0.03989, P(X <= 4) = 0.02371.
  expect(above.ok && above.measured.pSupport).toBeCloseTo(0.03989, 4);
  expect(below.ok && below.measured.pRefute).toBeCloseTo(0.02371, 4);
});

test("a difference that is sure but smaller than matters is refuted, one that may be either is left open", () => {
  const own = { ...spec, worth: 0.1, nothing: 0 };
  expect(verdict(estimated(0.04, 0.01, own), own)).toBe("refuted");
  expect(verdict(estimated(0.09, 0.03, own), own)).toBe("not-enough-data");
  expect(verdict(estimated(0.12, 0.03, own), own)).toBe("supported");
  expect(verdict(estimated(0.12, 0.09, own), own)).toBe("not-enough-data");
});

test("a claim of less is the mirror of a claim of more", () => {
  const own = { ...spec, holds: "below" as const, worth: -0.1, nothing: 0 };
  expect(verdict(estimated(-0.12, 0.03, own), own)).toBe("supported");
  expect(verdict(estimated(-0.04, 0.01, own), own)).toBe("refuted");
  expect(verdict(estimated(0.3, 0.01, own), own)).toBe("refuted");
});

test("a claim that stands alone falls among twenty that say nothing", () => {
  const [one, quiet] = [estimated(0.2, 0.05), estimated(0.1, 0.05)];
  expect(verdict(one)).toBe("supported");
  const many = verdictsOf([{ spec, answer: one }, ...Array.from({ length: 20 }, () => ({ spec, answer: quiet }))]);
  expect(new Set(many)).toEqual(new Set(["not-enough-data"]));
});

test("what was counted out needs no surety, and what could not be measured has no verdict", () => {
  expect(verdict(countedOut(spec, { effect: 0.1, sample: 3 }, around))).toBe("supported");
  expect(verdict(countedOut(spec, { effect: 0.09, sample: 3 }, around))).toBe("refuted");
  expect(verdict({ ok: false, reason: "no-plan" })).toBe("not-enough-data");
});

test("at least 24 standard claims stand in the catalogue, eight or more against each side, under the keys that are known", () => {
  expect(standardClaims.map(({ key }) => key)).toEqual([...claimKeys]);
  const against = Map.groupBy(standardClaims, (one) => one.against);
  expect(against.get("marketing")!.length).toBeGreaterThanOrEqual(8);
  expect(against.get("sales")!.length).toBeGreaterThanOrEqual(8);
  for (const { worth, nothing, holds } of standardClaims) expect(holds === "above" ? worth >= nothing : worth <= nothing).toBe(true);
});
