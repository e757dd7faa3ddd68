// The traps that are known to lie in the Maven CRM sample are found.
import { describe, expect, test } from "vitest";

import { codedOf } from "#facts/columns.ts";
import { agreedByDefault } from "#facts/agreements.ts";
import { lensOf } from "#evidence/kpi/lens.ts";
import { trustFindings } from "#evidence/trust/findings.ts";
import { diceOf } from "#kit/dice.ts";
import { hasMaven, mavenDeals, mavenNames } from "#testing/maven.ts";

describe.skipIf(!hasMaven)("8,800 deals of Maven CRM", () => {
  const lens = lensOf({ currency: "USD", deals: mavenDeals(), leads: null, spend: [], sellerCosts: [], sellers: [], plans: [] }, agreedByDefault, "2026-11-23");
  const listOf = (ids: readonly string[]) => ({ ids, names: ids });
  const { accounts, products } = mavenNames();
  const findings = trustFindings(
    {
      lens,
      asOf: "2026-11-23",
      accounts: listOf(accounts),
      products: listOf(products),
      sellers: listOf([]),
      campaigns: listOf([]),
      touches: { ids: [], days: new Int32Array(0), deals: codedOf([]) },
      spendFiles: { importOf: new Map(), nameOf: new Map() },
      unmappedStages: [],
      currencyGaps: [],
    },
    diceOf(1),
  );
  const found = (code: string, field?: string) => findings.find((one) => one.code === code && (field === undefined || one.field === field))!;

  test("1,425 deals name no account", () => expect(found("deals-without-account")).toMatchObject({ count: 1425, of: 8800 }));

  test("1,480 deals name GTXPro, and GTX Pro was meant", () => {
    expect(found("unknown-name", "product")).toMatchObject({ count: 1480, names: [{ name: "GTXPro", count: 1480, suggestion: "GTX Pro" }] });
  });

  test("1,291 of 1,589 open deals are dead", () => {
    expect(found("dead-deals")).toMatchObject({ count: 1291, of: 1589, severity: "serious", details: { longestClosed: 138, lastSeen: "2017-12-31" } });
    expect(found("dead-deals").records.length).toBe(1291);
  });

  test("the extract starts with closings of March 2017; its win rate of 82 % is not that of later months", () => {
    const one = found("extract-start");
    expect(one).toMatchObject({ severity: "serious", count: 647, details: { firstClose: "2017-03-01", until: "2017-04-01" } });
    expect(one.details["earlyWinRate"]).toBeCloseTo(0.8207, 4);
    expect(one.details["laterWinRate"]).toBeLessThan(0.65);
  });

  test("the amount is zero for every lost deal: it repeats the outcome", () => {
    expect(found("column-repeats-outcome", "amount")).toMatchObject({ details: { agreement: 1, how: "zero" } });
  });

  test("the account is filled in for all closed deals and for a third of the open ones", () => {
    expect(found("column-filled-at-close", "account")).toMatchObject({ count: 1425, of: 2089 });
  });

  test("the last record is nine years old", () => expect(found("old-extract").details["lastSeen"]).toBe("2017-12-31"));

  test("500 of 2,089 open deals have no first day", () => expect(found("open-without-start")).toMatchObject({ count: 500, of: 2089 }));

  test("and nothing is found that is not there", () => {
    expect(findings.map((one) => `${one.severity} ${one.code} ${one.entity}.${one.field}`)).toMatchInlineSnapshot(`
      [
        "serious dead-deals deal.null",
        "serious extract-start deal.null",
        "warning unknown-name deal.product",
        "warning field-empty deal.createdOn",
        "warning open-without-start deal.createdOn",
        "note field-absent deal.channel",
        "note field-absent deal.lead",
        "note field-absent deal.region",
        "note field-absent deal.segment",
        "note old-extract deal.null",
        "note column-repeats-outcome deal.amount",
        "note field-absent deal.isRepeat",
        "note field-absent deal.listPrice",
        "note column-filled-at-close deal.account",
        "note deals-without-account deal.account",
        "good times-possible deal.null",
        "good no-duplicates deal.null",
      ]
    `);
  });
});
