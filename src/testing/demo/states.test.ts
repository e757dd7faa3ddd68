// Earlier states of the demo's deals hold nothing that came later, and some deals are hoped for too early, some at another price.
import { expect, test } from "vitest";

import { demoStart } from "#testing/demo/calendar.ts";
import { simulateFirm } from "#testing/demo/company.ts";
import { earlierStates } from "#testing/demo/states.ts";

const firm = simulateFirm({ seed: 6, from: demoStart("2026-11-23"), scale: 0.3 });
const days = ["2026-07-01", "2026-08-15"];
const states = earlierStates(firm.rows.deal, days, 6);
const last = new Map(firm.rows.deal.map((deal) => [deal.id, deal]));

test("on each day deals begun before it stand, closed ones as they are in the end, the others open", () => {
  for (const { day, deals } of states) {
    expect(deals.length).toBe(firm.rows.deal.filter((deal) => deal.createdOn! < day).length);
    const isOpen = (deal: (typeof deals)[number]) => deal.stage === "opportunity";
    expect(deals.filter((deal) => isOpen(deal) && (deal.closedOn !== null || deal.lossReason !== null))).toEqual([]);
    expect(deals.filter((deal) => !isOpen(deal) && (deal.closedOn! >= day || deal !== last.get(deal.id)))).toEqual([]);
  }
});

test("some are pushed out until the end and some pulled in, some fall in price and few rise", () => {
  const open = states[0]!.deals.filter((deal) => deal.stage === "opportunity");
  const later = (deal: (typeof open)[number]) => last.get(deal.id)!;
  const share = (is: (deal: (typeof open)[number]) => boolean) => open.filter(is).length / open.length;
  expect(share((deal) => later(deal).expectedCloseOn! > deal.expectedCloseOn!)).toBeGreaterThan(0.05);
  expect(share((deal) => later(deal).expectedCloseOn! < deal.expectedCloseOn!)).toBeGreaterThan(0.02);
  expect(share((deal) => later(deal).amount! < deal.amount!)).toBeGreaterThan(0.15);
  expect(share((deal) => later(deal).amount! > deal.amount!)).toBeGreaterThan(0.02);
});

test("the same seed gives the same states", () => expect(earlierStates(firm.rows.deal, days, 6)).toEqual(states));
