// Parts of the spend that could be the same money, and when sums that agree day by day are no chance.
import type { Spend } from "#facts/entities.ts";
import { plainName } from "#evidence/trust/names.ts";
import type { SpendFiles } from "#evidence/trust/trust-facts.ts";

/** Lines of one file that belong together: all of them, those of one channel, or those with (or without) a campaign. */
export interface SpendPart {
  readonly key: string;
  readonly file: string;
  readonly isWhole: boolean;
  /** Lines of the file that name a campaign, or those that name none; null for other parts. */
  readonly half: "named" | "bare" | null;
  readonly lines: readonly Spend[];
  /** Lines that name a campaign. */
  readonly named: number;
  /** Plain names of the channels; null where some line names none, so that nothing is known against any. */
  readonly channels: ReadonlySet<string> | null;
  readonly sums: ReadonlyMap<string, { readonly sum: number; readonly lines: number }>;
}

export interface SamePart {
  readonly one: SpendPart;
  readonly other: SpendPart;
  /** Days on which the sums agree. */
  readonly days: readonly string[];
}

/** Of the days on which either part has money, within the time that both cover, so many must agree; or all but one. */
const agreeing = 0.9;
/** Distinct telling sums: so many to the minor unit, or so many nearly. */
const least = { exact: 3, near: 5 } as const;
/** Reports of one day made at two times differ by late clicks and by rounding. */
const nearly = 0.005;
/** More files than anyone loads of spend; beyond that the parts of files are not looked at. */
const mostParts = 4_000;

export function partsOf(lines: readonly Spend[], { importOf }: SpendFiles): SpendPart[] {
  const byFile = groupsOf(lines, (line) => importOf.get(line.id) ?? "");
  const parts: SpendPart[] = [];
  for (const [file, own] of byFile) {
    parts.push(partOf({ file, name: "", half: null }, own));
    if (parts.length > mostParts) continue;
    const [channels, halves] = [
      groupsOf(own, ({ channel }) => channel ?? ""),
      groupsOf(own, ({ campaign }) => (campaign === null ? "bare" : "named")),
    ] as const;
    if (channels.size > 1) for (const [channel, some] of channels) parts.push(partOf({ file, name: `channel ${channel}`, half: null }, some));
    if (halves.size > 1) for (const [half, some] of halves) parts.push(partOf({ file, name: half, half }, some));
  }
  return parts;
}

/**
 * Pairs of parts with the same money, whole files before parts of them; a file that is told whole is not told by its parts again. A pair holds where (1) on at least
 * nine of ten days (or all but one) with money in either, within the time both cover, the sums agree to half a percent; (2) at least 3 different sums agree to the minor unit, or 5
 * nearly; sums that are round (whole units of at most three leading digits: 12,300) do not count, since budgets are round, and a flat fee is one sum however often
 * it comes; (3) no channels named on both sides contradict. Parts of one file are compared only as lines with a campaign against lines without (a total row).
 */
export function sameMoney(parts: readonly SpendPart[], perMajor: number): SamePart[] {
  const found = candidates(parts, perMajor)
    .map(([one, other]) => agreementOf(one, other, perMajor))
    .filter((pair) => pair !== null)
    .sort((a, b) => Number(b.one.isWhole) + Number(b.other.isWhole) - Number(a.one.isWhole) - Number(a.other.isWhole) || b.days.length - a.days.length);
  const told = new Set<string>();
  return found.filter(({ one, other }) => {
    const files = [one.file, other.file].sort((a, b) => (a < b ? -1 : 1)).join(" ");
    if (told.has(files)) return false;
    told.add(files);
    return true;
  });
}

function partOf({ file, name, half }: { file: string; name: string; half: SpendPart["half"] }, lines: readonly Spend[]): SpendPart {
  const sums = new Map<string, { sum: number; lines: number }>();
  for (const { day, amount } of lines) {
    const known = sums.get(day);
    if (known) {
      known.sum += amount;
      known.lines++;
    } else sums.set(day, { sum: amount, lines: 1 });
  }
  const channels = lines.every(({ channel }) => channel !== null) ? new Set(lines.map(({ channel }) => plainName(channel!))) : null;
  return { key: `${file} ${name}`, file, isWhole: name === "", half, lines, named: lines.filter(({ campaign }) => campaign !== null).length, channels, sums };
}

/** Pairs that agree on some telling sum of some day: neighbours in the order of that day's sums, so that no pair is looked at in vain. */
function candidates(parts: readonly SpendPart[], perMajor: number): [SpendPart, SpendPart][] {
  const byDay = new Map<string, { place: number; sum: number }[]>();
  for (const [place, part] of parts.entries()) {
    for (const [day, { sum }] of part.sums) {
      if (!isTelling(sum, perMajor)) continue;
      const known = byDay.get(day);
      if (known) known.push({ place, sum });
      else byDay.set(day, [{ place, sum }]);
    }
  }
  const hits = new Map<number, number>();
  for (const sums of byDay.values()) {
    sums.sort((a, b) => a.sum - b.sum);
    for (let i = 0; i < sums.length; i++) {
      for (let j = i + 1; j < sums.length && isNear(sums[i]!.sum, sums[j]!.sum); j++) {
        const [low, high] = sums[i]!.place < sums[j]!.place ? [sums[i]!.place, sums[j]!.place] : [sums[j]!.place, sums[i]!.place];
        if (!mayMeet(parts[low]!, parts[high]!)) continue;
        const pair = low * parts.length + high;
        hits.set(pair, (hits.get(pair) ?? 0) + 1);
      }
    }
  }
  return [...hits].filter(([, count]) => count >= least.exact).map(([pair]) => [parts[Math.floor(pair / parts.length)]!, parts[pair % parts.length]!]);
}

/** Channels that are named and differ are two channels, be their money ever so alike. */
function mayMeet(one: SpendPart, other: SpendPart): boolean {
  if (one.file === other.file) return one.half !== null && other.half !== null;
  return one.channels === null || other.channels === null || [...one.channels].some((channel) => other.channels!.has(channel));
}

function agreementOf(one: SpendPart, other: SpendPart, perMajor: number): SamePart | null {
  const from = later(firstOf(one), firstOf(other));
  const until = earlier(lastOf(one), lastOf(other));
  const days = new Set([...one.sums.keys(), ...other.sums.keys()].filter((day) => day >= from && day <= until));
  const agreed: string[] = [];
  const [exact, near] = [new Set<number>(), new Set<number>()];
  let either = 0;
  for (const day of days) {
    const [a, b] = [one.sums.get(day), other.sums.get(day)];
    if ((a?.sum ?? 0) === 0 && (b?.sum ?? 0) === 0) continue;
    either++;
    if (!a || !b || !isNear(a.sum, b.sum)) continue;
    agreed.push(day);
    if (!isTelling(a.sum, perMajor)) continue;
    near.add(a.sum);
    // Each line was rounded by itself.
    if (Math.abs(a.sum - b.sum) <= Math.max(a.lines, b.lines) / 2) exact.add(a.sum);
  }
  const isEnough = exact.size >= least.exact || near.size >= least.near;
  return isEnough && agreed.length >= Math.min(agreeing * either, either - 1) ? { one, other, days: agreed } : null;
}

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= Math.max(nearly * Math.max(Math.abs(a), Math.abs(b)), 1);
}

/** Not a whole number of major units with at most three leading digits, and large enough for half a percent to be more than rounding. */
function isTelling(minor: number, perMajor: number): boolean {
  if (Math.abs(minor) * nearly < 1) return false;
  if (minor % perMajor !== 0) return true;
  let major = Math.abs(minor / perMajor);
  while (major >= 1_000 && major % 10 === 0) major /= 10;
  return major >= 1_000;
}

function groupsOf<K extends string>(lines: readonly Spend[], nameOf: (line: Spend) => K): Map<K, Spend[]> {
  const groups = new Map<K, Spend[]>();
  for (const line of lines) {
    const name = nameOf(line);
    const group = groups.get(name);
    if (group) group.push(line);
    else groups.set(name, [line]);
  }
  return groups;
}

const earlier = (a: string, b: string) => (a < b ? a : b);
const later = (a: string, b: string) => (a < b ? b : a);
const firstOf = ({ sums }: SpendPart) => [...sums.keys()].reduce(earlier);
const lastOf = ({ sums }: SpendPart) => [...sums.keys()].reduce(later);
