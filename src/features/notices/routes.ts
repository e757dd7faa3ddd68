// Answers about one's own notices: read, marked, and what of them comes by mail.
import { seesTroubleOfAll } from "#features/notices/access.ts";
import { changeNoticeSettings, countNotices, listNotices, markNotices, readNoticeSettings } from "#features/notices/contract.ts";
import { groupsFor, hasDigest } from "#features/notices/rules.ts";
import { countsOf, markSeen, noticesOf, saveSettings, settingsOf, troublesOf, unseenOf } from "#features/notices/store.ts";
import type { Tx } from "#db/database.ts";
import type { Asker } from "#facts/department.ts";
import { type Route, serve } from "#http/route.ts";

export const routes: Route[] = [
  serve(listNotices, async ({ asker, database, query }) => {
    return database.inWorkspace(
      asker.workspaceId,
      async (tx) => {
        const { all, unseen, waiting } = await countsOf(tx, asker);
        return { notices: await noticesOf(tx, asker, query), total: query.unseen ? unseen : all, unseen, waiting };
      },
      { readOnly: true },
    );
  }),
  serve(countNotices, async ({ asker, database }) => {
    return { unseen: await database.inWorkspace(asker.workspaceId, (tx) => unseenOf(tx, asker), { readOnly: true }) };
  }),
  serve(markNotices, async ({ asker, database, body }) => {
    return { ids: await database.inWorkspace(asker.workspaceId, (tx) => markSeen(tx, asker, { ids: body.ids ?? null, isSeen: body.isSeen })) };
  }),
  serve(readNoticeSettings, async ({ asker, database }) => {
    return database.inWorkspace(asker.workspaceId, (tx) => settingsView(tx, asker), { readOnly: true });
  }),
  serve(changeNoticeSettings, async ({ asker, database, body }) => {
    return database.inWorkspace(asker.workspaceId, async (tx) => {
      await saveSettings(tx, asker, body);
      return settingsView(tx, asker);
    });
  }),
];

async function settingsView(tx: Tx, asker: Asker) {
  const troubles = await troublesOf(tx, asker.workspaceId, seesTroubleOfAll(asker) ? null : asker.memberId);
  return { ...(await settingsOf(tx, asker)), groups: groupsFor(asker.role), hasDigest: hasDigest(asker.role), troubles };
}
