// The currencies of a file are known before it is loaded.
import { expect, test } from "vitest";

import { currenciesIn } from "#intake/recognise/currencies.ts";
import { proposeMappings } from "#intake/recognise/propose.ts";
import { study } from "#intake/testing/study.ts";

const context = { currency: "USD", timeZone: "UTC" };

test("signs in the amounts and a column of currencies say it; else it is the workspace's", async () => {
  const of = async (text: string) => {
    const profile = await study(text);
    return currenciesIn(proposeMappings(profile, context)[0]!.mapping, profile, context);
  };
  expect(await of("Deal ID,Deal Name,Stage,Amount\n1,A,Won,€100\n2,B,Won,€200\n")).toContain("EUR");
  expect(await of("Deal ID,Deal Name,Stage,Amount,Currency\n1,A,Won,100,RUB\n2,B,Won,200,USD\n")).toEqual(["RUB", "USD"]);
  expect(await of("Deal ID,Deal Name,Stage,Amount\n1,A,Won,100\n")).toEqual(["USD"]);
  expect(await of("Deal ID,Deal Name,Stage\n1,A,Won\n")).toEqual([]);
});
