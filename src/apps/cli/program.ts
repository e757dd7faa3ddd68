// The command line as a whole: the list of commands, the options they share, and how a run ends.
import { Command } from "commander";
import type { CliCommand, CommandContext } from "#apps/cli/command.ts";
import type { Commands } from "#apps/cli/commands.ts";
import { consoleFor } from "#apps/cli/console.ts";
import { CommandFault, exitCodeOf, exitCodes } from "#apps/cli/exit.ts";
import { openLog } from "#apps/log.ts";
import { type Environment, readSettings } from "#apps/settings-read.ts";

const footer = `
Exit codes: 0 done, 1 failed, 2 an answer is needed (usage, settings, something ambiguous), 3 refused.
EVENHAND_DATA names the data folder, DATABASE_URL a PostgreSQL of your own; 'evenhand settings' lists all.`;

/** Runs one command line (without node and script) and gives the exit code. */
export async function runCommandLine(argv: readonly string[], options: { environment: Environment; commands: Commands; version: string }): Promise<number> {
  let exitCode: number = exitCodes.ok;
  const program = new Command("evenhand")
    .description("One fair account of sales and marketing, from the company's own records.")
    .version(options.version)
    .addHelpText("after", footer);
  // Only the command that is asked for is read; the list of all of them is for help, and for a word that is no command.
  const asked = Object.entries(options.commands).filter(([name]) => name === argv[0]);
  for (const [name, read] of asked.length > 0 ? asked : Object.entries(options.commands)) {
    const command = await read();
    const sub = program.command(name);
    command
      .describe(sub)
      .option("--json", "one JSON document on standard output")
      .option("--workspace <slug>", "the workspace, where there are several")
      .addHelpText("after", footer)
      .action(async () => {
        exitCode = await runCommand(command, sub, options.environment);
      });
  }
  for (const each of [program, ...program.commands]) each.exitOverride().configureOutput({ writeErr: (text) => usageFault(text, argv.includes("--json")) });
  try {
    await program.parseAsync(argv.length === 0 ? ["--help"] : [...argv], { from: "user" });
  } catch (error) {
    // commander has said what is wrong, or shown the help that was asked for.
    const { exitCode: said, code } = error as { exitCode?: number; code?: string };
    if (!code?.startsWith("commander.")) throw error;
    return said === 0 ? exitCodes.ok : exitCodes.answerNeeded;
  }
  return exitCode;
}

/** What commander says of a wrong call; programs get it in the shape of every other refusal. */
function usageFault(text: string, isJson: boolean): void {
  if (isJson) consoleFor(true).fault(new CommandFault(exitCodes.answerNeeded, "usage", text.replace(/^error: /, "").trim()));
  else process.stderr.write(text);
}

async function runCommand(command: CliCommand, sub: Command, environment: Environment): Promise<number> {
  const given = sub.opts<{ json?: boolean; workspace?: string }>();
  const console = consoleFor(given.json === true);
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.once("SIGINT", stop).once("SIGTERM", stop);
  try {
    const read = readSettings(environment);
    // What opens storage is heavy, and help and wrong usage have no need of it.
    const { withDatabaseOf } = await import("#apps/cli/with-database.ts");
    const log = openLog(sub.name() === "serve" ? read.settings.logLevel : quieter(read.settings.logLevel));
    const withDatabase = withDatabaseOf({ settings: read.settings, log, workspace: given.workspace });
    const context: CommandContext = { console, read, settings: read.settings, log, withDatabase, signal: stopping.signal };
    return (await command.run(context, given, sub.processedArgs as unknown[])) ?? exitCodes.ok;
  } catch (error) {
    console.fault(error);
    return exitCodeOf(error);
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop);
  }
}

/** Short commands log what is wrong, not what is usual. */
function quieter(level: string): string {
  return level === "info" ? "warn" : level;
}
