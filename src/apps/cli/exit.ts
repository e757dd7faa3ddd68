// What a command's exit code means, and the fault that carries one.

export const exitCodes = { ok: 0, failed: 1, answerNeeded: 2, refused: 3 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Ends a command with a sentence and an exit code; no stack trace is shown. */
export class CommandFault extends Error {
  override readonly name = "CommandFault";
  readonly exitCode: ExitCode;
  /** Stable, for programs that read --json. */
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(exitCode: ExitCode, code: string, sentence: string, details?: Readonly<Record<string, unknown>>) {
    super(sentence);
    this.exitCode = exitCode;
    this.code = code;
    this.details = details;
  }
}

/** Storage codes that mean "we will not", rather than "it failed". */
const refusals = new Set([
  "data-folder-elsewhere",
  "database-newer",
  "migration-edited",
  "role-above-the-wall",
  "second-server",
  "database-not-empty",
  "database-in-use",
]);

/** The exit code for anything thrown. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof CommandFault) return error.exitCode;
  if ((error as Error).name === "SettingFault") return exitCodes.answerNeeded;
  return refusals.has((error as { code?: string }).code ?? "") ? exitCodes.refused : exitCodes.failed;
}
