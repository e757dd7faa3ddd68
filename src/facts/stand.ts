// Leads taken at a stand: what is said of a visitor, who is the same person said twice, and what both come to.
import type { WorkingWeek } from "#kit/working-hours.ts";

export const standGrades = ["A", "B", "C", "D"] as const;
export type StandGrade = (typeof standGrades)[number];

export const nextSteps = ["call", "visit", "offer", "sample"] as const;
export type NextStep = (typeof nextSteps)[number];

/** Taken down by one of us, or read by a badge scanner. */
export const entryWays = ["capture", "badge"] as const;
export type EntryWay = (typeof entryWays)[number];

/** Who the visitor is; absent is null. */
export interface StandPerson {
  readonly name: string | null;
  readonly company: string | null;
  readonly title: string | null;
  readonly phone: string | null;
  readonly email: string | null;
}

/** What one of us, or one row of a file, says of a visitor. */
export interface StandSaid extends StandPerson {
  readonly grade: StandGrade | null;
  /** Products and segments as the records name them. */
  readonly products: readonly string[];
  readonly segments: readonly string[];
  readonly interest: string | null;
  readonly nextStep: NextStep | null;
  readonly nextOn: string | null;
  readonly note: string | null;
}

/** One statement on record; moments are ISO 8601 in UTC. */
export interface StandEntry extends StandSaid {
  readonly id: string;
  readonly way: EntryWay;
  readonly takenAt: string;
  readonly hasPhoto: boolean;
}

/** Whom a next step can be taken with: a photo of the card, a phone or a mail address. */
export function isReachable(said: Pick<StandPerson, "phone" | "email">, hasPhoto: boolean): boolean {
  return hasPhoto || said.phone !== null || said.email !== null;
}

/** A mail address as it is compared. */
export function emailKey(email: string | null): string | null {
  const plain = email?.trim().toLowerCase() ?? "";
  return plain.includes("@") ? plain : null;
}

/** The last nine digits: the same with and without country code, +, 00 or the Russian 8. Fewer than seven digits are no number. */
export function phoneKey(phone: string | null): string | null {
  // What is behind an extension mark is no part of the number.
  const digits = (phone ?? "").split(/(?:ext|доб|#|;)/iu)[0]!.replaceAll(/\D/g, "");
  return digits.length < 7 ? null : digits.slice(-9);
}

const legalForms =
  /^(?:gmbh|mbh|ag|kg|kgaa|ug|se|ohg|e\.?k|ltd|limited|llc|llp|inc|incorporated|corp|corporation|co|plc|sa|sas|sarl|srl|spa|bv|nv|oy|ab|as|aps|sp|zoo|ооо|оао|зао|пао|ао|ип|нпо|нпп|тоо|фгуп|гк)$/u;

const words = (text: string) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll("ё", "е")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");

/** A firm's name without its legal form, case and signs: 'ООО «Ромашка»' and 'Ромашка' are one. Null where nothing is left. */
export function companyKey(company: string | null): string | null {
  const all = words(company ?? "");
  const own = all.filter((word) => !legalForms.test(word));
  return own.join("") || all.join("") || null;
}

/** A person's name whatever the order of its parts. */
export function nameKey(name: string | null): string | null {
  return (
    words(name ?? "")
      .toSorted()
      .join(" ") || null
  );
}

const differ = (a: string | null, b: string | null) => a !== null && b !== null && a !== b;
const agree = (a: string | null, b: string | null) => a !== null && a === b;

/**
 * The same person at one event: the same mail address or phone and no other name, or the same name at the same firm and nothing against it.
 * A firm's one phone or mail address under two names stays two people. Holds in both directions.
 */
export function isSamePerson(a: StandPerson, b: StandPerson): boolean {
  const [mailA, mailB] = [emailKey(a.email), emailKey(b.email)];
  const [phoneA, phoneB] = [phoneKey(a.phone), phoneKey(b.phone)];
  if (differ(nameKey(a.name), nameKey(b.name))) return false;
  if (agree(mailA, mailB)) return true;
  if (differ(mailA, mailB)) return false;
  if (agree(phoneA, phoneB)) return true;
  return agree(nameKey(a.name), nameKey(b.name)) && agree(companyKey(a.company), companyKey(b.company));
}

/**
 * What all statements about one visitor come to. Ours stand over the scanner's, the later over the earlier; interests are put together, notes follow each
 * other. Taken at the first of them.
 */
export function standLeadOf(
  entries: readonly StandEntry[],
): (StandSaid & { readonly takenAt: string; readonly hasPhoto: boolean; readonly ways: readonly EntryWay[] }) | null {
  if (entries.length === 0) return null;
  const inTime = entries.toSorted((a, b) => compare(a.takenAt, b.takenAt) || compare(a.id, b.id));
  const byWeight = [...inTime.filter(({ way }) => way === "badge"), ...inTime.filter(({ way }) => way === "capture")].toReversed();
  const first = <K extends keyof StandSaid>(field: K): StandSaid[K] | null => byWeight.find((entry) => entry[field] !== null)?.[field] ?? null;
  const all = (field: "products" | "segments") => [...new Set(inTime.flatMap((entry) => entry[field]))];
  const notes = [...new Set(inTime.flatMap(({ note }) => note ?? []))];
  return {
    name: first("name"),
    company: first("company"),
    title: first("title"),
    phone: first("phone"),
    email: first("email"),
    grade: first("grade"),
    products: all("products"),
    segments: all("segments"),
    interest: first("interest"),
    nextStep: first("nextStep"),
    nextOn: first("nextOn"),
    note: notes.length === 0 ? null : notes.join("\n"),
    takenAt: inTime[0]!.takenAt,
    hasPhoto: inTime.some(({ hasPhoto }) => hasPhoto),
    ways: entryWays.filter((way) => inTime.some((entry) => entry.way === way)),
  };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Days from the offer to the first attempt for a lead of a stand: A 24 hours, B 48; C and D by the terms of every other lead. */
export const attemptDays: Readonly<Partial<Record<StandGrade, number>>> = { A: 1, B: 2 };

/**
 * The same in working hours: 24 hours are one working day, so that an A of Tuesday 15:00 is called until Wednesday 15:00 and one of Saturday until the
 * end of Monday. Null: the usual terms.
 */
export function standAttemptHours(grade: string | null, { from, until }: Pick<WorkingWeek, "from" | "until">): number | null {
  const days = attemptDays[(grade ?? "") as StandGrade];
  return days === undefined ? null : (days * (until - from)) / 60;
}

/**
 * When a lead was taken, by the server's clock: as long before it arrived as the device says that it waited. A device whose clock was moved back in
 * between says less than nothing: then it was taken when it arrived. Never longer ago than `mostDays`.
 */
export function takenMsOf(receivedMs: number, { takenAt, sentAt }: { readonly takenAt: number; readonly sentAt: number }): number {
  const waited = sentAt - takenAt;
  return receivedMs - Math.min(mostDays * 86_400_000, Math.max(0, Number.isFinite(waited) ? waited : 0));
}
const mostDays = 60;

/** A stand lead as any room may show it: what was said, and by whom. */
export interface StandCard {
  readonly project: string;
  readonly projectName: string;
  readonly grade: StandGrade | null;
  readonly person: StandPerson;
  readonly interest: readonly string[];
  readonly nextStep: NextStep | null;
  readonly nextOn: string | null;
  readonly note: string | null;
  readonly takenAt: string;
  readonly takenBy: string | null;
  readonly ways: readonly EntryWay[];
  /** The entry that holds the photo of the card. */
  readonly photo: string | null;
}
