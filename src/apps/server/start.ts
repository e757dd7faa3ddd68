// The server starts: routes of all rooms on one address, and a way to stop that finishes what is under way.
import { figuresBeside } from "#apps/server/decided.ts";
import { evidenceWork } from "#features/decisions/jobs.ts";
import { besideThread } from "#apps/server/beside.ts";
import { startClock } from "#apps/server/clock.ts";
import { allLive, allRoutes, allWork } from "#apps/server/gather.ts";
import { type MailOptions, openPostOffice } from "#apps/server/post-office.ts";
import { hookPost } from "#apps/server/hook-post.ts";
import { scoredBeside } from "#apps/server/score-leads.ts";
import { measuredBeside } from "#apps/server/measure-projects.ts";
import { preparedBeside } from "#apps/server/prepare-credit.ts";
import { watchedBeside } from "#apps/server/turn-checks.ts";
import { weighedBeside } from "#apps/server/weigh-claims.ts";
import { agendasBeside } from "#apps/server/write-agendas.ts";
import type { Database } from "#db/database.ts";
import type { Log } from "#db/log.ts";
import { ownMigrations } from "#db/migrate.ts";
import { turnWork } from "#features/turns/jobs.ts";
import { creditWork } from "#features/journeys/jobs.ts";
import { verdictWork } from "#features/claims/jobs.ts";
import { scoreRuleWork } from "#features/handoff/jobs.ts";
import { debriefWork } from "#features/debriefs/jobs.ts";
import { meetingWork } from "#features/meetings/jobs.ts";
import { startImportJobs } from "#features/imports/jobs.ts";
import { forgetOldAttempts } from "#http/attempts.ts";
import { surveyKey, surveyWork } from "#features/survey/jobs.ts";
import { hookKey, webhookWork } from "#features/webhooks/jobs.ts";
import { placeOf } from "#features/notices/rules.ts";
import { allowedTargets } from "#http/outgoing-target.ts";
import { keyFor, unseal } from "#http/secrets.ts";
import type { MakeDemo } from "#http/house.ts";
import type { Route } from "#http/route.ts";
import { serverOf } from "#http/server.ts";
import type { ServerSettings } from "#http/settings.ts";

export interface StartOptions {
  readonly database: Database;
  readonly settings: ServerSettings;
  readonly log: Log;
  /** Makes the demo company in its own workspace, or finds it; without it nobody is offered the demo. */
  readonly demo?: MakeDemo;
  /** Sends letters, and takes answers to them; without it notices stand on their page alone. */
  readonly mail?: MailOptions;
  /** Other routes than those of all rooms, for tests; they are all answered in this thread. */
  readonly routes?: readonly Route[];
}

export interface Started {
  /** Where it listens: 'http://127.0.0.1:4780'. */
  readonly address: string;
  /** Stops taking requests, finishes those under way, ends events. The database stays open: who opened it closes it. */
  close(): Promise<void>;
}

const hour = 3_600_000;

/** Listens when it returns. Throws where the port is taken. */
export async function startServer({ database, settings, log, demo, mail, routes = allRoutes }: StartOptions): Promise<Started> {
  if (settings.secret.length < 32) throw new Error("the server's secret has fewer than 32 characters");
  const beside = routes === allRoutes ? besideThread({ databaseUrl: database.url, log, heapMegabytes: settings.answersMegabytes }) : null;
  const server = await serverOf({
    database,
    settings,
    log,
    routes,
    live: allLive,
    pendingMigrations: () => pendingMigrations(database),
    ...(demo ? { makeDemo: demo } : {}),
    ...(beside ? { beside } : {}),
  });
  const address = await server.app.listen({ host: settings.host, port: settings.port });
  beside?.start();
  const tidy = () => forgetOldAttempts(database).catch((fault: unknown) => log.warn({ fault: String(fault) }, "old sign-in attempts could not be cleared"));
  void tidy();
  const tidying = setInterval(() => void tidy(), hour);
  tidying.unref();
  const imports = await startImportJobs(database, log, (rows) => server.metrics.imported(rows));
  const letters = mail && (await openPostOffice(mail, { database, log, settings, beside }));
  const clock = await startClock(
    database,
    log,
    routes === allRoutes
      ? [
          ...allWork,
          ...(letters?.work ?? []),
          ...(beside
            ? [
                creditWork(preparedBeside(beside)),
                verdictWork(weighedBeside(beside)),
                turnWork(watchedBeside(beside)),
                scoreRuleWork(scoredBeside(beside)),
                meetingWork(agendasBeside(beside, database)),
                debriefWork(measuredBeside(beside, database)),
                evidenceWork(figuresBeside(beside, database)),
              ]
            : []),
          surveyWork((sealed, about) => unseal(sealed, { key: keyFor(surveyKey, settings.secret), about })),
          webhookWork({
            post: hookPost({ allowed: allowedTargets(settings.openTargets) }),
            open: (sealed, about) => unseal(sealed, { key: keyFor(hookKey, settings.secret), about }),
            base: settings.publicUrl ?? address,
            placeOf,
          }),
        ]
      : [],
  );
  log.info({ address }, "the server listens");
  return {
    address,
    close: async () => {
      clearInterval(tidying);
      await letters?.closeDoor();
      await clock.stop();
      letters?.close();
      await imports.stop();
      await server.stop();
      await beside?.close();
      log.info({}, "the server has stopped");
    },
  };
}

/** Migrations that came with this version and that the database has not had; throws when storage does not answer. */
export async function pendingMigrations(database: Database): Promise<number> {
  const rows = await database.inSignIn((tx) => tx.rows<{ name: string }>("select name from installation.migration"));
  const had = new Set(rows.map((row) => row.name));
  return ownMigrations().filter((each) => !had.has(each.name)).length;
}
