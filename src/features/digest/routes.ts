// Answers about one's digest and about what is new at home; and the door that stops the digest, which opens to nothing but its link.
import { whyNotHaveDigest } from "#features/digest/access.ts";
import { changeDigest, markVisit, readDigest, readNews, stopDigest } from "#features/digest/contract.ts";
import type { TellNews } from "#features/digest/jobs.ts";
import { homeSince, isWorthALetter, lastVisitEnd, nextTurn, rhythmDays, visitPauseMs, windowOf } from "#features/digest/rules.ts";
import { digestOf, saveDigest, saveVisit, stopDigestOf, visitOf } from "#features/digest/store.ts";
import { words } from "#features/digest/words.en.ts";
import { deny, invalid, missing } from "#http/answers.ts";
import { type Route, serve, serveOpen } from "#http/route.ts";
import { keyFor } from "#http/secrets.ts";
import { isTimeZone } from "#http/today.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { readStopToken, stopPurpose } from "#ledger/stop-token.ts";

const options = { sentences: sentencesOf(words) };
const dayMs = 86_400_000;
/** What is owed is told a week ahead at home. */
const homeDays = 7;

export function routesWith(tell: TellNews): Route[] {
  return [
    serve(
      readDigest,
      async ({ asker, database, workspace, query, now }) => {
        const why = whyNotHaveDigest(asker);
        if (why !== null) return deny(why);
        return database.inWorkspace(
          asker.workspaceId,
          async (tx) => {
            const { choice, address, isMailOn, toldUntil } = await digestOf(tx, asker);
            const timeZone = choice.timeZone ?? workspace.timeZone;
            const nowMs = Date.parse(now);
            // Whoever gets none sees what a daily one would hold.
            const days = rhythmDays(choice) ?? 1;
            const sinceMs = Math.max(toldUntil === null ? 0 : Date.parse(toldUntil), nowMs - 14 * dayMs, toldUntil === null ? nowMs - days * dayMs : 0);
            const window = { ...windowOf({ sinceMs, untilMs: nowMs, days, timeZone }), letter: { mailId: null } };
            const sections = await tell(tx, { asker, window, language: query.language, timeZone, workspace: workspace.slug });
            const next = nextTurn({ ...choice, timeZone }, nowMs);
            return {
              choice,
              workspaceTimeZone: workspace.timeZone,
              address,
              isMailOn,
              nextAt: next === null ? null : new Date(next.at).toISOString(),
              since: window.since,
              sections,
              wouldCome: isWorthALetter(sections),
            };
          },
          { readOnly: true },
        );
      },
      options,
    ),
    serve(
      changeDigest,
      async ({ asker, database, body }) => {
        const why = whyNotHaveDigest(asker);
        if (why !== null) return deny(why);
        if (body.timeZone !== null && !isTimeZone(body.timeZone)) return invalid("unknown-time-zone");
        await database.inWorkspace(asker.workspaceId, (tx) => saveDigest(tx, asker, body));
        return {};
      },
      options,
    ),
    serveOpen(
      stopDigest,
      async ({ database, query, stream, house }) => {
        // What is posted says nothing that the link does not.
        for await (const _ of stream!);
        const of = readStopToken(keyFor(stopPurpose, house.settings.secret), query.token);
        const stopped = of === null ? null : await database.inWorkspace(of.workspaceId, (tx) => stopDigestOf(tx, of));
        return stopped ?? missing();
      },
      { ...options, bodyLimit: 16_384, isByToken: true },
    ),
    serve(
      readNews,
      async ({ asker, database, workspace, query, now }) => {
        const why = whyNotHaveDigest(asker);
        if (why !== null) return deny(why);
        return database.inWorkspace(
          asker.workspaceId,
          async (tx) => {
            const nowMs = Date.parse(now);
            const since = lastVisitEnd(await visitOf(tx, asker), nowMs);
            const { timeZone, slug } = workspace;
            const window = { ...windowOf({ sinceMs: homeSince(since, nowMs), untilMs: nowMs, days: homeDays, timeZone }), letter: null };
            return { since, sections: await tell(tx, { asker, window, language: query.language, timeZone, workspace: slug }) };
          },
          { readOnly: true },
        );
      },
      options,
    ),
    serve(
      markVisit,
      async ({ asker, database, now }) => {
        const why = whyNotHaveDigest(asker);
        if (why !== null) return deny(why);
        await database.inWorkspace(asker.workspaceId, async (tx) => {
          const was = await visitOf(tx, asker);
          const isAnother = was !== null && Date.parse(now) - Date.parse(was.seenAt) > visitPauseMs;
          await saveVisit(tx, asker, { seenAt: now, beforeAt: isAnother ? was.seenAt : (was?.beforeAt ?? null) });
        });
        return {};
      },
      options,
    ),
  ];
}
