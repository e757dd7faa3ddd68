// What a company that begins on the command line counts in, and where its days begin: said with its first files.
import { CommandFault, exitCodes } from "#apps/cli/exit.ts";
import type { Database } from "#db/database.ts";
import { changesNumbers } from "#features/workspace/rules.ts";
import { hasMoney, saveSettings, settingsToChange } from "#features/workspace/store.ts";
import { isTimeZone } from "#http/today.ts";

export interface AskedLens {
  readonly currency?: string;
  readonly timeZone?: string;
}

/** What was asked of it; throws a CommandFault on a currency or a time zone that there is not. */
export function lensOf({ currency, timeZone }: AskedLens): AskedLens {
  if (currency !== undefined && !Intl.supportedValuesOf("currency").includes(currency)) throw usage(`'${currency}' is no currency; write USD, EUR, RUB …`);
  if (timeZone !== undefined && !isTimeZone(timeZone)) throw usage(`'${timeZone}' is no time zone; write Europe/Moscow, America/New_York …`);
  return { ...(currency === undefined ? {} : { currency }), ...(timeZone === undefined ? {} : { timeZone }) };
}

/** Settles both for a workspace. With amounts on record they stay as they are, because every amount without a sign was read in that currency. */
export async function countIn(database: Database, workspaceId: string, asked: AskedLens): Promise<void> {
  await database.inWorkspace(workspaceId, async (tx) => {
    const was = await settingsToChange(tx, workspaceId);
    const now = { ...was, ...asked };
    if (!changesNumbers(was, now)) return;
    if (await hasMoney(tx, workspaceId))
      throw new CommandFault(
        exitCodes.refused,
        "lens-settled",
        `This workspace counts in ${was.currency}, its days are those of ${was.timeZone}, and it holds amounts already.`,
      );
    await saveSettings(tx, workspaceId, now, true);
  });
}

const usage = (sentence: string) => new CommandFault(exitCodes.answerNeeded, "usage", sentence);
