// Members are told what concerns them, once, in the transaction of what happened; each sees their own and nobody another's.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { changeNoticeSettings, countNotices, listNotices, markNotices, readNoticeSettings } from "#features/notices/contract.ts";
import { letterWriter, said, writtenValues } from "#features/notices/rules.ts";
import { words as english } from "#features/notices/words.en.ts";
import { words as russian } from "#features/notices/words.ru.ts";
import { type NoticeKind, noticeKindNames, noticeKinds } from "#facts/notice.ts";
import { membersWithRole, settle, tell } from "#ledger/notices.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { type Ask, type ServerForTests, aServer } from "#testing/server.ts";

let fresh: FreshDatabase;
let server: ServerForTests;
let anna: { memberId: string; ask: Ask };
let boris: { memberId: string; ask: Ask };

beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId);
  anna = await server.member("marketing-operational");
  boris = await server.member("sales");
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});
beforeEach(() =>
  within((tx) =>
    tx.run(
      `with gone as (delete from evenhand.mail where workspace_id = $1), unset as (delete from evenhand.notice_setting where workspace_id = $1)
            delete from evenhand.notice where workspace_id = $1`,
      [fresh.workspaceId],
    ),
  ),
);

type Tx = Parameters<Parameters<typeof fresh.database.inWorkspace>[1]>[0];
const within = <T>(act: (tx: Tx) => Promise<T>) => fresh.database.inWorkspace(fresh.workspaceId, act);
const comment = {
  kind: "feedback-new",
  subject: { kind: "feedback", id: "f1" },
  data: { who: "Boris", about: "Spring", said: "Nobody knows the flyer" },
} as const;
const told = (to: readonly string[]) => within((tx) => tell(tx, fresh.workspaceId, { to, ...comment }));
const letters = () =>
  within((tx) =>
    tx.rows<{ memberId: string; state: string; subject: string }>(
      `select member_id as "memberId", state, subject_kind || ':' || subject_id as subject from evenhand.mail where workspace_id = $1 order by queued_at, id`,
      [fresh.workspaceId],
    ),
  );

describe("whoever is told something", () => {
  it("has it on their page, unseen first, with its values; somebody else has nothing", async () => {
    expect(await told([anna.memberId, anna.memberId])).toBe(1);
    const { body } = await anna.ask(listNotices);
    expect(body).toMatchObject({
      total: 1,
      unseen: 1,
      waiting: 1,
      notices: [{ kind: "feedback-new", group: "waits", seenAt: null, data: comment.data, subject: comment.subject }],
    });
    expect((await boris.ask(listNotices)).body).toMatchObject({ total: 0, unseen: 0, notices: [] });
  });
  it("marks theirs as seen and takes that back; another's stays as it is", async () => {
    await told([anna.memberId, boris.memberId]);
    const id = (await anna.ask(listNotices)).body.notices[0].id;
    expect((await boris.ask(markNotices, { body: { ids: [id] } })).body).toEqual({ ids: [] });
    expect((await anna.ask(markNotices, { body: {} })).body).toEqual({ ids: [id] });
    expect([(await anna.ask(countNotices)).body.unseen, (await boris.ask(countNotices)).body.unseen]).toEqual([0, 1]);
    expect((await anna.ask(markNotices, { body: { ids: [id], isSeen: false } })).body).toEqual({ ids: [id] });
    expect((await anna.ask(countNotices)).body.unseen).toBe(1);
  });
  it("is in service and of the house: an agency, who has left, and who cannot come in are passed over", async () => {
    const agency = await server.member("agency");
    const gone = await server.member("sales", { servedUntil: "2020-01-01" });
    const listed = await within((tx) =>
      tx.one<{ id: string }>(`insert into evenhand.member (workspace_id, id, name, role) values ($1, gen_random_uuid(), 'On the list', 'sales') returning id`, [
        fresh.workspaceId,
      ]),
    );
    expect(await told([agency.memberId, gone.memberId, listed.id, boris.memberId])).toBe(1);
    expect(await within((tx) => membersWithRole(tx, fresh.workspaceId, ["sales"]))).toEqual([boris.memberId]);
    expect(await within((tx) => membersWithRole(tx, fresh.workspaceId, ["sales"], [boris.memberId]))).toEqual([]);
  });
  it("is not told of what did not happen: with the transaction the notice and the letter are gone", async () => {
    const failed = within(async (tx) => {
      await tell(tx, fresh.workspaceId, { to: [anna.memberId], ...comment });
      throw new Error("it did not happen");
    });
    await expect(failed).rejects.toThrow("it did not happen");
    expect([(await anna.ask(countNotices)).body.unseen, await letters()]).toEqual([0, []]);
  });
  it("is no longer waited for when another has done it", async () => {
    await told([anna.memberId]);
    await within((tx) => settle(tx, fresh.workspaceId, { kinds: ["feedback-new"], subject: comment.subject }));
    expect((await anna.ask(listNotices)).body).toMatchObject({ total: 1, unseen: 0, waiting: 0 });
  });
});

describe("the choice of a member", () => {
  it("queues a letter at once for what waits, keeps the rest for the day, and none where they said never", async () => {
    await told([anna.memberId]);
    expect(await letters()).toEqual([{ memberId: anna.memberId, state: "waiting", subject: "feedback:f1" }]);
    const never = { choices: { waits: "never", came: "at-once", house: "never" }, language: "ru" };
    expect((await anna.ask(changeNoticeSettings, { body: never })).body).toMatchObject({ ...never, workspaceLanguage: "en", isMailOn: false, address: null });
    await told([anna.memberId]);
    expect(await letters()).toHaveLength(1);
    await within((tx) =>
      tell(tx, fresh.workspaceId, {
        to: [anna.memberId, boris.memberId],
        kind: "request-taken",
        subject: { kind: "feedback", id: "f2" },
        data: { who: "M", said: "A case", dueAt: "2026-11-27T12:00:00.000Z" },
      }),
    );
    expect((await letters()).map(({ memberId, subject }) => [memberId, subject]).slice(1)).toEqual([[anna.memberId, "feedback:f2"]]);
    expect((await boris.ask(readNoticeSettings)).body).toMatchObject({ choices: { waits: "at-once", came: "daily", house: "at-once" }, language: null });
  });
});

describe("the sentence of a notice", () => {
  it.each(noticeKindNames)("%s says its values and no others, in both languages", (kind: NoticeKind) => {
    const inOrder = (names: readonly string[]) => names.toSorted((a, b) => (a < b ? -1 : 1));
    const says = inOrder(noticeKinds[kind].says);
    for (const words of [english, russian]) {
      const sentence = words[`kind-${kind}`];
      expect(inOrder([...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!))).toEqual(says);
    }
  });
  it("writes moments by the company's clock, days as days, codes in words, and cuts what is long", () => {
    const write = letterWriter("en", "Europe/Moscow");
    expect(
      writtenValues({ dueAt: "2026-11-27T21:30:00.000Z", untilOn: "2026-11-27", outcomeCode: "changed", who: null, said: `a\n\n${"b".repeat(200)}` }, write),
    ).toEqual({
      dueAt: "28 Nov 2026, 00:30 GMT+3",
      untilOn: "27 Nov 2026",
      outcomeCode: "something was changed",
      who: "–",
      said: `a ${"b".repeat(137)}…`,
    });
    const linked = { said: "See /w/north/actions?action=4a1b, and (/w/north?period=2026-Q3) or /w/north/funnel." };
    expect(writtenValues(linked, write)).toEqual({ said: "See [link], and ([link]) or [link]." });
    const onScreen = { ...write, room: (room: string) => ({ actions: "Actions", home: "Home" })[room] ?? null };
    expect(writtenValues(linked, onScreen)).toEqual({ said: "See [Actions], and ([Home]) or /w/north/funnel." });
    expect(said("ru", "kind-request-declined", { who: "Анна", said: "Кейс", reason: "нет заказчика" })).toBe("«Кейс» не будет, говорит Анна: нет заказчика");
  });
});
