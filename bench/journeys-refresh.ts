// Credit for journeys after a small import: what is kept goes over to the new state by the firms that changed. By how many touches there are, and by how many came. Prints two tables.
import { minutesInDay } from "#evidence/journeys/columns.ts";
import type { JourneyFacts } from "#evidence/journeys/from-facts.ts";
import { JourneyTeller, tellJourneys } from "#evidence/journeys/tell.ts";
import { type Coded, dealColumnsOf } from "#facts/columns.ts";
import type { TouchColumns } from "#facts/touch-columns.ts";
import { dayNumber, dayOf } from "#kit/day.ts";
import { diceOf } from "#kit/dice.ts";
import { aDeal } from "#testing/builders.ts";

const start = dayNumber("2024-01-01");
const question = { unit: "account", lookbackDays: 180, count: "deals", touches: "campaigns", begun: null, asOf: (start + 880) * minutesInDay } as const;
const channels = 12;

/** A firm for every 17 touches, each with a deal of its own and its touches in the 200 days before; touches come in parts, as from imports. */
function company(touches: number) {
  const firms = Math.round(0.06 * touches);
  const dice = diceOf(4);
  const begins = Int32Array.from({ length: firms }, () => start + 400 + dice.below(300));
  const names = { channel: Array.from({ length: channels }, (_, n) => `channel ${n}`), account: Array.from({ length: firms }, (_, n) => `A${n}`) };
  const nobody: readonly string[] = [];
  const part = (count: number): TouchColumns => {
    const [account, minute] = [new Int32Array(count), new Int32Array(count)];
    const channel = Int32Array.from({ length: count }, () => dice.below(channels));
    for (let n = 0; n < count; n++) {
      account[n] = dice.below(firms);
      minute[n] = (begins[account[n]!]! - dice.below(200)) * minutesInDay;
    }
    const none: Coded = { codes: new Int32Array(count).fill(-1), names: nobody };
    return {
      count,
      minute,
      channel: { codes: channel, names: names.channel },
      account: { codes: account, names: names.account },
      campaign: none,
      contact: none,
      lead: none,
      deal: none,
    };
  };
  const deals = dealColumnsOf(
    Array.from({ length: firms }, (_, n) =>
      aDeal({
        id: `D${n}`,
        account: `A${n}`,
        stage: dice.chance(0.3) ? "won" : "lost",
        createdOn: dayOf(begins[n]!),
        closedOn: dayOf(begins[n]! + 20 + dice.below(60)),
        amount: 100_000,
      }),
    ),
  );
  const [parts, activities, nothing] = [[part(touches)], part(0), new Map<string, string>()];
  const alike: Coded = { codes: new Int32Array(0), names: [] };
  const accounts = { ids: [], names: [], segment: alike, region: alike, size: alike };
  const whole = (): TouchColumns => {
    const ints = (read: (one: TouchColumns) => Int32Array) => {
      const all = new Int32Array(parts.reduce((sum, one) => sum + one.count, 0));
      let at = 0;
      for (const one of parts) {
        all.set(read(one), at);
        at += one.count;
      }
      return all;
    };
    const minute = ints((one) => one.minute);
    const text = (field: Exclude<keyof TouchColumns, "count" | "minute">): Coded => ({ codes: ints((one) => one[field].codes), names: parts[0]![field].names });
    return {
      count: minute.length,
      minute,
      channel: text("channel"),
      campaign: text("campaign"),
      account: text("account"),
      contact: text("contact"),
      lead: text("lead"),
      deal: text("deal"),
    };
  };
  const facts = (): JourneyFacts => ({
    touchpoints: whole(),
    activities,
    parts: { touchpoints: [...parts], activities: [activities] },
    deals,
    leads: null,
    accounts,
    channelOfCampaign: nothing,
    accountOfContact: nothing,
    contactOfDeal: nothing,
    contactOfLead: nothing,
  });
  return { facts, add: (count: number) => void parts.push(part(count)) };
}

/** Seconds of this process: what others do on the machine counts little in them. */
function seconds(work: () => { readonly ok: boolean }): number {
  const began = process.cpuUsage();
  if (!work().ok) throw new Error("no answer");
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1e6;
}

const middle = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!;

/** A refresh after so many touches more: the first one, and the middle of seven that follow. */
function refreshes({ facts, add }: ReturnType<typeof company>, teller: JourneyTeller, count: number) {
  const times = Array.from({ length: 8 }, () => {
    add(count);
    const all = facts();
    const time = seconds(() => teller.told(all));
    if (!teller.lastWasKept) throw new Error("all was worked out anew");
    return time;
  });
  return { first: times[0]!, later: middle(times.slice(1)) };
}

const line = (...cells: readonly (string | number)[]) =>
  console.log(`| ${cells.map((cell) => (typeof cell === "number" ? cell.toFixed(2) : cell)).join(" | ")} |`);

line(
  "touches",
  "the first answer",
  "the first refresh",
  "a later one (middle of 7)",
  "all anew (middle of 3)",
  "later one of all anew",
  "as many times that of 500,000",
);
line("--:", "--:", "--:", "--:", "--:", "--:", "--:");
let smallest = 0;
for (const touches of [500_000, 1_000_000, 2_000_000]) {
  const own = company(touches);
  const teller = new JourneyTeller(question);
  const all = own.facts();
  const answer = seconds(() => teller.told(all));
  const { first, later } = refreshes(own, teller, 1000);
  smallest ||= later;
  const last = own.facts();
  const anew = middle(Array.from({ length: 3 }, () => seconds(() => tellJourneys(last, question))));
  line(touches.toLocaleString("en"), answer, first, later, anew, later / anew, later / smallest);
}
console.log("\nBy how many touches came to 1.1 million (what the first row costs is the fixed part: 400 draws, the fit, and the ranges read from them):\n");
line("touches that came", "a later refresh (middle of 7)");
line("--:", "--:");
for (const count of [1, 1000, 10_000]) {
  const own = company(1_100_000);
  const teller = new JourneyTeller(question);
  const all = own.facts();
  teller.told(all);
  line(count.toLocaleString("en"), refreshes(own, teller, count).later);
}
