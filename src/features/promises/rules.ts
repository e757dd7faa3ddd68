// How promises are put together for the screen: what holds, what was measured, what differs between versions, and whose the cases were.
import type { AcceptedValues, PromiseJudgement } from "#evidence/promises/judge.ts";
import type { PromiseCasesView, PromiseVersionView, PromiseView } from "#features/promises/contract.ts";
import { promiseShapes } from "#features/promises/contract.ts";
import { casesShown, whyNotSeePeople, whyNotSign, whyNotWithdraw } from "#features/promises/access.ts";
import { type Enquiries } from "#evidence/promises/enquiries.ts";
import { acceptedValues, leadValues } from "#evidence/promises/lead-value.ts";
import type { Asker } from "#facts/department.ts";
import { figureOfPromise } from "#facts/decisions.ts";
import type { NumberWithPapers } from "#facts/papers.ts";
import { type PromiseKey, type PromiseVersion, inForceFrom, promiseOn, promiseSources, shippedPromises } from "#facts/promises.ts";
import { type VersionState, headRoles, isSignedByBoth, stateOf } from "#facts/signatures.ts";
import { type Day, addMonths } from "#kit/day.ts";
import type { Period } from "#kit/period.ts";
import { type Outcome, accept, refuse } from "#kit/refusal.ts";

type Terms = Readonly<Record<string, unknown>>;

/** Proposed parameters, checked against the promise's own shape. */
export function readTerms(key: PromiseKey, proposed: unknown): Outcome<Terms, "terms-not-understood"> {
  const read = promiseShapes[key].safeParse(proposed);
  return read.success ? accept(read.data as Terms) : refuse("terms-not-understood", { field: read.error.issues[0]?.path.join(".") ?? "" });
}

export function isSameTerms(one: Terms, other: Terms): boolean {
  return Object.keys(other).every((name) => plain(one[name]) === plain(other[name]));
}

/** Lists and tables without their order. */
function plain(value: unknown): string {
  if (Array.isArray(value)) return JSON.stringify(value.map(String).sort());
  if (typeof value === "object" && value !== null) return JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  return JSON.stringify(value);
}

/** A year of months up to the end of the period, so that the period is seen in its course. */
export function trendOf(period: Period): Period {
  const year = addMonths(period.until, -12);
  return { from: year < period.from ? year : period.from, until: period.until };
}

export function valuesOf(enquiries: { readonly ok: true; readonly value: Enquiries } | { readonly ok: false; readonly reason: string }): AcceptedValues {
  if (!enquiries.ok) return { ok: false, reason: enquiries.reason };
  const values = leadValues(enquiries.value);
  return values === null ? { ok: false, reason: "too-few-won" } : acceptedValues(enquiries.value, values);
}

/** A row of versions as it stands on record. */
export type Row = PromiseVersion & {
  readonly proposedBy: string | null;
  readonly proposerName: string | null;
  readonly proposedAt: string | null;
  readonly note: string | null;
  readonly signatures: PromiseVersionView["signatures"];
};

/** The rows of one promise, the shipped version among them, the newest first. */
export function versionsOf(rows: readonly Row[], key: PromiseKey): Row[] {
  const own = rows.filter((row) => row.key === key);
  return own.some((row) => row.version === 1) ? own : [...own, shippedRow(key)];
}

function shippedRow(key: PromiseKey): Row {
  const none = { proposedBy: null, proposerName: null, proposedAt: null, withdrawnAt: null, note: null, holdsFrom: null, signedOn: null };
  return { key, version: 1, terms: { ...shippedPromises[key] }, signatures: [], ...none };
}

/** One that both heads have signed and whose day has not come is agreed and does not hold yet. */
function stateOn(row: Row, { inForce, asOf }: { inForce: number; asOf: Day }): VersionState {
  const from = inForceFrom(row);
  return from !== null && from > asOf ? "ahead" : stateOf(row, inForce);
}

export function versionView(row: Row, versions: readonly Row[], { asker, asOf }: { asker: Asker; asOf: Day }): PromiseVersionView {
  const inForce = promiseOn(versions, row.key, asOf).version;
  const newest = Math.max(inForce, ...versions.filter((one) => one.withdrawnAt === null && isSignedByBoth(one)).map(({ version }) => version));
  return {
    version: row.version,
    state: stateOn(row, { inForce, asOf }),
    proposedBy: row.proposerName,
    proposedAt: row.version === 1 ? null : row.proposedAt,
    signatures: row.signatures,
    whyNotSign: whyNotSign(asker, row, newest),
    whyNotWithdraw: whyNotWithdraw(asker, row),
    terms: Object.assign({}, shippedPromises[row.key], row.terms) as unknown as PromiseVersionView["terms"],
    note: row.note,
    holdsFrom: row.holdsFrom,
    inForceFrom: row.version === 1 ? null : inForceFrom(row),
  };
}

/** The proposal that waits for a signature; there is at most one. */
export function waitingIn(versions: readonly Row[]): Row | null {
  const signed = Math.max(1, ...versions.filter((one) => one.withdrawnAt === null && isSignedByBoth(one)).map(({ version }) => version));
  return versions.find((one) => one.withdrawnAt === null && one.version > signed && !isSignedByBoth(one)) ?? null;
}

/** What of a promise waits for a signature, and whose. A proposal stands before the usual value that it would replace. */
function waitsOf(versions: readonly Row[], { role }: Pick<Asker, "role">): PromiseView["waits"] {
  const proposed = waitingIn(versions);
  const isAgreed = versions.some((one) => one.withdrawnAt === null && isSignedByBoth(one));
  const row = proposed ?? (isAgreed ? null : versions.find(({ version }) => version === 1)!);
  if (row === null) return null;
  const lacks = headRoles.filter((head) => !row.signatures.some((signature) => signature.role === head));
  return {
    version: row.version,
    isProposal: row === proposed,
    terms: Object.assign({}, shippedPromises[row.key], row.terms) as unknown as PromiseView["terms"],
    lacks,
    isYours: lacks.some((head) => head === role),
  };
}

export function promiseView(
  judged: PromiseJudgement,
  rows: readonly Row[],
  { asker, asOf, period, currency }: { asker: Asker; asOf: Day; period: Period; currency: string },
): PromiseView {
  const { cases: _cases, entity: _entity, ...told } = judged;
  const holds = promiseOn(rows, judged.key, asOf);
  return {
    ...told,
    asNumber: numberOf(judged, { period, currency, version: holds.version }),
    terms: holds.terms as unknown as PromiseView["terms"],
    version: holds.version,
    isSigned: holds.isSigned,
    waits: waitsOf(versionsOf(rows, judged.key), asker),
    source: promiseSources[judged.key],
  };
}

const mostIds = 500;

/** Records and people behind a promise, as far as the asker may see them. `own`: how the source names the asker. */
export function casesView(judged: PromiseJudgement, seen: { asker: Asker; own: readonly string[]; nameOf: (person: string) => string }): PromiseCasesView {
  const { asker, own, nameOf } = seen;
  const shows = casesShown(asker, judged.side);
  const visible = shows === "none" ? [] : judged.cases.filter(({ person }) => shows === "all" || (person !== null && own.includes(person)));
  const short = visible.filter(({ isKept }) => !isKept);
  const whyNotPeople = whyNotSeePeople(asker, judged.side);
  const people = new Map<string, { cases: number; short: number }>();
  for (const { person, isKept } of judged.cases) {
    if (person === null || (whyNotPeople !== null && !own.includes(person))) continue;
    const sums = people.get(person) ?? { cases: 0, short: 0 };
    sums.cases++;
    if (!isKept) sums.short++;
    people.set(person, sums);
  }
  return {
    entity: judged.entity,
    shows,
    short: short.slice(0, mostIds).map(({ id }) => id),
    shortTotal: short.length,
    // By name, not by who did worst.
    people:
      judged.side === "sales" ? [...people].map(([id, sums]) => Object.assign(sums, { id, name: nameOf(id) })).sort((a, b) => (a.name < b.name ? -1 : 1)) : [],
    whyNotPeople: judged.side === "sales" ? whyNotPeople : null,
  };
}

const hour = 60;

/** How far a promise was kept, as a number with its papers. */
function numberOf(judged: PromiseJudgement, { period, currency, version }: { period: Period; currency: string; version: number }): NumberWithPapers {
  const { key, measured, interval, sample, cautions, reason, unit } = judged;
  const isTime = unit === "minutes";
  const scaled = (value: number | null) => (value === null || !isTime ? value : value / hour);
  return {
    key: figureOfPromise(key),
    value: scaled(measured),
    unit: isTime ? "hours" : unit,
    ...(unit === "money" ? { currency } : {}),
    sample,
    interval: interval === null ? null : { ...interval, low: scaled(interval.low), high: scaled(interval.high) },
    method: "promises",
    label: "descriptive",
    period,
    definition: `${figureOfPromise(key)}@${version}`,
    cautions,
    ...(measured === null ? { reason: reason ?? "not-enough-data" } : {}),
  };
}
