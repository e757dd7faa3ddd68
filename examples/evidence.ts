// The evidence library in a small program of somebody else. `npm run library` builds it, checks this file against its types and runs it.
import {
  diceOf,
  fromTheBeginning,
  jeffreysInterval,
  shareDifference,
  shapleyOfProduct,
  survivalCurve,
  survivalQuantile,
  wilsonInterval,
} from "evenhand/evidence";

const share = (value: number) => `${(100 * value).toFixed(0)} %`;

// Nine of twelve leads from the fair were accepted: how sure is three quarters?
const fair = wilsonInterval(9, 12)!;
const small = jeffreysInterval(1, 12)!;
console.log(
  `9 of 12 accepted: 75 %, between ${share(fair.low!)} and ${share(fair.high!)}. 1 of 12 won: between ${share(small.low!)} and ${share(small.high!)}.`,
);

// 30 of 100 won last quarter, 22 of 100 this quarter: is that a fall?
const fall = shareDifference({ hits: 30, cases: 100 }, { hits: 22, cases: 100 })!;
console.log(`From 30 to 22 of 100: ${share(fall.value)}, between ${share(fall.interval.low!)} and ${share(fall.interval.high!)}: within chance.`);

// Two hundred deals seen for 120 days: a median that counts the open ones.
const dice = diceOf(7);
const days = Array.from({ length: 200 }, () => Math.ceil(80 * dice.exponential()));
const until = Int32Array.from(days, (day) => Math.min(day, 120));
const ended = Uint8Array.from(days, (day) => Number(day <= 120));
const median = survivalQuantile(survivalCurve(fromTheBeginning(until, ended)), 0.5);
const open = ended.length - ended.reduce((sum, one) => sum + one, 0);
console.log(
  `Half of the deals are closed after ${median.value} days, between ${median.interval?.low} and ${median.interval?.high}; ${open} are still open and counted.`,
);

// 100 leads x 20 % x 5,000 became 80 x 25 % x 4,500: which link carried the change?
const [leads, winRate, price] = shapleyOfProduct([100, 0.2, 5000], [80, 0.25, 4500]);
const amount = (part: number | undefined) => (part ?? 0).toFixed(0);
console.log(`Of the change of ${amount(leads! + winRate! + price!)}: leads ${amount(leads)}, win rate ${amount(winRate)}, price ${amount(price)}.`);
