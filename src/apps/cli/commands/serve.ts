// evenhand serve: starts the product and prints one address.
import { cliCommand, type CommandContext } from "#apps/cli/command.ts";
import { CommandFault, exitCodes } from "#apps/cli/exit.ts";
import { claimDataFolder, clearCard, leaveCard } from "#apps/cli/one-server.ts";
import { openDemoWorkspace } from "#apps/demo.ts";
import { openScreens } from "#apps/screens.ts";
import { addressIn, mailServerIn } from "#apps/mail-settings.ts";
import type { MailOptions } from "#apps/server/post-office.ts";
import type { Settings } from "#apps/settings.ts";
import { type Storage, openStorage } from "#apps/storage.ts";
import { versionOfInstallation } from "#apps/version.ts";
import { installationSecret } from "#db/secret.ts";
import type { MakeDemo } from "#http/house.ts";
import { type ServerSettings, usualLimits } from "#http/settings.ts";

export const serveCommand = cliCommand({
  describe: (command) =>
    command
      .description("start the product and print its address")
      .option("--dev", "for work on the product itself: started again at each change of a source")
      .option("--no-screens", "answer the interface alone: neither build nor serve the screens"),
  async run(context, options) {
    const { console, settings, log, read, signal } = context;
    if (read.unknownVariables.length > 0) log.warn({ variables: read.unknownVariables }, "These variables are set, but there is no such setting");
    const lost = Promise.withResolvers<never>();
    lost.promise.catch(() => {});
    const storage = await openStorage({ settings, log, onLost: (fault) => lost.reject(fault) });
    try {
      if (storage.embedded) {
        await claimDataFolder(storage.embedded, settings.dataFolder);
        clearCard(settings.dataFolder);
      }
      const server = await listen(context, storage, options["screens"] !== false);
      const card = storage.embedded ? leaveCard(settings.dataFolder, server.address) : null;
      try {
        await console.answer({ address: server.address, pid: process.pid }, ({ address }) => `Evenhand is ready at ${address}`);
        await Promise.race([aborted(signal), lost.promise]);
        card?.sayStopping();
        log.info({}, "Stopping: requests under way are finished first");
      } finally {
        await server.close();
        card?.takeAway();
      }
    } finally {
      await storage.close();
    }
  },
});

async function listen({ settings, log }: CommandContext, storage: Storage, hasScreens: boolean): Promise<{ address: string; close(): Promise<void> }> {
  const webFolder = hasScreens ? await openScreens((sentence) => log.info({}, sentence)) : null;
  const secret = settings.secret ?? (await installationSecret(storage.database));
  const { startServer } = await import("#apps/server/start.ts");
  try {
    const demo: MakeDemo = async (database, language) => openDemoWorkspace(database, { asOf: new Date().toISOString().slice(0, 10), language, log });
    const mail = mailOptions(settings);
    return await startServer({ database: storage.database, settings: serverSettings(settings, { secret, webFolder }), log, demo, ...(mail ? { mail } : {}) });
  } catch (error) {
    throw listeningFault(error, settings);
  }
}

/** Null where mail is off. That what belongs together is set together has been seen to when the settings were read. */
function mailOptions({ smtpUrl, mailFrom, publicUrl, replyDomain, replyPort }: Settings): MailOptions | null {
  const [server, from] = [smtpUrl === null ? null : mailServerIn(smtpUrl), mailFrom === null ? null : addressIn(mailFrom)];
  if (server === null || from === null || publicUrl === null) return null;
  return { server, from, base: publicUrl, replies: replyDomain === null || replyPort === null ? null : { domain: replyDomain, port: replyPort } };
}

function serverSettings(settings: Settings, found: { secret: string; webFolder: string | null }): ServerSettings {
  const { host, port, publicUrl, trustedProxies, hostNames, metricsToken, openTargets, uploadMegabytes, answersMegabytes } = settings;
  const limits = { ...usualLimits, uploadBytes: uploadMegabytes * 1024 * 1024 };
  return { host, port, publicUrl, trustedProxies, hostNames, metricsToken, openTargets, answersMegabytes, limits, version: versionOfInstallation(), ...found };
}

/** What people meet most when a server cannot listen, in one sentence. */
function listeningFault(error: unknown, { host, port: own, replyPort }: Settings): unknown {
  const { code, port = own } = error as { code?: string; port?: number };
  const name = port === replyPort && port !== own ? "EVENHAND_REPLY_PORT" : "EVENHAND_PORT";
  if (code === "EADDRINUSE")
    return new CommandFault(
      exitCodes.failed,
      "port-taken",
      `Port ${port} on ${host} is taken by another program. Stop that one, or choose another with ${name} (0 takes any free one).`,
    );
  if (code === "EACCES")
    return new CommandFault(exitCodes.failed, "port-closed", `This user may not listen on port ${port}. Choose one above 1023 with ${name}.`);
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return new CommandFault(
      exitCodes.failed,
      "no-such-host",
      `${host} is no address of this machine. Correct EVENHAND_HOST; 127.0.0.1 is this machine alone, 0.0.0.0 every network it is in.`,
    );
  return error;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) done();
    signal.addEventListener("abort", () => done(), { once: true });
  });
}
