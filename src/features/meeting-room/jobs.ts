// The minutes of a meeting for a letter: the last version, in its reader's language, for who may read them.
import type { MinutesBody } from "#features/meeting-room/contract.ts";
import { fileOfMinutes, reportOf } from "#features/meeting-room/rules.ts";
import { minutesRows } from "#features/meeting-room/store.ts";
import type { Tx } from "#db/database.ts";
import type { Asker } from "#facts/department.ts";
import { whyNotReadMeetings } from "#facts/meeting-rights.ts";
import type { Language } from "#kit/words.ts";

/** The report of the last minutes, and how many letters it has; null: there are none, or none for this reader. */
export async function minutesForLetter(tx: Tx, asker: Asker, { meetingId, language }: { readonly meetingId: string; readonly language: Language }) {
  if (whyNotReadMeetings(asker) !== null) return null;
  const versions = await minutesRows<MinutesBody>(tx, asker.workspaceId, meetingId);
  const last = versions.at(-1);
  if (last === undefined) return null;
  const report = reportOf(last.body, { language, version: last.version, reasons: versions.flatMap(({ reason }) => reason ?? []) });
  const letters = report.passages.reduce((sum, { lines }) => sum + lines.reduce((all, { text }) => all + text.length + 1, 0), 0);
  return { report, letters, version: last.version, name: fileOfMinutes(last) };
}
