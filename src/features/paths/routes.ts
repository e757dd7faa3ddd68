// Answers about the ways from lead to cash, and the records behind them.
import { stretchOf } from "#evidence/kpi/series.ts";
import type { Lens } from "#evidence/kpi/lens.ts";
import type { PathsCut } from "#evidence/paths/cut.ts";
import { type Paths, type PathsRefusal, pathsOf } from "#evidence/paths/paths.ts";
import { weighed } from "#evidence/trust/weighed.ts";
import type { EntityName } from "#facts/entities.ts";
import { whyNotReadPaths } from "#features/paths/access.ts";
import { pathRecords, readPaths } from "#features/paths/contract.ts";
import { answerOf, casesBehind, cutOf } from "#features/paths/rules.ts";
import { words } from "#features/paths/words.en.ts";
import { deny, invalid, missing } from "#http/answers.ts";
import type { MemberQuestion } from "#http/question.ts";
import { type Route, serve } from "#http/route.ts";
import { dayOf } from "#kit/day.ts";
import type { Outcome } from "#kit/refusal.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { type KeptFacts, derivedFrom, keptFacts } from "#ledger/kept-facts.ts";
import { readNamesOf } from "#ledger/read-lists.ts";
import { keptHappenings } from "#ledger/read-moves.ts";

const beside = { sentences: sentencesOf(words), runsBeside: true };

/** The ways as this asker may see them today; a refusal where there are none to see. */
async function look({ asker, database, workspace, asOf }: Pick<MemberQuestion, "asker" | "database" | "workspace" | "asOf">, cut: PathsCut | null) {
  const why = whyNotReadPaths(asker);
  if (why !== null) return { refusal: deny(why) };
  const kept = await keptFacts(database, workspace);
  const { lens } = derivedFrom(kept, `weighed ${asOf}`, () => weighed(kept, asOf));
  if (stretchOf(lens) === null && (lens.facts.leads?.count ?? 0) === 0) return { refusal: { ...invalid("no-facts-yet"), status: 404 } };
  const facts = await keptHappenings(database, workspace);
  const told =
    cut === null ? derivedFrom(kept, `paths ${asOf}`, () => pathsOf(lens, facts)) : partTold(kept, { asOf, cut, work: () => pathsOf(lens, facts, cut) });
  return told.ok ? { told: told.value, lens } : { refusal: invalid(told.reason, told.details) };
}

const fewParts = 3;

/** The last few parts that were asked for; more of them would push out what all answers rest on. */
function partTold(kept: KeptFacts, { asOf, cut, work }: { asOf: string; cut: PathsCut; work: () => Outcome<Paths, PathsRefusal> }) {
  const parts = derivedFrom(kept, `parts of paths ${asOf}`, () => new Map<string, Outcome<Paths, PathsRefusal>>());
  const name = JSON.stringify(cut);
  const told = parts.get(name) ?? work();
  parts.delete(name);
  parts.set(name, told);
  if (parts.size > fewParts) parts.delete(parts.keys().next().value!);
  return told;
}

export const routes: Route[] = [
  serve(
    readPaths,
    async (question) => {
      const seen = await look(question, cutOf(question.query));
      return seen.refusal ?? answerOf(seen.told);
    },
    { ...beside, isOfFactsAlone: true },
  ),
  serve(
    pathRecords,
    async (question) => {
      const seen = await look(question, cutOf(question.query));
      if (seen.refusal) return seen.refusal;
      const { limit, offset, ...asked } = question.query;
      const found = casesBehind(seen.told, asked);
      if (found === null) return missing();
      const page = found
        .slice(offset, offset + limit)
        .map(({ at, days, on, isDeal }) => Object.assign(recordOf(seen.told, seen.lens, { at, isDeal }), { days, on: dayOf(on) }));
      const wanted = new Map<EntityName, Set<string>>();
      for (const { entity, id } of page) wanted.set(entity, (wanted.get(entity) ?? new Set<string>()).add(id));
      const { id: workspaceId } = question.workspace;
      const names = await question.database.inWorkspace(workspaceId, (tx) => readNamesOf(tx, workspaceId, wanted), { readOnly: true });
      const known = new Map(names.map(({ entity, id, name }) => [`${entity} ${id}`, name]));
      return { total: found.length, rows: page.map((row) => Object.assign(row, { name: known.get(`${row.entity} ${row.id}`) ?? null })) };
    },
    beside,
  ),
];

function recordOf({ log }: Paths, { facts }: Lens, { at, isDeal }: { at: number; isDeal: boolean }): { entity: "lead" | "deal"; id: string } {
  return isDeal ? { entity: "deal", id: facts.deals.ids[log.dealRow[at]!]! } : { entity: "lead", id: facts.leads!.ids[log.leadRow[at]!]! };
}
