// Answers about threads. Each begins with the thing itself: who may not see it is told that it is not there.
// Long because: every act of a message's life stands here in its order, each a few lines.
import { randomUUID } from "node:crypto";

import { maySeeMessage, whyNotEdit, whyNotFollow, whyNotRemove, whyNotWrite } from "#features/threads/access.ts";
import {
  editMessage,
  findReaders,
  followSubject,
  listThreads,
  markThreadRead,
  muteMember,
  quoteNumber,
  reactToMessage,
  readQuote,
  readThread,
  readVersions,
  removeMessage,
  restoreMessage,
  showSubjects,
  writeMessage,
} from "#features/threads/contract.ts";
import { linkRoutes } from "#features/threads/routes/links.ts";
import { lineOf, messageView, namedAnew, reachOf, seenView } from "#features/threads/rules.ts";
import {
  type FoundMessage,
  alreadyTold,
  beginToFollow,
  changeSaid,
  countMessages,
  followersOf,
  insertMessage,
  isSharedWithAgencies,
  messageOf,
  messagesOf,
  mutedBy,
  mutersOf,
  namesOf,
  reactionsTo,
  readersAmong,
  setFollow,
  setMuted,
  setReaction,
  setReadTo,
  setRemoved,
  standingOf,
  threadRows,
  versionsOf,
} from "#features/threads/store.ts";
import { words } from "#features/threads/words.en.ts";
import type { Tx } from "#db/database.ts";
import type { Asker } from "#facts/department.ts";
import { type Subject, type SubjectSeen, subjectKey, subjectOfKey } from "#facts/subject.ts";
import type { Quote } from "#facts/thread.ts";
import { deny, invalid, missing } from "#http/answers.ts";
import type { LinkReader } from "#http/live-links.ts";
import type { FindNumber } from "#http/number-finder.ts";
import type { MemberQuestion } from "#http/question.ts";
import { type Route, serve } from "#http/route.ts";
import type { SubjectBook } from "#http/subjects.ts";
import { namedIn } from "#kit/light-marks.ts";
import { isOurPage } from "#kit/paths.ts";
import type { Refusal } from "#kit/refusal.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { audit } from "#ledger/audit.ts";
import { filesOfAll } from "#ledger/kept-files.ts";
import { settleOf, tell } from "#ledger/notices.ts";

const options = { sentences: sentencesOf(words) };
type Here = Pick<MemberQuestion, "asker" | "database" | "workspace">;

/** Threads on everything that the book of the house knows, with numbers that its rooms show. */
export function routesWith(book: SubjectBook, numbers: FindNumber, links: LinkReader): Route[] {
  /** The thing, where the asker may see it. */
  const seenBy = async (tx: Tx, asker: Asker, key: string): Promise<{ subject: Subject; seen: SubjectSeen } | null> => {
    const subject = subjectOfKey(key);
    const seen = subject === null ? null : await book.one(tx, asker, subject);
    return subject === null || seen === null ? null : { subject, seen };
  };
  /** A message whose thing the asker may see, and which is for them. */
  const messageSeen = async (tx: Tx, asker: Asker, { id, isHeld = false }: { id: string; isHeld?: boolean }): Promise<FoundMessage | null> => {
    const found = await messageOf(tx, asker.workspaceId, { id, isHeld });
    if (found === null || !maySeeMessage(asker, found)) return null;
    return (await book.one(tx, asker, subjectOf(found))) === null ? null : found;
  };
  const changing = (
    { asker, database }: Pick<Here, "asker" | "database">,
    id: string,
    act: (tx: Tx, found: FoundMessage) => Promise<Refusal | Record<string, never>>,
  ): Promise<Refusal | Record<string, never>> =>
    database.inWorkspace(asker.workspaceId, async (tx) => {
      const found = await messageSeen(tx, asker, { id, isHeld: true });
      if (found === null) return missing();
      const answer = await act(tx, found);
      await tx.notify("evenhand_threads", asker.workspaceId);
      return answer;
    });

  /** Of these members, those who may see the thing: nobody else is named, told or offered. */
  const readers = async (tx: Tx, asker: Asker, { subject, ids, text = "" }: { subject: Subject; ids: readonly string[] | null; text?: string }) => {
    const all = (await readersAmong(tx, asker.workspaceId, { ids, text })).filter((one) => one.role !== "agency");
    const may = [];
    for (const one of all) if ((await book.one(tx, one, subject)) !== null) may.push(one);
    return may;
  };

  /** Writes it down, follows for those whom it concerns, and tells them once. */
  const put = async (
    tx: Tx,
    { asker, workspace }: Pick<Here, "asker" | "workspace">,
    said: { subject: Subject; seen: SubjectSeen; text: string; isInside: boolean; quote: Quote | null },
  ) => {
    const { subject, text, isInside, quote } = said;
    const { workspaceId, memberId } = asker;
    const named = namedIn(text);
    const able = new Set((await readers(tx, asker, { subject, ids: named })).map((one) => one.memberId));
    const unable = named.find((id) => !able.has(id));
    if (unable !== undefined) return invalid("cannot-see-it");
    const id = randomUUID();
    const place = await insertMessage(tx, workspaceId, { id, subject, by: memberId, said: text, isInside, quote });
    const followers = await followersOf(tx, workspaceId, subject);
    const reach = reachOf(text, { by: memberId, followers, mutedBy: await mutersOf(tx, workspaceId, memberId) });
    await beginToFollow(tx, workspaceId, { subject, members: [memberId, ...reach.named] });
    await setReadTo(tx, asker, { subject, place });
    await call(tx, { asker, workspace }, { subject, title: said.seen.title[workspace.language], text, named: reach.named, following: reach.following });
    await tx.notify("evenhand_threads", workspaceId);
    return { id };
  };

  const call = async (
    tx: Tx,
    { asker, workspace }: Pick<Here, "asker" | "workspace">,
    what: { subject: Subject; title: string; text: string; named: readonly string[]; following: readonly string[] },
  ): Promise<void> => {
    const thread = subjectKey(what.subject);
    const may = new Set((await readers(tx, asker, { subject: what.subject, ids: [...what.named, ...what.following] })).map((one) => one.memberId));
    const names = new Map((await namesOf(tx, workspace.id, [asker.memberId, ...namedIn(what.text)])).map((one) => [one.id, one.name]));
    const data = { who: names.get(asker.memberId) ?? "", about: what.title, said: lineOf(what.text, (id) => names.get(id) ?? null) };
    const subject = { kind: "thread", id: thread };
    await tell(tx, workspace.id, { to: what.named.filter((id) => may.has(id)), kind: "thread-named", subject, data });
    const told = await alreadyTold(tx, workspace.id, { thread, members: what.following });
    await tell(tx, workspace.id, { to: what.following.filter((id) => may.has(id) && !told.has(id)), kind: "thread-written", subject, data });
  };

  return [
    ...linkRoutes(book, links),
    serve(
      readThread,
      ({ asker, database, query }) =>
        database.inWorkspace(
          asker.workspaceId,
          async (tx) => {
            const about = await seenBy(tx, asker, query.about);
            if (about === null) return missing();
            const { subject, seen } = about;
            const { workspaceId } = asker;
            const withInside = asker.role !== "agency";
            const rows = await messagesOf(tx, workspaceId, { subject, withInside, before: query.before ?? null, limit: query.limit + 1 });
            const shown = rows.slice(-query.limit);
            const ids = shown.map(({ id }) => id);
            const beside = { given: await reactionsTo(tx, workspaceId, ids), files: await filesOfAll(tx, workspaceId, { kind: "message", ids }) };
            const followers = await followersOf(tx, workspaceId, subject);
            return {
              subject: seenView(query.about, seen),
              messages: shown.map((row) => messageView(row, beside, asker)),
              people: await namesOf(tx, workspaceId, [...new Set(shown.flatMap(({ said, removedAt }) => (removedAt === null ? namedIn(said) : [])))]),
              total: await countMessages(tx, workspaceId, { subject, withInside }),
              hasEarlier: rows.length > shown.length,
              ...(await standingOf(tx, asker, subject)),
              followers: withInside ? followers.filter(({ state }) => state === "follows").length : 0,
              isShared: await isSharedWithAgencies(tx, workspaceId, subject),
              mutedPeople: await mutedBy(tx, asker),
              whyNotWrite: whyNotWrite(asker),
            };
          },
          { readOnly: true },
        ),
      options,
    ),
    serve(
      listThreads,
      ({ asker, database, query }) =>
        database.inWorkspace(
          asker.workspaceId,
          async (tx) => {
            const rows = await threadRows(tx, asker, query);
            const subjects = rows.map(({ kind, id }) => ({ kind, id }));
            const seen = await book.seen(tx, asker, subjects);
            const names = new Map(
              (await namesOf(tx, asker.workspaceId, [...new Set(rows.flatMap(({ lastSaid }) => namedIn(lastSaid)))])).map((one) => [one.id, one.name]),
            );
            const threads = rows.flatMap(({ kind, id, lastSaid, ...row }) => {
              const key = subjectKey({ kind, id });
              const one = seen.get(key);
              return one === undefined
                ? []
                : [{ ...row, subject: seenView(key, one), lastSaid: lineOf(lastSaid, (who) => names.get(who) ?? null).slice(0, 200) }];
            });
            return {
              threads: threads.toSorted((a, b) => Number(b.unread > 0) - Number(a.unread > 0)),
              unread: threads.filter(({ unread }) => unread > 0).length,
            };
          },
          { readOnly: true },
        ),
      options,
    ),
    serve(
      writeMessage,
      async ({ asker, database, workspace, body }) => {
        const why = whyNotWrite(asker);
        if (why !== null) return deny(why);
        return database.inWorkspace(asker.workspaceId, async (tx) => {
          const about = await seenBy(tx, asker, body.about);
          return about === null ? missing() : put(tx, { asker, workspace }, { ...about, text: body.said, isInside: body.isInside, quote: null });
        });
      },
      options,
    ),
    serve(
      quoteNumber,
      async (question) => {
        const { asker, database, workspace, body, asOf } = question;
        const why = whyNotWrite(asker);
        if (why !== null) return deny(why);
        if (!isOurPage(body.href, workspace.slug)) return invalid("not-our-page");
        const { workspace: _, ...params } = body.source.params;
        const found = await numbers.at(question, { ...body.source, params }, { key: body.key, trail: body.trail });
        if (!("number" in found)) return invalid("no-such-number");
        const quote: Quote = {
          name: body.name,
          number: found.number,
          asOf,
          factsVersion: workspace.factsVersion,
          source: found.source,
          trail: found.trail,
          href: body.href,
        };
        return database.inWorkspace(asker.workspaceId, async (tx) => {
          const about = await seenBy(tx, asker, body.about);
          return about === null ? missing() : put(tx, { asker, workspace }, { ...about, text: body.said, isInside: body.isInside, quote });
        });
      },
      // The question that is asked again may be a heavy one.
      { ...options, runsBeside: true },
    ),
    serve(
      readQuote,
      async (question) => {
        const { asker, database, params, asOf } = question;
        const found = await database.inWorkspace(asker.workspaceId, (tx) => messageSeen(tx, asker, params), { readOnly: true });
        if (found === null || found.quote === null || found.removedAt !== null) return missing();
        const { name, number, source, trail, href, asOf: asOfThen } = found.quote;
        const now = await numbers.again(question, source, { number, trail });
        // What the room would not tell this reader now is not told by way of a quote either.
        if ("refused" in now && isClosed(now.refused)) return missing();
        return {
          name,
          was: number,
          asOf: asOfThen,
          href,
          now: "number" in now ? now.number : null,
          nowAsOf: asOf,
          whyNotNow: "number" in now ? null : "refused" in now ? now.refused : "number-not-there",
        };
      },
      { ...options, runsBeside: true },
    ),
    serve(
      editMessage,
      (question) =>
        changing(question, question.params.id, async (tx, found) => {
          const { asker, workspace, body } = question;
          const why = whyNotEdit(asker, found);
          if (why !== null) return deny(why);
          if (found.removedAt !== null) return invalid("is-removed");
          if (body.said === found.said) return {};
          const subject = subjectOf(found);
          const anew = namedAnew(found.said, body.said);
          const able = new Set((await readers(tx, asker, { subject, ids: anew })).map((one) => one.memberId));
          if (anew.some((id) => !able.has(id))) return invalid("cannot-see-it");
          await changeSaid(tx, asker.workspaceId, { id: found.id, said: body.said });
          const muters = await mutersOf(tx, asker.workspaceId, asker.memberId);
          const named = anew.filter((id) => id !== asker.memberId && !muters.has(id));
          await beginToFollow(tx, asker.workspaceId, { subject, members: named });
          const seen = await book.one(tx, asker, subject);
          await call(tx, { asker, workspace }, { subject, title: seen!.title[workspace.language], text: body.said, named, following: [] });
          return {};
        }),
      options,
    ),
    serve(
      readVersions,
      ({ asker, database, params }) =>
        database.inWorkspace(
          asker.workspaceId,
          async (tx) => {
            const found = await messageSeen(tx, asker, params);
            // What was taken away is not to be had by its earlier versions.
            if (found === null || found.removedAt !== null) return missing();
            const versions = await versionsOf(tx, asker.workspaceId, found.id);
            return { versions, people: await namesOf(tx, asker.workspaceId, [...new Set(versions.flatMap(({ said }) => namedIn(said)))]) };
          },
          { readOnly: true },
        ),
      options,
    ),
    serve(
      removeMessage,
      (question) =>
        changing(question, question.params.id, async (tx, found) => {
          const { asker } = question;
          const why = whyNotRemove(asker, found);
          if (why !== null) return deny(why);
          if (found.removedAt !== null) return {};
          await setRemoved(tx, asker.workspaceId, { id: found.id, by: asker.memberId });
          await audit(tx, asker, { act: "thread.removed", subjectKind: "thread", subjectId: found.id, before: { about: subjectKey(subjectOf(found)) } });
          return {};
        }),
      options,
    ),
    serve(
      restoreMessage,
      (question) =>
        changing(question, question.params.id, async (tx, found) => {
          const { asker } = question;
          const why = whyNotRemove(asker, found) ?? (found.removedById === asker.memberId ? null : "only-who-removed");
          if (why !== null) return deny(why);
          await setRemoved(tx, asker.workspaceId, { id: found.id, by: null });
          await audit(tx, asker, { act: "thread.restored", subjectKind: "thread", subjectId: found.id });
          return {};
        }),
      options,
    ),
    serve(
      reactToMessage,
      (question) =>
        changing(question, question.params.id, async (tx, found) => {
          const { asker, body } = question;
          const why = whyNotWrite(asker);
          if (why !== null) return deny(why);
          if (found.removedAt !== null) return invalid("is-removed");
          await setReaction(tx, asker.workspaceId, { id: found.id, by: asker.memberId, ...body });
          return {};
        }),
      options,
    ),
    serve(
      followSubject,
      async ({ asker, database, body }) => {
        const why = whyNotFollow(asker);
        if (why !== null) return deny(why);
        return database.inWorkspace(asker.workspaceId, async (tx) => {
          const about = await seenBy(tx, asker, body.about);
          if (about === null) return missing();
          await setFollow(tx, asker, { subject: about.subject, state: body.state });
          return {};
        });
      },
      options,
    ),
    serve(
      markThreadRead,
      ({ asker, database, body }) =>
        database.inWorkspace(asker.workspaceId, async (tx) => {
          const about = await seenBy(tx, asker, body.about);
          if (about === null) return missing();
          await setReadTo(tx, asker, { subject: about.subject, place: body.place });
          await settleOf(tx, asker, { kind: "thread", id: body.about });
          return {};
        }),
      options,
    ),
    serve(
      muteMember,
      async ({ asker, database, params, body }) => {
        const why = whyNotFollow(asker);
        if (why !== null) return deny(why);
        if (params.id === asker.memberId) return invalid("not-yourself");
        return database.inWorkspace(asker.workspaceId, async (tx) => {
          if ((await namesOf(tx, asker.workspaceId, [params.id])).length === 0) return missing();
          await setMuted(tx, asker, { id: params.id, ...body });
          return {};
        });
      },
      options,
    ),
    serve(
      findReaders,
      async ({ asker, database, query }) => {
        const why = whyNotFollow(asker);
        if (why !== null) return deny(why);
        return database.inWorkspace(
          asker.workspaceId,
          async (tx) => {
            const about = await seenBy(tx, asker, query.about);
            if (about === null) return missing();
            const found = await readers(tx, asker, { subject: about.subject, ids: null, text: query.text });
            return {
              people: found
                .filter(({ memberId }) => memberId !== asker.memberId)
                .slice(0, 8)
                .map(({ memberId, name }) => ({ id: memberId, name })),
            };
          },
          { readOnly: true },
        );
      },
      options,
    ),
    serve(
      showSubjects,
      ({ asker, database, query }) =>
        database.inWorkspace(
          asker.workspaceId,
          async (tx) => {
            const seen = await book.seen(
              tx,
              asker,
              query.about.flatMap((key) => subjectOfKey(key) ?? []),
            );
            return { subjects: [...seen].map(([key, one]) => seenView(key, one)) };
          },
          { readOnly: true },
        ),
      options,
    ),
  ];
}

const subjectOf = ({ subjectKind, subjectId }: FoundMessage): Subject => ({ kind: subjectKind, id: subjectId });

/** A room that is closed to the reader, or a number that does not exist for them. */
function isClosed(reason: string): boolean {
  return !openReasons.has(reason);
}

/** Reasons that say something of the facts and nothing of the reader. */
const openReasons: ReadonlySet<string> = new Set(["no-facts-yet", "no-deals", "no-plan", "series-too-long", "number-not-there"]);
