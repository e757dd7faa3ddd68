// Answers about the audit log, on screen and as a file.
import { whyNotReadAudit } from "#features/audit/access.ts";
import { exportAudit, listAudit } from "#features/audit/contract.ts";
import { actsOf, countOf, entriesOf } from "#features/audit/store.ts";
import { words } from "#features/audit/words.en.ts";
import { deny } from "#http/answers.ts";
import { type Route, serve } from "#http/route.ts";
import { csvLine, csvStart } from "#kit/csv.ts";
import { sentencesOf } from "#kit/sentences.ts";

const options = { sentences: sentencesOf(words) };
const linesAtOnce = 1_000;

export const routes: Route[] = [
  serve(
    listAudit,
    async ({ asker, workspace, database, query }) => {
      const why = whyNotReadAudit(asker);
      if (why) return deny(why);
      const at = { workspaceId: asker.workspaceId, timeZone: workspace.timeZone };
      return database.inWorkspace(
        asker.workspaceId,
        async (tx) => ({ entries: await entriesOf(tx, at, query), total: await countOf(tx, at, query), acts: await actsOf(tx, asker.workspaceId) }),
        { readOnly: true },
      );
    },
    options,
  ),
  serve(
    exportAudit,
    async ({ asker, workspace, database, query, asOf }) => {
      const why = whyNotReadAudit(asker);
      if (why) return deny(why);
      const at = { workspaceId: asker.workspaceId, timeZone: workspace.timeZone };
      async function* lines() {
        const bytes = new TextEncoder();
        yield bytes.encode(csvStart + csvLine(["id", "at", "member", "act", "subject_kind", "subject_id", "before", "after"]));
        for (let before: number | null = null; ;) {
          const page = await database.inWorkspace(asker.workspaceId, (tx) => entriesOf(tx, at, { ...query, limit: linesAtOnce, before }), { readOnly: true });
          if (page.length === 0) return;
          yield bytes.encode(
            page.map((one) => csvLine([one.id, one.at, one.memberName, one.act, one.subjectKind, one.subjectId, one.before, one.after])).join(""),
          );
          before = page.at(-1)!.id;
        }
      }
      return { name: `audit-${workspace.slug}-${asOf}.csv`, type: "text/csv; charset=utf-8", content: lines() };
    },
    options,
  ),
];
