// Minutes that go out with their letter as PDF: once for each meeting in it, as long as they are not too long to be sent.
import { minutesForLetter } from "#features/meeting-room/jobs.ts";
import type { LetterPaper, PostOffice } from "#features/notices/jobs.ts";
import { pdfOf } from "#http/report/pdf.ts";

/** Letters that the papers of one mail may have together, about thirty pages: what is longer is read at the link. */
export const mostLetters = 100_000;

/** All who are asked to a meeting get the same paper one after another: the last one written is kept. */
export function minutesPapers(): PostOffice["papers"] {
  let kept: { readonly of: string; readonly content: Promise<Uint8Array> } | null = null;
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
      const of = `${asker.workspaceId} ${meetingId} ${found.version} ${language}`;
      const write = () => {
        if (kept?.of !== of) kept = { of, content: pdfOf(found.report) };
        return kept.content;
      };
      const isNamed = papers.some(({ name }) => name === found.name);
      papers.push({ name: isNamed ? found.name.replace(/\.pdf$/, `-${papers.length + 1}.pdf`) : found.name, type: "application/pdf", write });
    }
    return { papers, isCut };
  };
}
