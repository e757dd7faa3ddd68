// What every command is made of: one file in commands/ exports one of these.
import type { Command } from "commander";
import type { Console } from "#apps/cli/console.ts";
import type { ExitCode } from "#apps/cli/exit.ts";
import type { WithDatabase } from "#apps/cli/with-database.ts";
import type { ReadSettings } from "#apps/settings-read.ts";
import type { Log } from "#db/log.ts";

export interface CommandContext {
  readonly console: Console;
  readonly read: ReadSettings;
  readonly settings: ReadSettings["settings"];
  readonly log: Log;
  /** Opens the database, gives it with the workspace, closes it. */
  readonly withDatabase: WithDatabase;
  /** Aborted at Ctrl-C or SIGTERM: stop at the next good place. */
  readonly signal: AbortSignal;
}

export interface CliCommand {
  /** Declares name, arguments, options and help on the given commander command. --json and --workspace are there already. */
  describe(command: Command): Command;
  /** Runs with the parsed arguments in order; gives an exit code other than 0 where that is an answer. */
  run(context: CommandContext, options: Readonly<Record<string, unknown>>, args: readonly unknown[]): Promise<ExitCode | void>;
}

/** Keeps the types of one command together. */
export function cliCommand(command: CliCommand): CliCommand {
  return command;
}
