// A column in which some formulas failed is recognised all the same, and a person is told before loading.
import { describe, expect, it } from "vitest";

import { proposeMappings } from "#intake/recognise/propose.ts";
import { study } from "#intake/testing/study.ts";

describe("a column with errors of a spreadsheet", () => {
  it("is still taken for what it holds, and its errors are counted before anything is loaded", async () => {
    const profile = await study("Deal ID,Deal Stage,Amount,Close Date\n1,Won,#DIV/0!,2024-01-02\n2,Lost,6.5,#N/A\n3,Lost,#DIV/0!,2024-01-05\n");
    const best = proposeMappings(profile, { currency: "RUB", timeZone: "Europe/Moscow" })[0]!;
    expect(best.mapping.fields.map((field) => field.field)).toEqual(expect.arrayContaining(["amount", "closedOn"]));
    expect(best.questions.map(({ code, column, details, isAmbiguous }) => [code, column, details, isAmbiguous])).toEqual([
      ["error-marks", "Close Date", { count: 1, text: "#N/A" }, false],
      ["error-marks", "Amount", { count: 2, text: "#DIV/0!" }, false],
    ]);
  });
});
