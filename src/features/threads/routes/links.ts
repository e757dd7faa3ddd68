// Answers about links in threads: what stands behind them now, for this reader, and what can be linked to.
import { maySeeMessage, whyNotFollow } from "#features/threads/access.ts";
import { findLinks, readThreadLinks } from "#features/threads/contract.ts";
import { seenView } from "#features/threads/rules.ts";
import { messagesOf } from "#features/threads/store.ts";
import { words } from "#features/threads/words.en.ts";
import { ourPathsIn } from "#facts/links.ts";
import { subjectOfKey } from "#facts/subject.ts";
import { deny, missing } from "#http/answers.ts";
import type { LinkReader } from "#http/live-links.ts";
import { type Route, serve } from "#http/route.ts";
import type { SubjectBook } from "#http/subjects.ts";
import { sentencesOf } from "#kit/sentences.ts";

/** Figures are weighed from all facts. */
const options = { sentences: sentencesOf(words), runsBeside: true };
/** A wall of addresses is no talk. */
const mostLinks = 60;

export function linkRoutes(book: SubjectBook, links: LinkReader): Route[] {
  return [
    serve(
      readThreadLinks,
      async (question) => {
        const { asker, database, workspace, query } = question;
        const subject = subjectOfKey(query.about);
        const rows = await database.inWorkspace(
          workspace.id,
          async (tx) => {
            if (subject === null || (await book.one(tx, asker, subject)) === null) return null;
            return messagesOf(tx, workspace.id, { subject, withInside: asker.role !== "agency", before: query.before ?? null, limit: query.limit });
          },
          { readOnly: true },
        );
        if (rows === null) return missing();
        const texts = rows.filter((row) => row.removedAt === null && maySeeMessage(asker, row)).toReversed();
        const paths = [...new Set(texts.flatMap(({ said }) => ourPathsIn(said, workspace.slug)))].slice(0, mostLinks);
        const seen = await links.read(question, paths);
        return {
          links: [...seen].map(([path, { kind, title, now, figure, aim }]) => ({ path, kind, title, now: seenView(path, { title, now }).now, figure, aim })),
        };
      },
      options,
    ),
    serve(
      findLinks,
      async (question) => {
        const why = whyNotFollow(question.asker);
        return why === null ? { found: [...(await links.offer(question, question.query.text))] } : deny(why);
      },
      options,
    ),
  ];
}
