// Claims about leads: returned ones, incomplete ones, too few of them, dearer ones.
import { type ClaimAnswer, type ClaimSpec, cannotTell } from "#evidence/claims/claim.ts";
import { type ClaimGround, type ClaimQuestion, leadsIn, textOf } from "#evidence/claims/ground.ts";
import { normalAnswer, shareAgainst } from "#evidence/claims/measure.ts";
import { plannedLevel, promotionIn } from "#evidence/kpi/spend.ts";
import { normalQuantile } from "#evidence/statistics/distributions.ts";
import { noDay } from "#facts/columns.ts";
import { isDefinitional } from "#facts/handoff-work.ts";
import { yearBefore } from "#kit/period.ts";

type Test = (spec: ClaimSpec, ground: ClaimGround, asked: ClaimQuestion) => ClaimAnswer;

/** Of the leads that sales decided on (accepted, or returned for whatever reason) the share returned as not what was agreed. */
export const definitionalReturns: Test = (spec, ground, asked) => {
  const [leads, work] = [ground.lens.facts.leads!, ground.work!];
  const decided = leadsIn(ground, asked.period).filter(
    (row) => (leads.acceptedOn[row] !== noDay || leads.returnedOn[row] !== noDay) && (asked.subject === null || textOf(leads.channel, row) === asked.subject),
  );
  const returned = decided.filter((row) => leads.returnedOn[row] !== noDay);
  if (decided.length > 0 && returned.length > 0 && returned.every((row) => work.returnReason.codes[row]! < 0)) return cannotTell("no-return-reasons");
  const hits = returned.filter((row) => isDefinitional(textOf(work.returnReason, row) ?? ""));
  return shareAgainst(spec, { hits: hits.length, cases: decided.length }, { records: { entity: "lead", ids: hits.map((row) => leads.ids[row]!) } });
};

/** Leads that lack firm, channel, segment or product, whichever of these the source knows at all. */
export const leadsIncomplete: Test = (spec, ground, asked) => {
  const leads = ground.lens.facts.leads!;
  const wanted = [leads.account, leads.channel, leads.segment, leads.product].filter((column) => column.codes.some((code) => code >= 0));
  if (wanted.length === 0) return cannotTell("no-lead-details");
  const rows = leadsIn(ground, asked.period).filter((row) => asked.subject === null || textOf(leads.channel, row) === asked.subject);
  const hits = rows.filter((row) => wanted.some((column) => column.codes[row]! < 0));
  return shareAgainst(spec, { hits: hits.length, cases: rows.length }, { records: { entity: "lead", ids: hits.map((row) => leads.ids[row]!) } });
};

/** How far the number of leads stayed below the plan, as a share of it; the number varies as counts do (Poisson, by the normal curve). */
export const fewerLeadsThanPlanned: Test = (spec, ground, asked) => {
  const { period } = asked;
  const planned = plannedLevel(ground.lens, period, ({ measure, level }) => (/^(leads?|лид)/iu.test(measure) ? level : null));
  if (planned === null || planned <= 0) return cannotTell("no-lead-plan");
  const rows = leadsIn(ground, period);
  const effect = (planned - rows.length) / planned;
  const standardError = Math.sqrt(Math.max(1, rows.length)) / planned;
  const reach = normalQuantile(0.95) * standardError;
  return normalAnswer(spec, {
    effect,
    standardError,
    interval: { low: effect - reach, high: effect + reach, level: 0.9 },
    sample: rows.length,
    around: {
      compared: [
        { name: "this", value: rows.length, cases: rows.length },
        { name: "planned", value: planned, cases: 0 },
      ],
      records: { entity: "lead", ids: rows.map((row) => ground.lens.facts.leads!.ids[row]!) },
    },
  });
};

/** By what share a lead cost more promotion than in the same stretch a year before; counts of leads vary (delta method on the logarithm), money is counted out. */
export const dearerLeads: Test = (spec, ground, asked) => {
  const before = yearBefore(asked.period);
  const [cost, costBefore] = [promotionIn(ground.lens, asked.period), promotionIn(ground.lens, before)];
  const [rows, rowsBefore] = [leadsIn(ground, asked.period), leadsIn(ground, before)];
  if (!costBefore.known || costBefore.known.from > before.until || costBefore.total === 0) return cannotTell("no-year-before");
  const fewest = Math.min(rows.length, rowsBefore.length);
  if (fewest < 30) return cannotTell("too-few-cases", { count: fewest, needed: 30 });
  const [dear, dearBefore] = [cost.total / rows.length, costBefore.total / rowsBefore.length];
  const spread = Math.sqrt(1 / rows.length + 1 / rowsBefore.length);
  const log = Math.log(dear / dearBefore);
  const reach = normalQuantile(0.95) * spread;
  const answer = normalAnswer(
    { ...spec, worth: Math.log1p(spec.worth), nothing: Math.log1p(spec.nothing) },
    {
      effect: log,
      standardError: spread,
      interval: { low: Math.expm1(log - reach), high: Math.expm1(log + reach), level: 0.9 },
      sample: rows.length + rowsBefore.length,
      around: {
        compared: [
          { name: "this", value: dear, cases: rows.length },
          { name: "year-before", value: dearBefore, cases: rowsBefore.length },
        ],
        records: { entity: "lead", ids: rows.map((row) => ground.lens.facts.leads!.ids[row]!) },
      },
    },
  );
  return answer.ok ? { ok: true, measured: { ...answer.measured, effect: Math.expm1(log) } } : answer;
};
