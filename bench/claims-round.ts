// A full round of verdicts: every standard claim put to the facts of a company with a hundred thousand deals and a million touchpoints. Prints a table.
import { standardClaim } from "#evidence/claims/catalogue.ts";
import type { ClaimQuestion } from "#evidence/claims/ground.ts";
import { testClaims } from "#evidence/claims/test-claims.ts";
import { claimKeys } from "#facts/claims.ts";
import { claimGroundOf } from "#testing/claim-ground.ts";
import { type SimulatedFirm, simulateFirm } from "#testing/demo/company.ts";
import { demoStart } from "#testing/demo/calendar.ts";

import { bestOfThree } from "./best-of-three.ts";

const [deals, touches] = [100_000, 1_000_000];
const firm = simulateFirm({ seed: 5, from: demoStart("2026-10-01"), tongue: "en" });

type Rows = SimulatedFirm["rows"];

/** The company so many times over: every customer, lead and deal anew in each, the same money, people and plans for all. */
function times(rows: Rows, { wantedDeals, wantedTouches }: { wantedDeals: number; wantedTouches: number }): Rows {
  const again = <T extends object>(list: readonly T[], wanted: number, names: readonly (keyof T)[]): T[] => {
    const many: T[] = [];
    for (let copy = 0; many.length < wanted; copy += 1)
      for (const row of list) {
        if (many.length >= wanted) break;
        const made = { ...row };
        for (const name of names) if (made[name] !== null) made[name] = `${String(made[name])}-${copy}` as T[keyof T];
        many.push(made);
      }
    return many;
  };
  const share = wantedDeals / rows.deal.length;
  const as = (count: number) => Math.round(count * share);
  return {
    ...rows,
    deal: again(rows.deal, wantedDeals, ["id", "account", "lead"]),
    lead: again(rows.lead, as(rows.lead.length), ["id", "account", "deal"]),
    activity: again(rows.activity, as(rows.activity.length), ["id", "account", "deal", "lead"]),
    touchpoint: again(rows.touchpoint, wantedTouches, ["id", "account", "deal", "lead"]),
    "material-use": again(rows["material-use"], as(rows["material-use"].length), ["id", "deal"]),
  };
}

/** One question of each standard claim, narrowed where it must be. */
function questionsOf({ rows, period }: Pick<SimulatedFirm, "rows" | "period">): ClaimQuestion[] {
  const subjects = { channel: rows.lead[0]!.channel, campaign: rows.campaign[0]!.id, product: rows.product[0]!.id, "turning-point": "quarter" };
  const year = { from: `${Number(period.until.slice(0, 4)) - 1}${period.until.slice(4)}`, until: period.until };
  return claimKeys.map((key) => {
    const subject = standardClaim(key)!.subject;
    return { key, period: year, subject: subject?.isRequired === true ? subjects[subject.kind] : null };
  });
}

const questions = questionsOf(firm);
function measured(size: number) {
  const rows = times(firm.rows, { wantedDeals: deals / size, wantedTouches: touches / size });
  const ground = claimGroundOf({ rows, asOf: firm.asOf, period: firm.period });
  const tested = testClaims(ground, questions);
  const seconds = bestOfThree(() => testClaims(ground, questions));
  const slowest = questions
    .map((question) => ({ key: question.key, seconds: bestOfThree(() => testClaims(ground, [question])) }))
    .toSorted((a, b) => b.seconds - a.seconds)
    .slice(0, 5);
  return {
    deals: rows.deal.length,
    leads: rows.lead.length,
    touches: rows.touchpoint.length,
    seconds,
    told: tested.filter(({ answer }) => answer.ok).length,
    slowest,
  };
}

const [tenth, whole] = [measured(10), measured(1)];
const count = (n: number) => n.toLocaleString("en");
console.log("| deals | leads | touchpoints | claims tested | of them told | processor, s | as many times the tenth |\n|--:|--:|--:|--:|--:|--:|--:|");
for (const one of [tenth, whole])
  console.log(
    `| ${count(one.deals)} | ${count(one.leads)} | ${count(one.touches)} | ${questions.length} | ${one.told} | ${one.seconds.toFixed(2)} | ${(one.seconds / tenth.seconds).toFixed(1)} |`,
  );
console.log(`\nThe five slowest: ${whole.slowest.map(({ key, seconds }) => `${key} ${seconds.toFixed(2)} s`).join(", ")}.`);
