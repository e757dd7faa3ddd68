// A turning point stands in the period that holds its day.
import { expect, test } from "vitest";

import { monthOf } from "#kit/period.ts";
import { placeOn } from "#ui/chart/turning-points.ts";

test("the last day of March lies in the third month of the year, the year before in none", () => {
  const months = ["2025-01-01", "2025-02-01", "2025-03-01"].map(monthOf);
  expect([placeOn(months, "2025-03-31"), placeOn(months, "2025-01-01"), placeOn(months, "2024-12-31")]).toEqual([2, 0, -1]);
});
