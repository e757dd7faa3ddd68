// What the records tell of the conditions of moving up, and the dials of the cooperation: the rooms that measure are asked, as the reader, with the reader's rights.
// Long because: each of sixteen measures says in its own lines where it is measured.
import { askOf } from "#apps/server/quoted.ts";
import { listClaims } from "#features/claims/contract.ts";
import { beginProject, removeProject } from "#features/projects/contract.ts";
import { removeAction, startAction } from "#features/actions/contract.ts";
import { adoptPractice, listPractices, withdrawAdoption } from "#features/practices/contract.ts";
import { listDisputes } from "#features/disputes/contract.ts";
import { listDefinitions } from "#features/definitions/contract.ts";
import { readFigures } from "#features/figures/contract.ts";
import { type PromiseView, readPromises } from "#features/promises/contract.ts";
import type { Begun, ReadRelationship, RelationshipRooms, ToBegin } from "#features/cooperation/rules.ts";
import { type ReadTwins, type TwinsFound, periodOfWave } from "#features/survey/rules.ts";
import { fewestCases, verdictOf } from "#evidence/promises/judge.ts";
import { perceptionGap, type DialPoint } from "#evidence/relationship/dials.ts";
import { wilsonInterval } from "#evidence/statistics/proportion.ts";
import { kindOf, kindsOf } from "#evidence/survey/results.ts";
import type { WaveTally } from "#evidence/survey/tally.ts";
import type { DialKey, Measured, MeasureKey } from "#facts/cooperation.ts";
import type { Caution, Interval } from "#facts/papers.ts";
import { isPracticeKey, type PracticeKey } from "#facts/practices.ts";
import { isSignedByBoth } from "#facts/signatures.ts";
import type { SurveyStatement } from "#facts/survey.ts";
import type { MemberQuestion } from "#http/question.ts";
import type { Route } from "#http/route.ts";
import { type Day, addDays, addMonths } from "#kit/day.ts";
import type { Endpoint } from "#kit/endpoint.ts";
import { paths } from "#kit/paths.ts";
import { type Period, periodName } from "#kit/period.ts";
import { type CountOf, relationshipCounts } from "#ledger/relationship-facts.ts";
import { type ClosedWave, closedWaves } from "#ledger/survey-waves.ts";

type Found = Omit<Measured, "key">;
type Reply<E extends Endpoint> = { readonly reply: E["reply"]["_zod"]["output"] } | { readonly reason: string };

/** `routes`: of the rooms that measure, and of those in which a move is begun. */
export function relationshipIn(routes: readonly Route[], twins: ReadTwins<MemberQuestion>): RelationshipRooms<MemberQuestion> {
  const byName = new Map(routes.map((route) => [route.endpoint.name, route]));
  const asking =
    (question: MemberQuestion) =>
    async <E extends Endpoint>(endpoint: E, query: Readonly<Record<string, unknown>> = {}): Promise<Reply<E>> => {
      const answer = await askOf(byName.get(endpoint.name), question, { endpoint: endpoint.name, params: {}, query });
      if ("reply" in answer) return { reply: answer.reply as E["reply"]["_zod"]["output"] };
      return { reason: "refused" in answer ? answer.refused : "no-fact" };
    };
  const read: ReadRelationship<MemberQuestion> = async (question) => {
    const { asker, database, asOf, workspace } = question;
    const ask = asking(question);
    const waves = await database.inWorkspace(asker.workspaceId, (tx) => closedWaves<WaveTally>(tx, asker.workspaceId), { readOnly: true });
    const last = waves.findLast(({ tally }) => jointOf(tally) !== undefined) ?? null;
    const period = last === null ? { from: addMonths(asOf, -3), until: asOf } : periodOfWave(last.closedOn);
    const counts = await database.inWorkspace(asker.workspaceId, (tx) => relationshipCounts(tx, asker.workspaceId, { period, today: asOf }), {
      readOnly: true,
    });
    // What stands beside the survey asks the promises already: they are told once, and take longest.
    const found = await twins(question, period);
    const ground: Ground = {
      ask,
      asOf,
      period,
      slug: workspace.slug,
      wave: last,
      found,
    };
    const measured: Measured[] = [];
    for (const [key, measure] of Object.entries(measuresOf(counts)) as [MeasureKey, Measure][]) measured.push({ key, ...(await measure(ground)) });
    const practices = await ask(listPractices);
    return {
      period,
      wave: waveOf(last),
      measured,
      twins: found.twins,
      said: saidBy(last),
      practices: new Set<PracticeKey>(
        "reply" in practices
          ? practices.reply.practices.flatMap(({ id, state }) => (isPracticeKey(id) && (state === "everywhere" || state === "partly") ? [id] : []))
          : [],
      ),
    };
  };
  const dials = async (question: MemberQuestion) => {
    const { asker, database } = question;
    const waves = await database.inWorkspace(asker.workspaceId, (tx) => closedWaves<WaveTally>(tx, asker.workspaceId), { readOnly: true });
    const promises = await asking(question)(readPromises);
    return {
      survey: told(sumsOf(waves), waves.length === 0 ? "no-wave" : "too-few-answered"),
      gap: told(gapsOf(waves), waves.length === 0 ? "no-wave" : "sides-not-shown"),
      promises: "reply" in promises ? told(keptByMonth(promises.reply.promises), "no-cases") : told([], promises.reason),
    } satisfies Record<DialKey, unknown>;
  };
  const act = async (question: MemberQuestion, endpoint: Endpoint, asked: { params?: object; body?: unknown }): Promise<Begun> => {
    const route = byName.get(endpoint.name);
    if (!route?.asMember) throw new Error(`'${endpoint.name}' begins a move, and no room answers it`);
    const body: unknown = endpoint.body === undefined ? undefined : endpoint.body.parse(asked.body);
    const answer = (await route.asMember({ ...question, params: { workspace: question.workspace.slug, ...asked.params }, query: undefined, body })) as
      | Begun
      | { readonly id?: string };
    if ("ok" in answer) return answer;
    return { ok: true, value: { id: answer.id ?? "" } };
  };
  return {
    read,
    dials,
    begin: (question, move) => begins[move.as](question, move, act),
    takeBack: (question, { as, thingId }) => {
      const params = { id: thingId };
      if (as === "action") return act(question, removeAction, { params });
      return as === "project" ? act(question, removeProject, { params }) : act(question, withdrawAdoption, { params, body: { isWithdrawn: true } });
    },
  };
}

type Act = (question: MemberQuestion, endpoint: Endpoint, asked: { params?: object; body?: unknown }) => Promise<Begun>;

/** In its own room, by the rules and with the log of that room. */
const begins: Readonly<Record<ToBegin["as"], (question: MemberQuestion, move: ToBegin, act: Act) => Promise<Begun>>> = {
  action: (question, { title, note, ownerSales, dueOn }, act) => act(question, startAction, { body: { title, note, ownerId: ownerSales, dueOn } }),
  practice: (question, { practice, note, ownerSales }, act) =>
    act(question, adoptPractice, {
      params: { id: practice },
      body: { within: null, begunOn: question.asOf, endedOn: null, ownerId: ownerSales, monthlyCost: null, note },
    }),
  project: (question, { title, note, ownerSales, ownerMarketing, dueOn, language }, act) =>
    act(question, beginProject, {
      body: {
        kind: "conference",
        name: title,
        startsOn: dueOn,
        endsOn: dueOn,
        timeZone: question.workspace.timeZone,
        salesOwnerId: ownerSales,
        marketingOwnerId: ownerMarketing,
        note,
        template: "usual",
        language,
      },
    }),
};

const jointOf = ({ groups }: WaveTally) => groups.joint ?? groups.sales ?? groups.marketing;

function waveOf(wave: ClosedWave<WaveTally> | null) {
  if (wave === null) return null;
  const { sum } = jointOf(wave.tally)!;
  const { id, number, closedOn } = wave;
  return { id, number, closedOn, sum: { value: sum.value, interval: sum.interval, people: sum.people }, kind: kindOf(sum.value), kinds: kindsOf(sum) };
}

const saidBy = (wave: ClosedWave<WaveTally> | null): ReadonlyMap<SurveyStatement, number> =>
  new Map(wave === null ? [] : jointOf(wave.tally)!.statements.map(({ statement, mean }) => [statement, mean.value]));

const told = (points: readonly DialPoint[], reason: string) => ({ points, reason: points.length === 0 ? reason : null });

const sumsOf = (waves: readonly ClosedWave<WaveTally>[]): DialPoint[] =>
  waves.flatMap(({ closedOn, tally }) => {
    const group = jointOf(tally);
    return group === undefined ? [] : [{ on: closedOn, value: group.sum.value, interval: group.sum.interval, sample: group.people }];
  });

const gapsOf = (waves: readonly ClosedWave<WaveTally>[]): DialPoint[] =>
  waves.flatMap(({ closedOn, tally }) => {
    const gap = perceptionGap(tally.groups);
    return gap === null ? [] : [{ on: closedOn, ...gap }];
  });

/** Month by month, of the promises that could be told in it: how many were kept, by the rule of the promises themselves. A month is told by its last day. */
export function keptByMonth(promises: readonly Pick<PromiseView, "promised" | "holds" | "months">[]): DialPoint[] {
  const months = new Map<Day, { kept: number; told: number; until: Day }>();
  for (const { promised, holds, months: own } of promises) {
    if (promised === null) continue;
    for (const { period, measured, interval, sample } of own) {
      if (measured === null || interval === null || sample < fewestCases) continue;
      const { status } = verdictOf({ measured, interval, promised, holds });
      if (status === "cannot-be-told") continue;
      const month = months.get(period.from) ?? { kept: 0, told: 0, until: period.until };
      months.set(period.from, { ...month, kept: month.kept + (status === "kept" ? 1 : 0), told: month.told + 1 });
    }
  }
  return [...months.values()]
    .toSorted((a, b) => (a.until < b.until ? -1 : 1))
    .map(({ kept, told: all, until }) => ({ on: addDays(until, -1), value: kept / all, interval: wilsonInterval(kept, all), sample: all }));
}

interface Ground {
  readonly ask: <E extends Endpoint>(endpoint: E, query?: Readonly<Record<string, unknown>>) => Promise<Reply<E>>;
  readonly asOf: Day;
  readonly period: Period;
  readonly slug: string;
  readonly wave: ClosedWave<WaveTally> | null;
  readonly found: TwinsFound;
}
type Measure = (ground: Ground) => Promise<Found> | Found;

const untold = (reason: string, more: Partial<Found> = {}): Found => ({
  value: null,
  interval: null,
  sample: 0,
  period: null,
  cautions: [],
  reason,
  href: null,
  ...more,
});
const counted = (value: number, more: Partial<Found> = {}): Found => ({ ...untold("", more), value, sample: value, reason: null });
/** So many of so many, with Wilson's range. */
const shareOf = ({ count, of }: CountOf, more: Partial<Found> = {}): Found =>
  of === 0 ? untold("no-cases", more) : { ...untold("", more), value: count / of, interval: wilsonInterval(count, of), sample: of, reason: null };
/** So many of all there are: nothing that a range would be of. */
const shareOfAll = (of: CountOf, more: Partial<Found> = {}): Found => ({ ...shareOf(of, more), interval: null });

const yearBefore = ({ asOf }: Pick<Ground, "asOf">) => addDays(asOf, -365);

/** A statement's mean among both sides together, as the last wave has it. */
const saidMean =
  (statement: SurveyStatement): Measure =>
  ({ wave, slug }) => {
    if (wave === null) return untold("no-wave", { href: paths.survey(slug) });
    const mean = jointOf(wave.tally)!.statements.find((one) => one.statement === statement)!.mean;
    return { ...untold("", { href: paths.surveyWave(slug, wave.id) }), value: mean.value, interval: mean.interval, sample: mean.people, reason: null };
  };

/** A figure of the last twelve months up to the end of the period. */
const figure =
  (key: string, isCounted: boolean): Measure =>
  async ({ ask, period, slug }) => {
    const year = { from: addMonths(period.until, -12), until: period.until };
    const answer = await ask(readFigures, { period: periodName(year) });
    const href = isCounted ? paths.home(slug, { period: periodName(year) }) : paths.cycle(slug, { period: periodName(year) });
    if (!("reply" in answer)) return untold(answer.reason, { href });
    const number = answer.reply.numbers.find((one) => one.key === key);
    if (number === undefined || number.value === null) return untold(number?.reason ?? "no-fact", { href, period: year });
    const interval: Interval | null = isCounted ? null : number.interval;
    const before = isCounted ? [] : await yearBeforeOf(key, ask, year);
    return { value: number.value, interval, sample: number.sample, period: year, cautions: [...number.cautions, ...before], reason: null, href };
  };

/** Where it is heading: the same figure of the twelve months before, with its range. */
async function yearBeforeOf(key: string, ask: Ground["ask"], { from }: Period): Promise<readonly Caution[]> {
  const answer = await ask(readFigures, { period: periodName({ from: addMonths(from, -12), until: from }) });
  const number = "reply" in answer ? answer.reply.numbers.find((one) => one.key === key) : undefined;
  if (number === undefined || number.value === null || number.interval === null) return [];
  const whole = (value: number | null) => (value === null ? null : Math.round(value));
  return [{ code: "cycle-year-before", details: { before: whole(number.value), low: whole(number.interval.low), high: whole(number.interval.high) } }];
}

const promisesOf = ({ found }: Ground) => found.promises ?? { kept: 0, told: 0, all: 0 };
const promisesPage = ({ slug, period }: Ground) => paths.promises(slug, { period: periodName(period) });

const measuresOf = (counts: Awaited<ReturnType<typeof relationshipCounts>>): Readonly<Record<MeasureKey, Measure>> => ({
  "people-of-both": ({ slug }) => counted(counts.people, { href: paths.members(slug) }),
  "deals-a-year": figure("deals-won", true),
  "respect-said": saidMean("respect"),
  "claims-borne-out": async ({ ask, slug }) => {
    const answer = await ask(listClaims, { withdrawn: "false" });
    const href = paths.claims(slug);
    if (!("reply" in answer)) return untold(answer.reason, { href });
    const own = answer.reply.claims.filter(({ against }) => against === "sales" || against === "marketing");
    return { ...counted(own.filter(({ answer: { verdict } }) => verdict === "supported").length, { href }), sample: own.length };
  },
  "disputes-opened": async (ground) => {
    const answer = await ground.ask(listDisputes);
    const more = { href: paths.disputes(ground.slug), period: { from: yearBefore(ground), until: ground.asOf } };
    if (!("reply" in answer)) return untold(answer.reason, more);
    return counted(
      answer.reply.disputes.filter(({ openedAt, withdrawnAt }) => withdrawnAt === null && openedAt.slice(0, 10) > yearBefore(ground)).length,
      more,
    );
  },
  "budget-disputes": async (ground) => {
    const answer = await ground.ask(listDisputes);
    const more = { href: paths.disputes(ground.slug), period: { from: yearBefore(ground), until: ground.asOf } };
    if (!("reply" in answer)) return untold(answer.reason, more);
    const ofMoney = answer.reply.disputes.filter(
      ({ about, openedAt, withdrawnAt }) =>
        withdrawnAt === null && openedAt.slice(0, 10) > yearBefore(ground) && about.kind === "figure" && /^(promotion-cost|cost-per)/.test(about.id),
    );
    return counted(ofMoney.length, more);
  },
  "promises-broken": (ground) => {
    const { kept, told: all } = promisesOf(ground);
    const more = { href: promisesPage(ground), period: ground.period };
    return all === 0 ? untold("no-cases", more) : { ...counted(all - kept, more), sample: all };
  },
  "promises-kept": (ground) => {
    const { kept, told: all } = promisesOf(ground);
    return shareOf({ count: kept, of: all }, { href: promisesPage(ground), period: ground.period });
  },
  "leads-returned": ({ found, period }) => {
    const twin = found.twins.find(({ measure }) => measure === "definitional-returns");
    const more = { href: twin?.href ?? null, period };
    if (twin === undefined || twin.value === null) return untold(twin?.reason ?? "no-cases", more);
    return { ...untold("", more), value: twin.value, interval: twin.interval, sample: twin.sample, cautions: twin.cautions, reason: null };
  },
  "leads-unowned": ({ slug, period }) => shareOf(counts.leadsUnowned, { href: paths.records(slug, { entity: "lead" }), period }),
  "leads-twice": ({ slug, period }) => shareOf(counts.leadsTwice, { href: paths.records(slug, { entity: "lead" }), period }),
  "tasks-unowned": (ground) => shareOf(counts.tasksUnowned, { href: paths.projects(ground.slug), period: { from: yearBefore(ground), until: ground.asOf } }),
  "work-shared-said": saidMean("work-shared"),
  "cycle-median": figure("cycle-median-won", false),
  "definitions-signed": async ({ ask, slug }) => {
    const answer = await ask(listDefinitions);
    const more = { href: paths.definitions(slug) };
    if (!("reply" in answer)) return untold(answer.reason, more);
    const all = answer.reply.definitions;
    return shareOfAll({ count: all.filter(({ inForce }) => isSignedByBoth(inForce)).length, of: all.length }, more);
  },
  "stages-confirmed": ({ slug }) => shareOfAll(counts.stagesConfirmed, { href: paths.mappings(slug) }),
});
