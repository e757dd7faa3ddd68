// Answers of search. What people wrote is taken in first, so that it is found at once; rights are part of the question to the tables.
import { agencyOf } from "#features/search/access.ts";
import { searchAll } from "#features/search/contract.ts";
import { words } from "#features/search/words.en.ts";
import { findKinds, findableKinds, isRecordKind } from "#facts/finds.ts";
import { type Route, serve } from "#http/route.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { find } from "#ledger/find.ts";
import { findShared } from "#ledger/find-shared.ts";
import type { FindSource } from "#ledger/find-sources/source.ts";
import { isTakingInRecords, takeInActs } from "#ledger/find-taking-in.ts";

const titleMost = 200;
const textMost = 240;

/** `sources`: what search looks through, as whoever gathers the rooms gives it. */
export function routesWith(sources: readonly FindSource[]): Route[] {
  return [
    serve(
      searchAll,
      async ({ asker, workspace, database, query }) => {
        const kinds = findableKinds(asker);
        if (kinds.some((kind) => !isRecordKind(kind))) await takeInActs(database, workspace.id, sources);
        return database.inWorkspace(
          workspace.id,
          async (tx) => {
            const wanted = query.kind.filter((kind) => kinds.includes(kind));
            // A kind that one may not find is as good as empty: asking for it alone finds nothing.
            const isNone = query.kind.length > 0 && wanted.length === 0;
            const agency = agencyOf(asker);
            const question = { workspaceId: workspace.id, typed: query.q, kinds: isNone ? [] : kinds, wanted, limit: query.limit, offset: query.offset };
            const { texts, counts, isMore, mark } = agency === null ? await find(tx, question) : await findShared(tx, { ...question, agency });
            const found = [];
            for (const { kind, id, place, title, body, who, at } of texts) {
              const text = await mark(body, textMost);
              const isShown = text.some(({ isHit }) => isHit);
              found.push({
                kind,
                id,
                place,
                title: [...(await mark(title, titleMost))],
                text: isShown ? [...text] : [],
                who,
                at: at === null ? null : new Date(at).toISOString(),
              });
            }
            const sum = [...counts].filter(([kind]) => wanted.length === 0 || wanted.includes(kind)).reduce((total, [, count]) => total + count, 0);
            return {
              found,
              total: sum,
              isMore,
              counts: findKinds.flatMap((kind) => (counts.has(kind) ? [{ kind, count: counts.get(kind)! }] : [])),
              lookedThrough: [...kinds],
              isTakingIn: await isTakingInRecords(tx, workspace.id),
            };
          },
          { readOnly: true },
        );
      },
      { sentences: sentencesOf(words) },
    ),
  ];
}
