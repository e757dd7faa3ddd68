// The command line's entrance.
import { commands } from "#apps/cli/commands.ts";
import { runCommandLine } from "#apps/cli/program.ts";
import { versionOfInstallation } from "#apps/version.ts";

process.exitCode = await runCommandLine(process.argv.slice(2), { environment: process.env, commands, version: versionOfInstallation() });
