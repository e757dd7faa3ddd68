// How claims are put together: which period is meant, what can be named, what is shown of an answer, when a verdict is worth writing down.
import type { ClaimAnswerView, ClaimCatalogue, ClaimView, StandardView } from "#features/claims/contract.ts";
import { maySeeClaimant, whyNotWithdraw } from "#features/claims/access.ts";
import { standardClaim, standardClaims } from "#evidence/claims/catalogue.ts";
import type { ClaimGround, ClaimQuestion } from "#evidence/claims/ground.ts";
import { type TestedClaim, missingOf, testClaims } from "#evidence/claims/test-claims.ts";
import type { Lens } from "#evidence/kpi/lens.ts";
import { usualPeriod } from "#evidence/kpi/usual-period.ts";
import type { ClaimOnFile, ClaimVerdict, Need, SubjectKind, VerdictOnFile } from "#facts/claims.ts";
import type { Asker } from "#facts/department.ts";
import { addMonths } from "#kit/day.ts";
import { type Period, readPeriod } from "#kit/period.ts";

/** Materials are to be used within so many days; what else claims are judged by, the heads have promised each other (docs/methods/promises.md). */
export const materialDays = 90;

/** The four quarters that end with the last whole one; null without facts. */
export function rollingPeriod(lens: Lens): Period | null {
  const last = usualPeriod(lens);
  return last && { from: addMonths(last.until, -12), until: last.until };
}

export interface NamedThing {
  readonly id: string;
  readonly name: string | null;
}

/** Everything that claims can be narrowed to, in order of names. */
export function subjectsOf(ground: ClaimGround, campaigns: readonly NamedThing[], products: readonly NamedThing[]): ClaimCatalogue["subjects"] {
  const { deals, leads } = ground.lens.facts;
  const channels = new Set([...(leads?.channel.names ?? []), ...deals.channel.names, ...(ground.dealTouches?.channels.names ?? [])]);
  const used = new Set([...(leads?.product.names ?? []), ...deals.product.names]);
  const named = (kind: SubjectKind, things: readonly NamedThing[]) =>
    things.map(({ id, name }) => ({ kind, value: id, name: name ?? id })).sort((a, b) => (a.name < b.name ? -1 : 1));
  const known = new Map(products.map(({ id, name }) => [id, name]));
  return [
    ...named(
      "channel",
      [...channels].map((id) => ({ id, name: null })),
    ),
    ...named("campaign", campaigns),
    ...named(
      "product",
      [...used].map((id) => ({ id, name: known.get(id) ?? null })),
    ),
    ...ground.turns.map(({ id, day, name }) => ({ kind: "turning-point" as const, value: id, name: `${name} (${day})` })),
  ];
}

export function standardsOf(ground: ClaimGround): StandardView[] {
  const lacking: ReadonlySet<Need> = missingOf(ground);
  return standardClaims.map(({ key, against, subject, needs, holds, unit, worth, nothing, label }) => ({
    key,
    against,
    subjectKind: subject?.kind ?? null,
    isSubjectRequired: subject?.isRequired ?? false,
    needs,
    missing: needs.filter((need) => lacking.has(need)),
    holds,
    unit,
    worth,
    nothing,
    label,
  }));
}

/** Why a question cannot be asked so: the subject is missing, or nothing of that name is on record. */
export function whyNotAsk(
  subjects: ClaimCatalogue["subjects"],
  asked: { standard: string; subject: string | null },
): "needs-subject" | "no-such-subject" | null {
  const { subject } = standardClaim(asked.standard)!;
  if (asked.subject === null) return subject?.isRequired === true ? "needs-subject" : null;
  return subjects.some(({ kind, value }) => kind === subject?.kind && value === asked.subject) ? null : "no-such-subject";
}

export function periodAsked(lens: Lens, name: string | undefined): Period | null {
  return name === undefined ? rollingPeriod(lens) : readPeriod(name);
}

/** The claims on file that are not withdrawn, tested together, and each withdrawn one by itself. */
export function testedRows(ground: ClaimGround, rows: readonly ClaimOnFile[]): ReadonlyMap<string, TestedClaim> {
  const rolling = rollingPeriod(ground.lens)!;
  const questionOf = (row: ClaimOnFile): ClaimQuestion => ({
    key: row.standard,
    subject: row.subject,
    period: row.from === null ? rolling : { from: row.from, until: row.until! },
  });
  // A claim that a later version no longer knows stays on file without an answer.
  const known = rows.filter((row) => standardClaim(row.standard) !== null);
  const open = known.filter(({ withdrawnAt }) => withdrawnAt === null);
  const together = testClaims(ground, open.map(questionOf));
  const alone = known.filter(({ withdrawnAt }) => withdrawnAt !== null).map((row) => [row.id, testClaims(ground, [questionOf(row)])[0]!] as const);
  return new Map([...open.map((row, n) => [row.id, together[n]!] as const), ...alone]);
}

interface NameList {
  readonly ids: readonly string[];
  readonly names: readonly (string | null)[];
}

/** What firms and people are called, by their ids. */
export interface Named {
  readonly accounts: NameList;
  readonly sellers: NameList;
}

/** Claims whose numbers are those of single firms or people; others name regions and the like, which are names already. */
const namesIn: Readonly<Partial<Record<string, keyof Named>>> = { "few-accounts": "accounts", "discounts-follow-person": "sellers" };

function nameOf(id: string, list: NameList | null): string {
  return list === null ? id : (list.names[list.ids.indexOf(id)] ?? id);
}

export function answerView({ asked, answer, verdict }: TestedClaim, named: Named): ClaimAnswerView {
  if (!answer.ok) return { verdict, untold: { reason: answer.reason, details: answer.details ?? {} }, measured: null };
  const { effect, interval, sample, compared, cautions, records } = answer.measured;
  const list = namesIn[asked.key];
  return {
    verdict,
    untold: null,
    measured: {
      effect,
      interval,
      sample,
      compared: compared.map(({ name, isOwnName = false, value, hits = null, cases }) => ({
        name: isOwnName ? nameOf(name, list === undefined ? null : named[list]) : name,
        isOwnName,
        value,
        hits,
        cases,
      })),
      cautions,
      records: { entity: records.entity, total: records.ids.length },
    },
  };
}

export function claimView(row: ClaimOnFile, tested: TestedClaim, seen: { asker: Asker; subjects: ClaimCatalogue["subjects"]; named: Named }): ClaimView {
  const spec = standardClaim(row.standard)!;
  const { against, unit, holds, worth, nothing } = spec;
  return {
    id: row.id,
    standard: spec.key,
    against,
    unit,
    holds,
    worth,
    nothing,
    said: row.said,
    subject: row.subject,
    subjectName: row.subject && (seen.subjects.find(({ kind, value }) => kind === spec.subject?.kind && value === row.subject)?.name ?? row.subject),
    period: tested.asked.period,
    isRolling: row.from === null,
    filedBy: maySeeClaimant(seen.asker, row) ? row.filedByName : null,
    isMine: row.filedById === seen.asker.memberId,
    isUnnamed: row.isUnnamed,
    filedAt: row.filedAt,
    withdrawnAt: row.withdrawnAt,
    answer: answerView(tested, seen.named),
    whyNotWithdraw: whyNotWithdraw(seen.asker, row),
  };
}

/** Four digits are what a reader sees; below that nothing changed. */
const rounded = (value: number | null | undefined) => (value === null || value === undefined || !Number.isFinite(value) ? null : Number(value.toPrecision(4)));

/** Verdicts that say something else than the last one written down: another verdict, another reason, or another size. */
export function newVerdicts(tested: ReadonlyMap<string, TestedClaim>, last: readonly VerdictOnFile[], asOf: string): VerdictOnFile[] {
  const known = new Map(last.map((row) => [row.claimId, row]));
  return [...tested].flatMap(([claimId, { answer, verdict }]) => {
    const measured = answer.ok ? answer.measured : null;
    const row: VerdictOnFile = {
      claimId,
      asOf,
      verdict,
      reason: answer.ok ? null : answer.reason,
      effect: rounded(measured?.effect),
      low: rounded(measured?.interval?.low),
      high: rounded(measured?.interval?.high),
      sample: measured?.sample ?? 0,
    };
    const before = known.get(claimId);
    const isSame = before !== undefined && (["verdict", "reason", "effect", "low", "high", "sample"] as const).every((field) => before[field] === row[field]);
    return isSame ? [] : [row];
  });
}

/** Claims whose verdict is another one than before: not the first, and not only another size. */
export function turnedVerdicts(
  rows: readonly ClaimOnFile[],
  { before, verdicts }: { readonly before: readonly VerdictOnFile[]; readonly verdicts: readonly VerdictOnFile[] },
): { readonly row: ClaimOnFile; readonly verdict: ClaimVerdict }[] {
  const was = new Map(before.map(({ claimId, verdict }) => [claimId, verdict]));
  return verdicts.flatMap(({ claimId, verdict }) => {
    const row = rows.find(({ id, withdrawnAt }) => id === claimId && withdrawnAt === null);
    const earlier = was.get(claimId);
    return row === undefined || earlier === undefined || earlier === verdict ? [] : [{ row, verdict }];
  });
}
