// What the register of ways of working says, and what may be entered in it.
import type { PracticeList, PracticeView } from "#features/practices/contract.ts";
import type { FirmPart } from "#facts/actions.ts";
import {
  type Adoption,
  type OwnPractice,
  type PracticeKey,
  type Sign,
  type SignKey,
  type WatchedPractice,
  isAlive,
  isPracticeKey,
  practiceKeys,
  signOf,
} from "#facts/practices.ts";
import { type Day, addDays } from "#kit/day.ts";

interface Register {
  readonly own: readonly OwnPractice[];
  readonly adoptions: readonly Adoption[];
  readonly signs: ReadonlyMap<SignKey, Sign>;
  readonly watched: readonly WatchedPractice[];
  readonly today: Day;
}

/** The house's list in its order, then the firm's own by name; one that was taken off only where somebody worked so. */
export function practicesOf({ own, adoptions, signs, watched, today }: Register): PracticeView[] {
  const adoptedOf = (id: string) => adoptions.filter(({ practice }) => practice === id);
  const asleepSince = (id: string) => watched.find(({ practice }) => practice === id)?.asleepOn ?? null;
  const view = (id: string, named: OwnPractice | null): PracticeView => {
    const adopted = adoptedOf(id);
    const key = isPracticeKey(id) ? id : null;
    const counted = key === null ? undefined : signOf[key];
    const state = stateOf(adopted, today);
    const sign = counted === undefined || state === "not-yet" ? null : signs.get(counted)!;
    return {
      id,
      key,
      own: named === null ? null : { ...named },
      state,
      adoptions: adopted.map(shownOf),
      sign: sign === null ? null : { ...sign, isAlive: isAlive(sign), asleepOn: isAlive(sign) ? null : asleepSince(id) },
    };
  };
  return [
    ...practiceKeys.map((key) => view(key, null)),
    ...own.filter(({ id, withdrawnAt }) => withdrawnAt === null || adoptedOf(id).length > 0).map((each) => view(each.id, each)),
  ];
}

const shownOf = ({ id, within, partName, begunOn, endedOn, ownerId, ownerName, monthlyCost, note }: Adoption) => ({
  id,
  within,
  partName,
  begunOn,
  endedOn,
  ownerId,
  ownerName,
  monthlyCost,
  note,
});

export function stateOf(adopted: readonly Pick<Adoption, "within" | "endedOn">[], today: Day): PracticeView["state"] {
  if (adopted.length === 0) return "not-yet";
  const going = adopted.filter(({ endedOn }) => endedOn === null || endedOn > today);
  if (going.length === 0) return "given-up";
  return going.some(({ within }) => within === null) ? "everywhere" : "partly";
}

interface Entered {
  readonly within: FirmPart | null;
  readonly begunOn: Day;
  readonly endedOn: Day | null;
}

/** Two that say the same of the same part at the same time would be counted twice. */
export function whyNotEnter(entered: Entered, { others, isOwnerHere, today }: { others: readonly Entered[]; isOwnerHere: boolean; today: Day }) {
  if (!isOwnerHere) return "owner-not-here";
  if (entered.begunOn > today) return "begun-in-the-future";
  if (entered.endedOn !== null && entered.endedOn <= entered.begunOn) return "ended-before-begun";
  return others.some((other) => isSamePart(other.within, entered.within) && overlaps(other, entered)) ? "begun-already" : null;
}

const isSamePart = (one: FirmPart | null, other: FirmPart | null) =>
  one === null || other === null ? one === other : one.by === other.by && one.value === other.value;
const overlaps = (one: Entered, other: Entered) =>
  (other.endedOn === null || one.begunOn < other.endedOn) && (one.endedOn === null || other.begunOn < one.endedOn);

/** How many are done at present, how many of those that can be counted show no life. */
export function answerOf({ practices }: Pick<PracticeList, "practices">) {
  const done = practices.filter(({ state }) => state === "everywhere" || state === "partly");
  return { done: done.length, quiet: done.filter(({ sign }) => sign !== null && !sign.isAlive).length };
}

/** One that is done at present: since when at the earliest, and who owns it. */
export interface Going {
  readonly practice: string;
  readonly begunOn: Day;
  readonly owners: readonly string[];
}

interface Look {
  readonly going: readonly Going[];
  readonly signs: ReadonlyMap<SignKey, Sign>;
  /** As it stood at the last look. */
  readonly watched: readonly WatchedPractice[];
  readonly today: Day;
}

/**
 * What has changed since the last look. One falls asleep when its signs stop: it was seen alive before, or has been done for as long as the signs look back.
 * It is news once, until it is seen alive again. What is not done any more is forgotten.
 */
export function sleepOf({ going, signs, watched, today }: Look) {
  const counted = going.flatMap((one) => {
    const key = isPracticeKey(one.practice) ? signOf[one.practice] : undefined;
    return key === undefined ? [] : [{ ...one, practice: one.practice as PracticeKey, sign: signs.get(key)! }];
  });
  const before = new Map(watched.map(({ practice, asleepOn }) => [practice, asleepOn]));
  const isNews = ({ practice, begunOn, sign }: (typeof counted)[number]) =>
    before.has(practice) ? before.get(practice) === null : begunOn <= addDays(today, -sign.days);
  return {
    fallenAsleep: counted.filter((one) => !isAlive(one.sign) && isNews(one)),
    /** Seen alive for the first time, or again. */
    awake: counted.filter(({ practice, sign }) => isAlive(sign) && before.get(practice) !== null).map(({ practice }) => practice),
    gone: watched.flatMap(({ practice }) => (counted.some((one) => one.practice === practice) ? [] : [practice])),
  };
}
