// Answers about who is here: a place is passed on to all servers and forgotten.
import { whyNotChoosePresence, whyNotStand } from "#features/presence/access.ts";
import { choosePresence, readPresence, standHere } from "#features/presence/contract.ts";
import { savePresence, seenAs } from "#features/presence/store.ts";
import { subjectOfKey } from "#facts/subject.ts";
import { deny, missing } from "#http/answers.ts";
import { presenceChannel, presenceNews } from "#http/presence.ts";
import { type Route, serve } from "#http/route.ts";
import type { SubjectBook } from "#http/subjects.ts";

export function routesWith(book: SubjectBook): Route[] {
  return [
    serve(standHere, async ({ asker, database, params: { tab }, body }) => {
      const why = whyNotStand(asker, body);
      if (why !== null) return deny(why);
      const { workspaceId, memberId, role } = asker;
      const isAgency = role === "agency";
      return database.inWorkspace(workspaceId, async (tx) => {
        const thing = body.about === null ? null : subjectOfKey(body.about);
        // To all of us the thing is named only where they may see it themselves; an agency must not name others' things at all.
        if (isAgency && (thing === null || (await book.one(tx, asker, thing)) === null)) return missing();
        const { name, isHidden } = await seenAs(tx, asker);
        if (!isHidden) await tx.notify(presenceChannel, presenceNews({ workspaceId, tab, memberId, name, isAgency, ...body }));
        return { isSeen: !isHidden };
      });
    }),
    serve(readPresence, async ({ asker, database }) => {
      const why = whyNotChoosePresence(asker);
      if (why !== null) return deny(why);
      const { isHidden } = await database.inWorkspace(asker.workspaceId, (tx) => seenAs(tx, asker), { readOnly: true });
      return { isHidden };
    }),
    serve(choosePresence, async ({ asker, database, body }) => {
      const why = whyNotChoosePresence(asker);
      if (why !== null) return deny(why);
      const { workspaceId, memberId } = asker;
      await database.inWorkspace(workspaceId, async (tx) => {
        await savePresence(tx, asker, body.isHidden);
        if (body.isHidden) await tx.notify(presenceChannel, presenceNews({ workspaceId, memberId, tab: null, isGone: true }));
      });
      return {};
    }),
  ];
}
