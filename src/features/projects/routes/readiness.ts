// How ready each side says it is.
import { whyNotSayReady } from "#features/projects/access.ts";
import * as contract from "#features/projects/contract.ts";
import { acts, note } from "#features/projects/routes/act.ts";
import * as store from "#features/projects/store.ts";
import { deny, invalid, missing } from "#http/answers.ts";
import type { Route } from "#http/route.ts";
import { randomUUID } from "node:crypto";

export const readiness: Route[] = [
  acts(
    contract.sayReadiness,
    async ({ tx, asker, project, question: { body } }) => {
      const why = whyNotSayReady(asker, project, body.side);
      if (why !== null) return deny(why);
      if (body.level !== "ready" && body.said === "") return invalid("not-ready-without-word");
      const id = randomUUID();
      await store.insertReadiness(tx, asker.workspaceId, { ...body, id, projectId: project.id, by: asker.memberId });
      await note(tx, asker, { project, act: "readiness-said", said: body });
      return { id };
    },
    { whyNot: () => null },
  ),
  acts(
    contract.withdrawReadiness,
    async ({ tx, asker, project, question: { params } }) => {
      const word = (await store.readinessRows(tx, asker.workspaceId, project.id)).find(({ id }) => id === params.part);
      if (word === undefined) return missing();
      const why = whyNotSayReady(asker, project, word.side);
      if (why !== null) return deny(why);
      await store.withdrawWord(tx, asker.workspaceId, word.id);
      await note(tx, asker, { project, act: "readiness-withdrawn", said: { side: word.side } });
      return {};
    },
    { whyNot: () => null },
  ),
];
