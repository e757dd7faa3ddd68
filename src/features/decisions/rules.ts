// How a decision stands, what takes its place, what is found on the log, and how its evidence is told.
import { whyNotAgree, whyNotEnter, whyNotWithdraw } from "#features/decisions/access.ts";
import type { DecisionView, EvidenceView } from "#features/decisions/contract.ts";
import { standardClaim } from "#evidence/claims/catalogue.ts";
import { type Standing, standingOf, successors } from "#facts/decision-standing.ts";
import { type DecisionKind, type DecisionOnFile, type DecisionState, type KeptEvidence, decisionStates } from "#facts/decisions.ts";
import type { Asker, Department } from "#facts/department.ts";
import type { Unit } from "#facts/papers.ts";
import type { Quote } from "#facts/thread.ts";
import type { Day } from "#kit/day.ts";
import type { WhyNot } from "#kit/refusal.ts";
import type { Language } from "#kit/words.ts";

/** What a thing with a key is called on the screens, and in what it is measured. */
export interface Called extends Readonly<Record<Language, string>> {
  readonly unit: Unit | null;
  /** Its level is one of an average month. */
  readonly isMonthly?: boolean;
}
/** Null: its title is its name. */
export type NameOf = (kind: DecisionKind, key: string) => Called | null;

type OnFile = Omit<DecisionOnFile, "kept">;

/** Definitions, owners, promises, goals, disputes and verdicts are decided anew in their own rooms. */
export function whyNotSupersede(asker: Pick<Asker, "role">, { kind }: Pick<OnFile, "kind">, state: DecisionState): WhyNot {
  const why = whyNotEnter(asker);
  if (why !== null) return why;
  if (kind !== "entered" && kind !== "meeting") return "agreed-elsewhere";
  if (state === "superseded" || state === "ended") return "superseded-already";
  return state === "in-force" || state === "review" ? null : "cannot-be-superseded";
}

export interface Seeing {
  readonly asker: Asker;
  readonly today: Day;
  readonly currency: string;
  readonly nameOf: NameOf;
}

/** All of them as one reader sees them, in the order given. */
export function register(rows: readonly OnFile[], seeing: Seeing): DecisionView[] {
  const next = successors(rows, seeing.today);
  const before = new Map([...next].map(([old, row]) => [row.id, old]));
  return rows.map((row) =>
    view(row, { ...seeing, standing: standingOf(row, next.get(row.id), seeing.today), before: row.supersedes ?? before.get(row.id) ?? null }),
  );
}

function view(
  row: OnFile,
  { asker, currency, nameOf, standing, before }: Seeing & { readonly standing: Standing; readonly before: string | null },
): DecisionView {
  const called = nameOf(row.kind, row.title);
  const unit = row.unit ?? called?.unit ?? null;
  const isMoney = unit === "money" || unit === "money-per-deal";
  return {
    id: row.id,
    kind: row.kind,
    title: called === null ? { en: row.title, ru: row.title } : { en: called.en, ru: called.ru },
    version: row.version,
    said: row.said,
    because: row.because,
    outcome: row.outcome,
    concerns: row.concerns,
    parties: row.parties.map(({ memberId, ...party }) => Object.assign(party, { isMe: memberId === asker.memberId })),
    votes: row.votes,
    level:
      row.value === null || unit === null
        ? null
        : { value: row.value, unit, currency: row.currency ?? (isMoney ? currency : null), isMonthly: called?.isMonthly ?? false },
    enteredBy: row.enteredBy,
    enteredAt: row.enteredAt,
    decidedAt: row.decidedAt,
    from: row.from,
    until: row.until,
    ...standing,
    supersedes: before,
    endsIt: row.endsIt,
    origin: row.originKind === null || row.originId === null ? null : { kind: row.originKind, id: row.originId },
    whyNotAgree: whyNotAgree(asker, row),
    whyNotWithdraw: whyNotWithdraw(asker, row),
    whyNotSupersede: whyNotSupersede(asker, row, standing.state),
  };
}

export interface Wanted {
  readonly kind: readonly DecisionKind[];
  readonly state: readonly DecisionState[];
  readonly concerns?: string | undefined;
  readonly text: string;
}

const folded = (text: string) => text.toLowerCase().replaceAll("ё", "е");

/** Those that match; what waits for somebody first, the others in the order given. `counts` are by state, of whatever state is wanted. */
export function chosen(all: readonly DecisionView[], { kind, state, concerns, text }: Wanted) {
  const words = folded(text).split(/\s+/).filter(Boolean);
  const holds = ({ title, said, because, parties }: DecisionView) => {
    const whole = folded([title.en, title.ru, said, because, ...parties.map(({ name }) => name)].join("\n"));
    return words.every((word) => whole.includes(word));
  };
  const alike = all.filter((one) => (kind.length === 0 || kind.includes(one.kind)) && (concerns === undefined || one.concerns === concerns) && holds(one));
  const counts = decisionStates.flatMap((each) => {
    const count = alike.filter((one) => one.state === each).length;
    return count === 0 ? [] : [{ state: each, count }];
  });
  const matching = alike.filter((one) => state.length === 0 || state.includes(one.state));
  const waits = (one: DecisionView) => (one.state === "waiting" || one.state === "review" ? 0 : 1);
  return { decisions: matching.toSorted((a, b) => waits(a) - waits(b)), counts };
}

/** Who may be asked for a side: somebody of that department, and two people for two sides. */
export function whyNotParties(
  { salesId, marketingId }: { readonly salesId: string; readonly marketingId: string },
  people: readonly { readonly memberId: string; readonly department: Department | null }[],
): WhyNot {
  const isOf = (id: string, department: Department) => people.some((one) => one.memberId === id && one.department === department);
  return isOf(salesId, "sales") && isOf(marketingId, "marketing") ? null : "not-of-that-side";
}

export interface KeptQuote {
  readonly place: number;
  readonly quote: Quote;
  readonly keptAt: string;
}

export function quotedEvidence({ place, quote, keptAt }: KeptQuote): EvidenceView {
  const { name, number, asOf, href } = quote;
  return {
    key: `q${place}`,
    name,
    code: "quote",
    days: null,
    was: valueOf(number),
    period: number.period,
    sample: number.sample,
    definition: number.definition,
    asOf,
    keptAt,
    href,
    papers: number,
  };
}

export function valueOf(number: Quote["number"]): EvidenceView["was"] {
  const { value, interval, unit, currency } = number;
  return { value, low: interval?.low ?? null, high: interval?.high ?? null, unit, currency: currency ?? null };
}

/** What the source kept itself: without papers, for it kept none. */
export function keptEvidence(kept: KeptEvidence & { readonly standard: string | null }, place: number): EvidenceView {
  const { name, code, days, value, low, high, period, sample, asOf, standard, currency } = kept;
  const unit = kept.unit ?? (code === "claim" ? (standardClaim(standard ?? "")?.unit ?? "share") : null);
  return {
    key: `k${place}`,
    name,
    code,
    days,
    was: { value, low, high, unit, currency },
    period,
    sample,
    definition: null,
    asOf,
    keptAt: null,
    href: null,
    papers: null,
  };
}
