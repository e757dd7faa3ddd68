// Answers about what stages mean and which column mappings are remembered.
import { whyNotChangeMappings, whyNotSeeMappings } from "#features/mappings/access.ts";
import { forgetColumnMapping, listColumnMappings, listStageMappings, setStageMappings } from "#features/mappings/contract.ts";
import { columnMappings, forgetColumns } from "#features/mappings/store.ts";
import { words } from "#features/mappings/words.en.ts";
import { deny, missing } from "#http/answers.ts";
import { type Route, serve } from "#http/route.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { audit } from "#ledger/audit.ts";
import { readStageMappings, setStages } from "#ledger/stage-mapping.ts";

const options = { sentences: sentencesOf(words) };

export const routes: Route[] = [
  serve(
    listStageMappings,
    async ({ asker, database }) => {
      const why = whyNotSeeMappings(asker);
      if (why) return deny(why);
      const stages = await database.inWorkspace(asker.workspaceId, (tx) => readStageMappings(tx, asker.workspaceId), { readOnly: true });
      return { stages, whyNotChange: whyNotChangeMappings(asker) };
    },
    options,
  ),
  serve(
    setStageMappings,
    async ({ asker, database, body }) => {
      const why = whyNotChangeMappings(asker);
      if (why) return deny(why);
      const stages = await database.inWorkspace(asker.workspaceId, async (tx) => {
        const { before } = await setStages(tx, asker.workspaceId, body.stages);
        await audit(tx, asker, { act: "stages.mapped", subjectKind: "stage-mapping", subjectId: asker.workspaceId, before, after: body.stages });
        return readStageMappings(tx, asker.workspaceId);
      });
      return { stages, whyNotChange: null };
    },
    options,
  ),
  serve(
    listColumnMappings,
    async ({ asker, database }) => {
      const why = whyNotSeeMappings(asker);
      if (why) return deny(why);
      const mappings = await database.inWorkspace(asker.workspaceId, (tx) => columnMappings(tx, asker.workspaceId), { readOnly: true });
      return { mappings, whyNotChange: whyNotChangeMappings(asker) };
    },
    options,
  ),
  serve(
    forgetColumnMapping,
    async ({ asker, database, params }) => {
      const why = whyNotChangeMappings(asker);
      if (why) return deny(why);
      const { fingerprint, entity } = params;
      const wasThere = await database.inWorkspace(asker.workspaceId, async (tx) => {
        const forgotten = await forgetColumns(tx, asker.workspaceId, { fingerprint, entity });
        if (forgotten) await audit(tx, asker, { act: "columns.forgotten", subjectKind: "column-mapping", subjectId: `${entity}:${fingerprint}` });
        return forgotten;
      });
      return wasThere ? {} : missing();
    },
    options,
  ),
];
