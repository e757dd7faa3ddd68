// News in words: each piece said in the reader's language, with where it stands; what the reader may not see is not told.
import type { NewsSection } from "#features/digest/contract.ts";
import type { TellNews, Telling } from "#features/digest/jobs.ts";
import { said as saidOfDigest } from "#features/digest/rules.ts";
import { words as digestEn } from "#features/digest/words.en.ts";
import { words as digestRu } from "#features/digest/words.ru.ts";
import { codeWord, letterWriter, placeOf, said as saidOfNotice, writtenValues } from "#features/notices/rules.ts";
import { subjectBook } from "#apps/server/subjects.ts";
import { type NewsPiece, digestParts } from "#facts/digest.ts";
import type { NoticeSubject } from "#facts/notice.ts";
import { type Subject, type SubjectSeen, isSubjectKind, subjectKey, subjectOfKey } from "#facts/subject.ts";
import { paths } from "#kit/paths.ts";
import { newsFor } from "#ledger/news.ts";

const mostItems = 12;
const tables = { en: digestEn, ru: digestRu } as const;

/** The thing that a piece is about, where its room says who may see it; null: it was told to this member as theirs. */
function thingOf({ kind, id }: NoticeSubject): Subject | null {
  if (kind === "thread") return subjectOfKey(id);
  if (kind === "handoff") return { kind: "lead", id };
  if (kind === "debrief") return { kind: "project", id };
  return isSubjectKind(kind) ? { kind, id } : null;
}

function sentenceOf({ of, subject }: NewsPiece, seen: SubjectSeen | undefined, { language, timeZone }: Telling): string {
  const inLetters = letterWriter(language, timeZone);
  const own = (code: string) => (codeWord(code) in tables[language] ? saidOfDigest(language, codeWord(code)) : null);
  const write = { ...inLetters, code: (code: string) => own(code) ?? inLetters.code(code) };
  if ("notice" in of) return saidOfNotice(language, `kind-${of.notice}`, writtenValues(of.data, write));
  const { count, ...rest } = of.data;
  const about = seen?.title[language] ?? subject.id;
  const values = writtenValues({ about, ...rest, who: rest["who"] ?? saidOfDigest(language, "somebody") }, write);
  return saidOfDigest(language, `say-${of.news}`, { ...values, ...(count === undefined ? {} : { count }) });
}

function hrefOf(workspace: string, { subject, of }: NewsPiece): string {
  if ("news" in of && of.news === "decisions-signed") return paths.decisions(workspace, { kind: String(of.data["kind"]) });
  return "notice" in of && of.notice === "handoff-due" ? paths.handoff(workspace, { lead: subject.id }) : placeOf(workspace, subject);
}

export const tellNews: TellNews = async (tx, telling) => {
  const { asker, window, workspace } = telling;
  const pieces = await newsFor(tx, asker, window);
  const things = pieces.flatMap(({ subject }) => thingOf(subject) ?? []);
  const seen = await subjectBook.seen(tx, asker, things);
  const isOpen = (piece: NewsPiece) => {
    const thing = thingOf(piece.subject);
    return thing === null || seen.has(subjectKey(thing));
  };
  return digestParts.flatMap((part): NewsSection[] => {
    const here = pieces.filter((piece) => piece.part === part && isOpen(piece)).toSorted((a, b) => Number(b.isNew) - Number(a.isNew));
    if (here.length === 0) return [];
    const items = here.slice(0, mostItems).map((piece) => {
      const thing = thingOf(piece.subject);
      return { text: sentenceOf(piece, thing === null ? undefined : seen.get(subjectKey(thing)), telling), href: hrefOf(workspace, piece), isNew: piece.isNew };
    });
    return [{ part, items, more: here.length - items.length }];
  });
};
