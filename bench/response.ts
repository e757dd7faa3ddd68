// How fast a hundred thousand leads are turned into the response curve and into verdicts on promises, beside the same arithmetic written plainly over objects. Prints a table.
import { waysOf } from "#evidence/funnel/ways.ts";
import { backSolved } from "#evidence/promises/back-solve.ts";
import { enquiriesOf } from "#evidence/promises/enquiries.ts";
import { prepared } from "#evidence/promises/ground.ts";
import { judgedPromises } from "#evidence/promises/judge.ts";
import { acceptedValues, leadValues } from "#evidence/promises/lead-value.ts";
import { byChance } from "#evidence/response/by-chance.ts";
import { responseCurve } from "#evidence/response/curve.ts";
import { responseLeads } from "#evidence/response/leads.ts";
import { waitFigures } from "#evidence/response/times.ts";
import { unansweredOf } from "#evidence/response/unanswered.ts";
import { lensOf } from "#evidence/kpi/lens.ts";
import { agreedByDefault } from "#facts/agreements.ts";
import { dealColumnsOf, leadColumnsOf } from "#facts/columns.ts";
import type { Deal, Lead } from "#facts/entities.ts";
import { diceOf } from "#kit/dice.ts";
import { addDays, dayNumber } from "#kit/day.ts";
import { usualWeek, workingClock } from "#kit/working-hours.ts";
import { aFact, aLead, aWonDeal } from "#testing/builders.ts";
import { handoffWorkOf } from "#testing/handoff-work.ts";

import { bestOfThree } from "./best-of-three.ts";

const count = 100_000;
const asOf = "2026-01-01";
const period = { from: "2025-01-01", until: "2026-01-01" };
const hour = 3_600_000;
const dice = diceOf(11);
const leads: Lead[] = [];
const deals: Deal[] = [];
const activities = [];
for (let n = 0; n < count; n++) {
  const came = Date.parse(addDays("2024-07-01", dice.below(540))) + dice.below(24 * 60) * 60_000;
  const at = (hours: number | null) => (hours === null ? null : new Date(came + hours * hour).toISOString());
  const accepted = dice.chance(0.85) ? dice.below(30) : null;
  const tried = accepted !== null && dice.chance(0.95) ? accepted + dice.below(60) : null;
  const qualified = tried !== null && dice.chance(0.4 - tried / 400) ? tried + 24 * dice.below(20) : null;
  const id = `L${n}`;
  const deal = qualified === null ? null : `D${n}`;
  leads.push(
    aLead({
      id,
      owner: `S${n % 40}`,
      grade: "ABC"[dice.below(3)]!,
      channel: `C${dice.below(6)}`,
      segment: `G${dice.below(5)}`,
      createdAt: at(0)!,
      qualifiedAt: at(1),
      acceptedAt: at(accepted),
      returnedAt: accepted === null ? at(10) : null,
      returnReason: accepted === null ? "clerical" : null,
      firstAttemptAt: at(tried),
      firstContactAt: qualified === null ? null : at(tried),
      salesQualifiedAt: at(qualified),
      deal,
    }),
  );
  if (tried !== null) for (let each = 0; each < 3; each++) activities.push(aFact("activity", { kind: "call", lead: id, at: at(tried + 24 * each)! }));
  if (deal === null) continue;
  const createdOn = at(qualified)!.slice(0, 10);
  const [isOver, isWon] = [dice.chance(0.8), dice.chance(0.4)];
  const closedOn = isOver ? addDays(createdOn, dice.below(90)) : null;
  deals.push(aWonDeal({ id: deal, stage: !isOver ? "opportunity" : isWon ? "won" : "lost", createdOn, closedOn }));
}

const columns = leadColumnsOf(leads);
const work = handoffWorkOf(leads, activities);
const facts = { currency: "RUB", deals: dealColumnsOf(deals), leads: columns, spend: [], sellerCosts: [], sellers: [], plans: [] };
const lens = lensOf(facts, agreedByDefault, asOf);
const lastSeen = dayNumber("2025-12-31");
const week = usualWeek;

const curve = () => {
  const of = responseLeads({ leads: columns, work, week, lastSeen, wonOn: null, wonDays: null }, "sales-qualified", period)!;
  const told = responseCurve(of);
  if (!told.ok) throw new Error(told.reason);
  return { curve: told.value, never: unansweredOf(of), chance: byChance(of), waits: waitFigures(work, { week, lastSeen, period }) };
};

interface PlainLead {
  readonly hours: number | null;
  readonly isHit: boolean;
  readonly stratum: string;
}

/** The shares of the bands and their differences to one band, within strata: lists filtered and grouped, as one writes it first. No test, no range, no waits. */
function plainCurve(): { leads: number; shares: number[] } {
  const clock = workingClock(week);
  const [from, until] = [Date.parse(period.from), Date.parse(period.until)];
  const own: PlainLead[] = leads
    .map((lead) => ({ lead, came: Date.parse(lead.createdAt) }))
    .filter(
      ({ lead, came }) =>
        came >= from && came < until && Math.floor(came / 86_400_000) + 60 <= lastSeen && !(lead.firstAttemptAt === null && lead.returnedAt !== null),
    )
    .map(({ lead, came }) => ({
      hours: lead.firstAttemptAt === null ? null : clock(came, Date.parse(lead.firstAttemptAt)),
      isHit: lead.salesQualifiedAt !== null && Date.parse(lead.salesQualifiedAt) <= came + 60 * 86_400_000,
      stratum: `${lead.grade} ${lead.channel}`,
    }));
  const edges = [0, 1, 4, 8, 24, 72, Infinity];
  const bands = edges.slice(1).map((edge, place) => own.filter(({ hours }) => hours !== null && hours >= edges[place]! && hours < edge));
  const share = (some: readonly PlainLead[]) => some.filter(({ isHit }) => isHit).length / some.length;
  const base = bands.reduce((most, band) => (band.length > most.length ? band : most));
  const strata = [...new Set(own.map(({ stratum }) => stratum))];
  for (const band of bands)
    strata.reduce((sum, stratum) => {
      const [a, b] = [band, base].map((some) => some.filter((one) => one.stratum === stratum)) as [PlainLead[], PlainLead[]];
      return a.length === 0 || b.length === 0 ? sum : sum + ((share(a) - share(b)) * a.length * b.length) / (a.length + b.length);
    }, 0);
  return { leads: own.length, shares: bands.map(share) };
}

const enquiries = enquiriesOf(lens, waysOf(lens));
if (!enquiries.ok) throw new Error(enquiries.reason);
const of = enquiries.value;
const ground = {
  leads: columns,
  deals: facts.deals,
  work,
  campaigns: [],
  requests: [],
  commented: new Set<string>(),
  reporting: null,
  versions: [],
  week,
  lastSeen,
};
const judged = () => judgedPromises(prepared(ground), acceptedValues(of, leadValues(of)!), { period, trend: period });

/** Two of the eleven promises, accepting and trying in time, over lead objects: each moment read from its text. */
function plainPromises(): number[] {
  const clock = workingClock(week);
  const [from, until, seen] = [Date.parse(period.from), Date.parse(period.until), (lastSeen + 1) * 86_400_000];
  const offered = leads.map((lead) => ({ lead, at: Date.parse(lead.qualifiedAt!) })).filter(({ at }) => at >= from && at < until);
  const kept = (hours: number, answer: (lead: Lead) => string | null, isOut: (lead: Lead) => boolean) => {
    const cases = offered.filter(({ lead, at }) => clock(at, seen) >= hours && !isOut(lead));
    return cases.filter(({ lead, at }) => answer(lead) !== null && clock(at, Date.parse(answer(lead)!)) <= hours).length / cases.length;
  };
  return [
    kept(
      8,
      ({ acceptedAt, returnedAt }) => acceptedAt ?? returnedAt,
      () => false,
    ),
    kept(
      24,
      ({ firstAttemptAt }) => firstAttemptAt,
      ({ firstAttemptAt, returnedAt }) => firstAttemptAt === null && returnedAt !== null,
    ),
  ];
}

/** The chain in one draw over lead objects; the real one takes 400 with the same weights for all links. */
function plainChain(seed: number): number {
  const chance = diceOf(seed);
  const ripe = new Set(of.ripe);
  const weighed = leads.map((lead, row) => ({ lead, row, weight: -Math.log(1 - chance.uniform()) })).filter(({ row }) => ripe.has(row));
  const sum = (isIn: (lead: Lead) => boolean) => weighed.filter(({ lead }) => isIn(lead)).reduce((total, { weight }) => total + weight, 0);
  return sum(({ deal }) => deal !== null) / sum(() => true);
}

// Both find the same: leads and shares of the bands from the first hour on, and the two promises.
const [found, plainly] = [curve().curve, plainCurve()];
const later = found.bands.filter(({ from }) => from !== null && from >= 1).map(({ share }) => share!);
if (found.leads !== plainly.leads || later.some((share, n) => Math.abs(share - plainly.shares[n + 1]!) > 1e-12)) throw new Error("the curves differ");
const shares = judged();
plainPromises().forEach((share, n) => {
  const key = (["accept-in-time", "first-attempt"] as const)[n]!;
  const own = shares.find((one) => one.key === key)!.measured!;
  if (Math.abs(own - share) > 1e-12) throw new Error(`${key} differs: ${own} and ${share}`);
});

const draws = 400;
const plainDraws = 10;
console.log(
  `| ${count.toLocaleString("en")} leads, ${activities.length.toLocaleString("en")} attempts, ${deals.length.toLocaleString("en")} deals | processor seconds |\n|---|--:|`,
);
const line = (what: string, seconds: number) => console.log(`| ${what} | ${seconds.toFixed(3)} |`);
line("response curve: bands, differences among equals, three tests, the unanswered, waits by chance, waits", bestOfThree(curve));
line("plainly over objects: bands and differences alone, no test and no range", bestOfThree(plainCurve));
line("eleven promises judged case by case, with the value of every lead", bestOfThree(judged));
line("plainly over objects: two of the eleven", bestOfThree(plainPromises));
line(
  `back from the goal to leads, ${draws} draws`,
  bestOfThree(() => backSolved(of, 100_000_000)),
);
line(
  `plainly over objects: one link of the chain, ${draws} draws (${plainDraws} measured, times ${draws / plainDraws})`,
  bestOfThree(() => Array.from({ length: plainDraws }, (_, seed) => plainChain(seed))) * (draws / plainDraws),
);
