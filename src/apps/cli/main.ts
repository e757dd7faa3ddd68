// The command line's entrance.
import { commands } from "#apps/cli/commands.ts";
import { runCommandLine } from "#apps/cli/program.ts";
import { versionOfInstallation } from "#apps/version.ts";

// Whoever started us with a channel and is gone cannot stop us any more: a server without its launcher would refuse the next one.
process.once("disconnect", () => process.emit("SIGTERM"));
process.channel?.unref();

process.exitCode = await runCommandLine(process.argv.slice(2), { environment: process.env, commands, version: versionOfInstallation() });
