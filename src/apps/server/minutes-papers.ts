// Minutes that go out with their letter as PDF: once for each meeting in it, as long as they are not too long to be sent.
import { askBeside } from "#apps/server/ask-beside.ts";
import { exportMinutes } from "#features/meeting-room/contract.ts";
import { minutesForLetter } from "#features/meeting-room/jobs.ts";
import type { LetterPaper, PostOffice } from "#features/notices/jobs.ts";
import type { Database } from "#db/database.ts";
import { type Beside, goneOrLate } from "#http/beside.ts";
import { pdfOf } from "#http/report/pdf.ts";
import type { Report } from "#http/report/report.ts";
import { dayIn } from "#http/today.ts";
import { workspaceToAsk } from "#ledger/workspaces.ts";

/** Letters that the papers of one mail may have together, about thirty pages: what is longer is read at the link. */
export const mostLetters = 100_000;
/** Longest that a letter waits for a paper, milliseconds; then it goes without. */
const longestMs = 120_000;

export interface PaperOrder {
  readonly workspaceId: string;
  readonly meetingId: string;
  readonly language: "en" | "ru";
  readonly name: string;
  readonly report: Report;
}

/** Sets a paper. Throws where it cannot be set now: its letter then says where it stands. */
export type SetPaper = (order: PaperOrder) => Promise<Uint8Array>;

/** In the process that asks: for work without a process beside. */
export const setHere: SetPaper = ({ report }) => pdfOf(report);

/** In the process beside, as for whoever saves the minutes: thirty pages take a second, for which no page here waits. */
export function setBeside(beside: Beside, database: Database): SetPaper {
  return async ({ workspaceId, meetingId, language, name }) => {
    const workspace = await database.inWorkspace(workspaceId, (tx) => workspaceToAsk(tx, workspaceId), { readOnly: true });
    const asOf = dayIn(workspace.timeZone, new Date());
    const { signal, done } = goneOrLate(new AbortController().signal, longestMs);
    try {
      const asked = { endpoint: exportMinutes, query: { language }, about: meetingId, workspace, asOf, isOfFactsAlone: false };
      const wire = await askBeside(beside, asked, signal);
      if (wire.kind === "refusal") throw new Error(wire.refusal.reason);
      // Another name: they were corrected since this letter was put into words, and the next one brings those.
      if (wire.kind !== "file" || wire.file.name !== name || !(wire.file.content instanceof Uint8Array)) throw new Error("other minutes than were asked for");
      return wire.file.content;
    } finally {
      done();
    }
  };
}

/** All who are asked to a meeting get the same paper one after another: the last one written is kept. */
export function minutesPapers(set: SetPaper): PostOffice["papers"] {
  let kept: { readonly of: string; readonly content: Promise<Uint8Array> } | null = null;
  const paper = (of: string, order: PaperOrder) => {
    if (kept?.of === of) return kept.content;
    const content = set(order);
    const one = { of, content };
    kept = one;
    // What could not be set now is tried again for the next letter.
    content.catch(() => {
      if (kept === one) kept = null;
    });
    return content;
  };
  return async (tx, { asker, language }, notices) => {
    const meetings = new Set(notices.flatMap(({ kind, subject }) => (kind === "minutes-ready" || kind === "minutes-corrected" ? [subject.id] : [])));
    const papers: LetterPaper[] = [];
    let [room, isCut] = [mostLetters, false];
    for (const meetingId of meetings) {
      const found = await minutesForLetter(tx, asker, { meetingId, language });
      if (found === null) continue;
      if (found.letters > room) {
        isCut = true;
        continue;
      }
      room -= found.letters;
      const { workspaceId } = asker;
      const { name, report } = found;
      const write = () => paper(`${workspaceId} ${meetingId} ${found.version} ${language}`, { workspaceId, meetingId, language, name, report });
      const isNamed = papers.some((each) => each.name === name);
      papers.push({ name: isNamed ? name.replace(/\.pdf$/, `-${papers.length + 1}.pdf`) : name, type: "application/pdf", write });
    }
    return { papers, isCut };
  };
}
