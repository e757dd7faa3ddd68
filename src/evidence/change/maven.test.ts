// The Maven CRM sample: its first quarter, a win rate of 82 %, is where the extract begins, and no change.
import { describe, expect, test } from "vitest";

import { agreedByDefault } from "#facts/agreements.ts";
import { changesOf, figureCourses } from "#evidence/change/figure-course.ts";
import { lensOf } from "#evidence/kpi/lens.ts";
import { hasMaven, mavenDeals } from "#testing/maven.ts";

describe.skipIf(!hasMaven)("8,800 deals of Maven CRM", () => {
  const lens = lensOf({ currency: "USD", deals: mavenDeals(), leads: null, spend: [], sellerCosts: [], sellers: [], plans: [] }, agreedByDefault, "2026-11-23");

  test("March is shown and not judged, and nine months are too few", () => {
    const [winRate] = figureCourses(lens, ["win-rate"], "month").map(changesOf);
    const march = winRate!.points.find((point) => point.period.from === "2017-03-01")!;
    expect([march.isLeftOut, march.value! > 0.75]).toEqual([true, true]);
    expect(winRate!.untold).toEqual({ reason: "too-few-steps", count: 9, needed: 12 });
  });

  test("by week the win rate since April has no change, and the artefact before is none", () => {
    const [winRate] = figureCourses(lens, ["win-rate"], "week").map(changesOf);
    expect([winRate!.untold, winRate!.changes]).toEqual([null, []]);
  });
});
