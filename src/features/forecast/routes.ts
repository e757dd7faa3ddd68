// Answers about the quarter to come: the range and its past, the open deals behind it, what moved in the pipeline, and the deals behind each step.
import type { Tx } from "#db/database.ts";
import { forecastOf } from "#evidence/forecast/forecast.ts";
import { openDealsOf } from "#evidence/forecast/open-deals.ts";
import { movedBy, movementOf } from "#evidence/pipeline/movement.ts";
import { pairsFromDates } from "#evidence/pipeline/pairs.ts";
import { weighed } from "#evidence/trust/weighed.ts";
import { noDay } from "#facts/columns.ts";
import type { EntityName } from "#facts/entities.ts";
import { whyNotForecast } from "#features/forecast/access.ts";
import { listMoved, listOpenDeals, readForecast, readMovement } from "#features/forecast/contract.ts";
import { type AskedMovement, type MovementPlan, forecastView, inputOf, lookView, movementPlan, movementView } from "#features/forecast/rules.ts";
import { words } from "#features/forecast/words.en.ts";
import { deny, invalid } from "#http/answers.ts";
import type { MemberQuestion } from "#http/question.ts";
import { type Route, serve } from "#http/route.ts";
import { dayNumber, dayOf } from "#kit/day.ts";
import type { Refusal } from "#kit/refusal.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { namesInCuts } from "#ledger/cut-names.ts";
import { answerOn, derivedFrom, keptFacts } from "#ledger/kept-facts.ts";
import { readNamesOf } from "#ledger/read-lists.ts";
import { readLookDays, readPairs, readPushes } from "#ledger/read-looks.ts";
import { readRates } from "#ledger/rates.ts";

const beside = { sentences: sentencesOf(words), runsBeside: true };
const ofFacts = { ...beside, isOfFactsAlone: true };

type Asked = Pick<MemberQuestion, "asker" | "database" | "workspace" | "asOf">;

/** The facts as this asker may look at them today; a refusal where they may not. */
async function look({ asker, database, workspace, asOf }: Asked) {
  const why = whyNotForecast(asker);
  if (why !== null) return { refusal: deny(why) };
  const kept = await keptFacts(database, workspace);
  const { lens } = derivedFrom(kept, `weighed ${asOf}`, () => weighed(kept, asOf));
  return { kept, lens };
}

const refused = ({ reason, details }: Refusal) => invalid(reason, details);

/** What deals, accounts and sellers of a page are called. */
async function namesOf(tx: Tx, workspaceId: string, wanted: readonly (readonly [EntityName, string | null])[]) {
  const ids = new Map<EntityName, Set<string>>();
  for (const [entity, id] of wanted) if (id !== null) ids.set(entity, (ids.get(entity) ?? new Set()).add(id));
  const found = new Map((await readNamesOf(tx, workspaceId, ids)).map((one) => [`${one.entity} ${one.id}`, one.name]));
  return (entity: EntityName, id: string | null) => (id === null ? null : (found.get(`${entity} ${id}`) ?? (entity === "deal" ? null : id)));
}

/** Row of each deal by its id; made once for each state of the facts. */
const rowsOf = (seen: Extract<Awaited<ReturnType<typeof look>>, { kept: unknown }>) =>
  derivedFrom(seen.kept, "rows of deals", () => new Map(seen.lens.facts.deals.ids.map((id, row) => [id, row])));

/** Whose a deal is, by the records: ids of its account and seller. */
function whoseOf(seen: Extract<Awaited<ReturnType<typeof look>>, { kept: unknown }>) {
  const { account, owner } = seen.lens.facts.deals;
  const rows = rowsOf(seen);
  return (id: string) => {
    const row = rows.get(id);
    const of = ({ codes, names }: typeof account) => (row === undefined ? null : (names[codes[row]!] ?? null));
    return { row, account: of(account), owner: of(owner) };
  };
}

async function movement(question: Asked, asked: AskedMovement) {
  const seen = await look(question);
  if (seen.refusal) return { refusal: seen.refusal };
  const { kept, lens } = seen;
  const { database } = question;
  const inside = <T>(work: (tx: Tx) => Promise<T>) => database.inWorkspace(kept.workspaceId, work, { readOnly: true });
  const planned = movementPlan(lens, await inside((tx) => readLookDays(tx, kept.workspaceId)), asked);
  if (!planned.ok) return { refusal: refused(planned) };
  const plan: MovementPlan = planned.value;
  const { from, until } = plan;
  const { deals } = lens.facts;
  const pairs =
    plan.basis === "looks"
      ? await inside(async (tx) =>
          readPairs(tx, { workspaceId: kept.workspaceId, currency: kept.currency, rates: await readRates(tx, kept.workspaceId) }, { from, until }),
        )
      : pairsFromDates(
          { deals, kinds: null, worth: deals.amount, openWorth: deals.amount, needsAmount: lens.agreed.terms["won-deal"].needsAmount },
          { from: dayNumber(from), until: dayNumber(until) },
        );
  return { seen, plan, pairs, inside };
}

export const routes: Route[] = [
  serve(
    readForecast,
    async (question) => {
      const seen = await look(question);
      if (seen.refusal) return seen.refusal;
      const { kept, lens } = seen;
      if (lens.facts.deals.count === 0) return invalid("no-deals");
      const input = inputOf(lens, question.query);
      if (!input.ok) return refused(input);
      const { by = null } = question.query;
      return answerOn(kept, `forecast ${question.asOf} ${JSON.stringify(question.query)}`, () => {
        const told = forecastOf(input.value);
        return told.ok
          ? forecastView(told.value, { lens, input: input.value, by, nameOf: namesInCuts(kept.named), factsVersion: kept.factsVersion })
          : refused(told);
      });
    },
    ofFacts,
  ),
  serve(
    listOpenDeals,
    async (question) => {
      const seen = await look(question);
      if (seen.refusal) return seen.refusal;
      const { kept, lens } = seen;
      if (lens.facts.deals.count === 0) return invalid("no-deals");
      const { limit, offset, which, ...asked } = question.query;
      const input = inputOf(lens, asked);
      if (!input.ok) return refused(input);
      const told = openDealsOf(input.value, { offset, limit, which });
      if (!told.ok) return refused(told);
      const whose = whoseOf(seen);
      const { deals } = lens.facts;
      const isToday = input.value.day === lens.lastSeen;
      const rows = told.value.rows.map((row) => ({ ...row, ...whose(row.id) }));
      return question.database.inWorkspace(
        kept.workspaceId,
        async (tx) => {
          const names = await namesOf(
            tx,
            kept.workspaceId,
            rows.flatMap(({ id, account, owner }) => [["deal", id] as const, ["account", account] as const, ["seller", owner] as const]),
          );
          const pushes = await readPushes(tx, { workspaceId: kept.workspaceId, deals: rows.map((row) => row.id), until: dayOf(input.value.day) });
          return {
            total: told.value.total,
            currency: kept.currency,
            rows: rows.map(({ id, row, account, owner, ageDays, worth, isWorthKnown, chance, interval, expected, isOverdue, isStalled }) => {
              const due = row === undefined || !isToday ? noDay : deals.expectedCloseOn[row]!;
              return {
                id,
                name: names("deal", id),
                account: names("account", account),
                owner: names("seller", owner),
                ageDays,
                worth,
                isWorthKnown,
                chance,
                interval,
                expected,
                expectedCloseOn: due === noDay ? null : dayOf(due),
                isOverdue,
                pushes: pushes.get(id) ?? 0,
                isStalled,
              };
            }),
          };
        },
        { readOnly: true },
      );
    },
    beside,
  ),
  serve(
    readMovement,
    async (question) => {
      const told = await movement(question, question.query);
      if (told.refusal) return told.refusal;
      return movementView(movementOf(told.pairs, told.plan.question), told.plan, told.seen.kept.currency);
    },
    ofFacts,
  ),
  serve(
    listMoved,
    async (question) => {
      const { step, limit, offset, ...asked } = question.query;
      const told = await movement(question, asked);
      if (told.refusal) return told.refusal;
      const { workspaceId, currency } = told.seen.kept;
      const moved = movedBy(told.pairs, told.plan.question, step);
      const whose = whoseOf(told.seen);
      const rows = moved.slice(offset, offset + limit).map((one) => Object.assign({}, one, whose(one.id)));
      return told.inside(async (tx) => {
        const names = await namesOf(
          tx,
          workspaceId,
          rows.flatMap(({ id, account, owner }) => [["deal", id] as const, ["account", account] as const, ["seller", owner] as const]),
        );
        return {
          total: moved.length,
          currency,
          rows: rows.map(({ id, account, owner, amount, before, after, isLateOnRecord }) => ({
            id,
            name: names("deal", id),
            account: names("account", account),
            owner: names("seller", owner),
            amount,
            before: before && lookView(before),
            after: lookView(after),
            isLateOnRecord,
          })),
        };
      });
    },
    beside,
  ),
];
