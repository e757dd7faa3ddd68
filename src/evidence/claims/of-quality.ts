// Claims that leads are worse: than those of other channels, or than a year ago. What sales did with them is taken out first.
import { type ClaimAnswer, type ClaimSpec, cannotTell } from "#evidence/claims/claim.ts";
import { type ClaimGround, type ClaimQuestion, isRipe, leadsIn, ripeDays, textOf } from "#evidence/claims/ground.ts";
import { fewestCases, normalAnswer } from "#evidence/claims/measure.ts";
import { normalQuantile } from "#evidence/statistics/distributions.ts";
import { stratifiedDifference } from "#evidence/statistics/strata.ts";
import { noDay } from "#facts/columns.ts";
import { workingClock } from "#kit/working-hours.ts";
import { yearBefore } from "#kit/period.ts";

type Test = (spec: ClaimSpec, ground: ClaimGround, asked: ClaimQuestion) => ClaimAnswer;

/** Working hours up to which leads waited about as long for their first call. */
const bands = [2, 4, 8, 16, 24, 36, 54, 81, 120, 180] as const;

interface Candidate {
  readonly row: number;
  readonly isThis: boolean;
  /** What leads must have in common to be compared, beside the wait. */
  readonly alike: string;
}

/** In the channel against all others, month by month. */
export const channelLeadsWorse: Test = (spec, ground, asked) => {
  const leads = ground.lens.facts.leads!;
  const rows = leadsIn(ground, asked.period).filter((row) => leads.channel.codes[row]! >= 0);
  if (!rows.some((row) => textOf(leads.channel, row) === asked.subject)) return cannotTell("nothing-of-subject");
  const candidates = rows.map((row) => ({ row, isThis: textOf(leads.channel, row) === asked.subject, alike: String(Math.floor(leads.createdOn[row]! / 30)) }));
  return worse(spec, ground, { candidates, others: "others" });
};

/** Against the same stretch a year before, channel by channel: more leads of a weak channel are another matter. */
export const leadsGotWorse: Test = (spec, ground, asked) => {
  const leads = ground.lens.facts.leads!;
  const of = (period: typeof asked.period, isThis: boolean): Candidate[] =>
    leadsIn(ground, period)
      .filter((row) => asked.subject === null || textOf(leads.channel, row) === asked.subject)
      .map((row) => ({ row, isThis, alike: textOf(leads.channel, row) ?? "" }));
  const [now, then] = [of(asked.period, true), of(yearBefore(asked.period), false)];
  if (now.length === 0 && asked.subject !== null) return cannotTell("nothing-of-subject");
  return worse(spec, ground, { candidates: [...now, ...then], others: "year-before" });
};

interface Group {
  decided: number;
  accepted: number;
  tried: number;
  fit: number;
}

/**
 * Of a hundred leads, how many fewer would be found fit had they waited as long for their first call. Two steps, since returns are quick and calls may be slow:
 * the share accepted of those decided on (a), and of the accepted that were called within thirty days the share found fit within thirty days of the call, among leads
 * alike that waited as long (difference d of strata, `stratifiedDifference`; f of the others). Effect: (a1 - a0) f + a1 d; variance by the delta method,
 * f^2 (V a1 + V a0) + a1^2 V d + (a1 - a0)^2 V f. Leads nobody called within thirty days say nothing of themselves. Where decisions are not on record every lead
 * counts as accepted; where calls are not, leads are compared as they came, with a caution.
 */
function worse(spec: ClaimSpec, ground: ClaimGround, { candidates, others }: { candidates: readonly Candidate[]; others: string }): ClaimAnswer {
  const leads = ground.lens.facts.leads!;
  if (leads.salesQualifiedOn.every((day) => day === noDay)) return cannotTell("no-lead-outcomes");
  const hasDecisions = leads.acceptedOn.some((day) => day !== noDay) || leads.returnedOn.some((day) => day !== noDay);
  const hasCalls = ground.work !== null && ground.work.firstAttemptAt.some((at) => !Number.isNaN(at));
  const clock = workingClock(ground.terms.week);
  const groups = { this: { decided: 0, accepted: 0, tried: 0, fit: 0 }, others: { decided: 0, accepted: 0, tried: 0, fit: 0 } };
  const strata = new Map<string, { hits: number; cases: number; otherHits: number; otherCases: number }>();
  const unfit: string[] = [];
  for (const { row, isThis, alike } of candidates) {
    if (!isRipe(ground, row)) continue;
    const isAccepted = !hasDecisions || leads.acceptedOn[row] !== noDay || leads.salesQualifiedOn[row] !== noDay;
    if (!isAccepted && leads.returnedOn[row] === noDay) continue;
    const own: Group = isThis ? groups.this : groups.others;
    own.decided++;
    if (isAccepted) own.accepted++;
    const called = calledOn(ground, row, hasCalls);
    const isFit = isAccepted && called !== null && leads.salesQualifiedOn[row] !== noDay && leads.salesQualifiedOn[row]! <= called + ripeDays;
    if (isThis && !isFit) unfit.push(leads.ids[row]!);
    if (!isAccepted || called === null) continue;
    own.tried++;
    if (isFit) own.fit++;
    const hours = hasCalls ? clock(ground.work.createdAt[row]!, ground.work.firstAttemptAt[row]!) : 0;
    const stratum = `${bands.filter((band) => hours > band).length} ${alike}`;
    let counts = strata.get(stratum);
    if (!counts) strata.set(stratum, (counts = { hits: 0, cases: 0, otherHits: 0, otherCases: 0 }));
    counts[isThis ? "cases" : "otherCases"]++;
    if (isFit) counts[isThis ? "hits" : "otherHits"]++;
  }
  const found = stratifiedDifference(strata.values());
  const fewest = Math.min(groups.this.decided, groups.others.decided, found?.cases ?? 0, found?.otherCases ?? 0);
  if (!found || fewest < fewestCases) return cannotTell("too-few-to-compare", { count: fewest, needed: fewestCases });
  const [a1, a0, f] = [groups.this.accepted / groups.this.decided, groups.others.accepted / groups.others.decided, groups.others.fit / groups.others.tried];
  const spread = (share: number, cases: number) => (share * (1 - share)) / cases;
  const variance =
    f * f * (spread(a1, groups.this.decided) + spread(a0, groups.others.decided)) +
    (a1 * found.standardError) ** 2 +
    (a1 - a0) ** 2 * spread(f, groups.others.tried);
  const effect = (a1 - a0) * f + a1 * found.value;
  const standardError = Math.sqrt(variance);
  const reach = normalQuantile(0.95) * standardError;
  return normalAnswer(spec, {
    effect,
    standardError,
    interval: { low: effect - reach, high: effect + reach, level: 0.9 },
    sample: groups.this.decided + groups.others.decided,
    around: {
      compared: [
        { name: "this", value: a0 * f + effect, cases: groups.this.decided },
        { name: others, value: a0 * f, cases: groups.others.decided },
      ],
      cautions: hasCalls ? [] : [{ code: "claim-waits-not-known" }],
      records: { entity: "lead", ids: unfit },
    },
  });
}

/** The day of the first call; null where none came within thirty days. The day a lead came, where no calls are on record. */
function calledOn(ground: ClaimGround, row: number, hasCalls: boolean): number | null {
  const created = ground.lens.facts.leads!.createdOn[row]!;
  if (!hasCalls) return created;
  const called = Math.floor(ground.work!.firstAttemptAt[row]! / 86_400_000);
  return called <= created + ripeDays ? called : null;
}
