// A thread on a thing: who is reached and how often, who may see what by any way, quoted numbers that stay as they were, and long threads in pages.
// Long because: one company's people tell all of it.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { readFigures } from "#features/figures/contract.ts";
import { setStageMappings } from "#features/mappings/contract.ts";
import { listNotices } from "#features/notices/contract.ts";
import {
  editMessage,
  findLinks,
  findReaders,
  followSubject,
  listThreads,
  markThreadRead,
  muteMember,
  quoteNumber,
  reactToMessage,
  readQuote,
  readThread,
  readThreadLinks,
  readVersions,
  removeMessage,
  restoreMessage,
  showSubjects,
  writeMessage,
} from "#features/threads/contract.ts";
import { reachOf } from "#features/threads/rules.ts";
import { addFile, listFiles, openFile } from "#facts/files.ts";
import { entityFields } from "#facts/entities.ts";
import { isOurPage } from "#kit/paths.ts";
import { findSources } from "#ledger/find-sources.ts";
import { takeInRecords } from "#ledger/find-taking-in.ts";
import { raiseFactsVersion } from "#ledger/version.ts";
import { aFact, aLead, aWonDeal } from "#testing/builders.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { Ledger } from "#testing/ledger-of-one.ts";
import { type Ask, type ServerForTests, aServer } from "#testing/server.ts";

let fresh: FreshDatabase;
let server: ServerForTests;
let ledger: Ledger;
type Who = { memberId: string; ask: Ask };
let boris: Who;
let anna: Who;
let olga: Who;
let agency: Who;
let viewer: Who;

type Act<T> = Parameters<typeof fresh.database.inWorkspace<T>>[1];
const within = <T>(act: Act<T>) => fresh.database.inWorkspace(fresh.workspaceId, act);
const load = (entity: "campaign" | "lead" | "deal", rows: readonly object[]) =>
  ledger.load(rows, { entity, mapped: Object.keys(entityFields[entity]).filter((field) => field !== "id") });

beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId);
  boris = await server.member("sales", { department: "sales" });
  anna = await server.member("marketing-operational", { department: "marketing" });
  olga = await server.member("head-of-marketing", { department: "marketing" });
  viewer = await server.member("viewer");
  agency = await server.member("agency");
  ledger = new Ledger(fresh.database, fresh.workspaceId);
  await load("campaign", [aFact("campaign", { id: "spring", name: "Spring fair" }), aFact("campaign", { id: "autumn", name: "Autumn letters" })]);
  await load("lead", [aLead({ id: "l1", name: "Doors for a hotel" })]);
  await load("deal", [aWonDeal({ id: "d1", name: "Big doors", amount: 100_00, createdOn: "2025-01-10", closedOn: "2025-02-20" })]);
  await (
    await server.member("administrator")
  ).ask(setStageMappings, { body: { stages: [{ source: "crm", recordKind: "deal", sourceStage: "won", stage: "won" }] } });
  await within(async (tx) => {
    for (const [{ memberId }, name] of [
      [boris, "Boris Petrov"],
      [anna, "Anna Orlova"],
      [olga, "Olga Head"],
      [agency, "Agency One"],
    ] as const)
      await tx.run("update evenhand.member set name = $3 where workspace_id = $1 and id = $2", [fresh.workspaceId, memberId, name]);
    await tx.run("insert into evenhand.share (workspace_id, id, kind, subject_id, member_id) values ($1, gen_random_uuid(), 'campaign', 'spring', $2)", [
      fresh.workspaceId,
      agency.memberId,
    ]);
  });
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});

const write = async (by: Who, about: string, said: string, more: object = {}) => {
  const got = await by.ask(writeMessage, { body: { about, said, ...more } });
  return { status: got.status, code: got.body.code as string, id: got.body.id as string };
};
const read = async (by: Who, about: string, query: object = {}) => (await by.ask(readThread, { query: { about, ...query } })).body;
const notices = async (who: Who) =>
  (
    (await who.ask(listNotices, { query: { unseen: "true", limit: 200 } })).body.notices as { kind: string; subject: { id: string }; data: { said: string } }[]
  ).filter(({ kind }) => kind.startsWith("thread"));
const said = async (who: Who, about: string) => (await notices(who)).filter(({ subject }) => subject.id === about).map(({ kind, data }) => [kind, data.said]);
const at = ({ memberId }: Who) => `<@${memberId}>`;

describe("a message", () => {
  it("reaches whom it names, who follow from then on; followers hear once until they have looked", async () => {
    const about = "deal:d1";
    await write(boris, about, `**Look** ${at(anna)}: the price`);
    expect(await said(anna, about)).toEqual([["thread-named", "Look @Anna Orlova: the price"]]);
    expect(await read(anna, about)).toMatchObject({ state: "follows", total: 1, messages: [{ by: { name: "Boris Petrov" }, isMine: false, isInside: false }] });
    await write(anna, about, "I see");
    await write(anna, about, "And once more");
    // Boris wrote, so he follows: he is told once of both.
    expect(await said(boris, about)).toEqual([["thread-written", "I see"]]);
    const { messages } = await read(boris, about);
    await boris.ask(markThreadRead, { body: { about, place: messages.at(-1).place } });
    expect(await said(boris, about)).toEqual([]);
    await write(anna, about, "A third");
    expect(await said(boris, about)).toEqual([["thread-written", "A third"]]);
    expect(await said(olga, about)).toEqual([]);
  });

  it("is edited by its author alone, with what it said before to be seen; a name that is new in it is called", async () => {
    const about = "lead:l1";
    const { id } = await write(boris, about, "First");
    expect((await anna.ask(editMessage, { params: { id }, body: { said: "Mine now" } })).body.code).toBe("only-the-author");
    expect((await boris.ask(editMessage, { params: { id }, body: { said: `Second ${at(olga)}` } })).status).toBe(200);
    expect((await anna.ask(readVersions, { params: { id } })).body.versions).toMatchObject([{ said: "First" }]);
    expect(await said(olga, about)).toEqual([["thread-named", "Second @Olga Head"]]);
    expect((await read(anna, about)).messages).toMatchObject([{ said: `Second ${at(olga)}`, whyNotEdit: "only-the-author" }]);
  });

  it("is taken away with a way back, and leaves that it was there", async () => {
    const about = "campaign:autumn";
    const { id } = await write(boris, about, "Too hot");
    expect((await anna.ask(removeMessage, { params: { id } })).body.code).toBe("only-author-and-heads");
    expect((await olga.ask(removeMessage, { params: { id } })).status).toBe(200);
    expect((await read(anna, about)).messages).toMatchObject([{ said: "", removedBy: "Olga Head", mayRestore: false, whyNotEdit: "is-removed" }]);
    expect((await anna.ask(readVersions, { params: { id } })).status).toBe(404);
    expect((await boris.ask(restoreMessage, { params: { id } })).body.code).toBe("only-who-removed");
    await olga.ask(restoreMessage, { params: { id } });
    expect((await read(anna, about)).messages).toMatchObject([{ said: "Too hot", removedAt: null }]);
  });

  it("carries reactions, each member's once", async () => {
    const { id } = await write(boris, "deal:d1", "Shall we?");
    for (const who of [anna, anna, olga]) await who.ask(reactToMessage, { params: { id }, body: { reaction: "agreed", isOn: true } });
    await olga.ask(reactToMessage, { params: { id }, body: { reaction: "agreed", isOn: false } });
    expect((await read(anna, "deal:d1")).messages.at(-1).reactions).toEqual([{ reaction: "agreed", count: 1, isMine: true, names: ["Anna Orlova"] }]);
  });

  it("calls nobody who cannot see the thing, and nobody who is not there", async () => {
    expect((await write(boris, "deal:d1", `${at(agency)} look`)).code).toBe("cannot-see-it");
    expect((await write(boris, "deal:d1", `<@${randomUUID()}> look`)).code).toBe("cannot-see-it");
    expect((await boris.ask(findReaders, { query: { about: "deal:d1", text: "o" } })).body.people.map((one: { name: string }) => one.name)).toEqual([
      "Anna Orlova",
      "Olga Head",
    ]);
    expect((await boris.ask(findReaders, { query: { about: "deal:d1", text: "age" } })).body.people).toEqual([]);
    expect((await boris.ask(findReaders, { query: { about: "deal:none", text: "a" } })).status).toBe(404);
  });
});

describe("follow and mute", () => {
  it("a muted thread is silent except for one's name, and stays muted when one writes or is named", async () => {
    const about = "claim:" + randomUUID();
    expect((await anna.ask(followSubject, { body: { about, state: "follows" } })).status).toBe(404);
    const thread = "number:win-rate";
    await anna.ask(followSubject, { body: { about: thread, state: "muted" } });
    await write(boris, thread, "Quiet");
    await write(anna, thread, "I write all the same");
    await write(boris, thread, "Still quiet");
    expect(await said(anna, thread)).toEqual([]);
    await write(boris, thread, `${at(anna)} loud`);
    expect(await said(anna, thread)).toEqual([["thread-named", "@Anna Orlova loud"]]);
    expect((await read(anna, thread)).state).toBe("muted");
  });

  it("nothing is heard of a muted person, not even one's name", async () => {
    await anna.ask(muteMember, { params: { id: boris.memberId }, body: { isMuted: true } });
    await write(boris, "lead:l1", `${at(anna)} please`);
    expect(await said(anna, "lead:l1")).toEqual([]);
    await anna.ask(muteMember, { params: { id: boris.memberId }, body: { isMuted: false } });
    expect((await anna.ask(muteMember, { params: { id: anna.memberId }, body: { isMuted: true } })).body.code).toBe("not-yourself");
  });

  it("nobody is told of their own, and nobody twice", () => {
    const followers = ["a", "b", "c"].map((memberId) => ({ memberId, state: "follows" as const }));
    const b = "00000000-0000-4000-8000-00000000000b";
    expect(reachOf(`<@${b}>`, { by: "a", followers: [...followers, { memberId: b, state: "follows" }], mutedBy: new Set(["c"]) })).toEqual({
      named: [b],
      following: ["b"],
    });
  });
});

describe("what is not open", () => {
  it("a viewer reads and does not write", async () => {
    expect((await read(viewer, "deal:d1")).whyNotWrite).toBe("role-only-reads");
    expect((await write(viewer, "deal:d1", "x")).code).toBe("role-only-reads");
  });

  it("an agency sees the thread of what is shared with it, without what stays inside, and nothing else by any way", async () => {
    const open = await write(boris, "campaign:spring", "For the agency too");
    const inside = await write(boris, "campaign:spring", "Between us", { isInside: true });
    const deal = await write(boris, "deal:d1", "Secret of the deal");
    const seen = await read(agency, "campaign:spring");
    expect([seen.total, seen.messages.map(({ said: text }: { said: string }) => text), seen.whyNotWrite, seen.followers]).toEqual([
      1,
      ["For the agency too"],
      "role-only-reads",
      0,
    ]);
    expect((await read(boris, "campaign:spring")).isShared).toBe(true);
    const list = (await agency.ask(listThreads, { query: { of: "all" } })).text;
    expect([list.includes("For the agency too"), list.includes("Between us"), list.includes("Secret"), list.includes("Autumn")]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    for (const { id } of [inside, deal])
      for (const [endpoint, asked] of [
        [readVersions, {}],
        [readQuote, {}],
        [editMessage, { body: { said: "x" } }],
        [removeMessage, {}],
        [restoreMessage, {}],
        [reactToMessage, { body: { reaction: "seen", isOn: true } }],
      ] as const)
        expect((await agency.ask(endpoint, { params: { id }, ...asked })).status).toBe(404);
    expect((await agency.ask(readVersions, { params: { id: open.id } })).status).toBe(200);
    for (const about of ["deal:d1", "campaign:autumn", "number:win-rate"]) expect((await agency.ask(readThread, { query: { about } })).status).toBe(404);
    expect((await agency.ask(showSubjects, { query: { about: ["campaign:spring", "campaign:autumn", "deal:d1"] } })).body.subjects).toMatchObject([
      { key: "campaign:spring" },
    ]);
    // When the share ends, so does the sight of it.
    await within((tx) => tx.run("delete from evenhand.share where workspace_id = $1", [fresh.workspaceId]));
    expect((await agency.ask(readThread, { query: { about: "campaign:spring" } })).status).toBe(404);
    expect((await agency.ask(listThreads, { query: { of: "all" } })).body.threads).toEqual([]);
  });

  it("what is said comes back as it was written, whatever it holds", async () => {
    const text = `<img src=x onerror=alert(1)> javascript:alert(1) <script>"'&`;
    const { id } = await write(boris, "deal:d1", text);
    expect((await read(anna, "deal:d1")).messages.find((one: { id: string }) => one.id === id).said).toBe(text);
    expect((await write(boris, "deal:d1", "a".repeat(8_001))).status).toBe(400);
  });
});

describe("a quoted number", () => {
  const quote = (by: Who, more: object = {}) =>
    by.ask(quoteNumber, {
      body: {
        about: "deal:d1",
        said: "See this",
        name: "Deals won",
        key: "deals-won",
        source: { endpoint: "readFigures", query: { period: "2025-Q1" } },
        trail: [],
        href: `/w/${server.slug}/funnel?period=2025-Q1`,
        ...more,
      },
    });

  it("is kept as it was, with now beside it; it is looked up by what it is, wherever it stands", async () => {
    const { numbers } = (await boris.ask(readFigures, { query: { period: "2025-Q1" } })).body as { numbers: { key: string; value: number }[] };
    const place = numbers.findIndex(({ key }) => key === "deals-won");
    const got = await quote(boris, { trail: ["numbers", place] });
    expect(got.status).toBe(201);
    const { id } = got.body;
    expect((await anna.ask(readQuote, { params: { id } })).body).toMatchObject({
      name: "Deals won",
      was: { value: 1, period: { from: "2025-01-01" } },
      now: { value: 1 },
      whyNotNow: null,
    });
    await load("deal", [aWonDeal({ id: "d2", name: "More doors", amount: 50_00, createdOn: "2025-01-15", closedOn: "2025-03-01" })]);
    await within((tx) => raiseFactsVersion(tx, fresh.workspaceId));
    expect((await anna.ask(readQuote, { params: { id } })).body).toMatchObject({ was: { value: 1 }, now: { value: 2 } });
    expect((await read(anna, "deal:d1")).messages.at(-1)).toMatchObject({ quotes: { name: "Deals won" } });
    // The list of messages holds no value: that is asked for with the reader's own rights.
    expect((await anna.ask(readThread, { query: { about: "deal:d1" } })).text).not.toContain("deals-won");
  });

  it("is what its room says: another number at the place, another page, a question that changes something or does not exist, are refused", async () => {
    expect((await quote(boris, { trail: ["numbers", 0], key: "no-such" })).body.code).toBe("no-such-number");
    expect((await quote(boris, { trail: ["numbers", 9_999] })).body.code).toBe("no-such-number");
    expect((await quote(boris, { source: { endpoint: "createKey" } })).body.code).toBe("no-such-number");
    expect((await quote(boris, { source: { endpoint: "exportRecords" } })).body.code).toBe("no-such-number");
    expect((await quote(boris, { source: { endpoint: "nothing" } })).body.code).toBe("no-such-number");
    expect((await quote(boris, { href: "https://evil.example/" })).body.code).toBe("not-our-page");
    expect((await quote(viewer)).body.code).toBe("role-only-reads");
  });

  it("leads to pages of this company alone", () => {
    expect(
      ["/w/firm", "/w/firm/a?b=1", "/w/firm?x", "/w/firm2", "//evil.example/w/firm/", "/w/firm/\\evil", "javascript:alert(1)"].map((href) =>
        isOurPage(href, "firm"),
      ),
    ).toEqual([true, true, true, false, false, false, false]);
  });
});

describe("a link", () => {
  interface Link {
    path: string;
    kind: string;
    title: { en: string };
    now: { code: string; amount: number | null } | null;
    figure: { value: number | null; period: { from: string }; interval: object | null; sample: number } | null;
    aim: number | null;
  }
  const links = async (who: Who, about: string) => {
    const got = await who.ask(readThreadLinks, { query: { about } });
    return new Map(((got.body.links ?? []) as Link[]).map((link) => [link.path, link]));
  };
  const here = (path: string) => `https://firm.example${path}`;

  it("shows the thing behind it and how it stands now, a figure with its period, range and sample; it moves with the facts", async () => {
    const { slug } = server;
    const [deal, rate, room] = [
      `/w/${slug}/records?entity=deal&id=d1`,
      `/w/${slug}/threads?about=number%3Awin-rate&period=2025-Q1`,
      `/w/${slug}/costs?period=2025-Q1`,
    ];
    const won = `/w/${slug}/threads?about=number%3Adeals-won&period=2025-Q1`;
    const promise = `/w/${slug}/promises?promise=accept-in-time&period=2025-Q1`;
    const said = [deal, rate, room, won, promise, `/w/${slug}/claims`, "/w/other/records?entity=deal&id=d1"].map(here).join(" and ");
    await write(boris, "deal:d1", `See **${here(deal)}**, ${said}`);
    const seen = await links(anna, "deal:d1");
    expect([...seen.keys()].toSorted()).toEqual([deal, rate, room, won, promise].toSorted());
    expect(seen.get(deal)).toMatchObject({ kind: "deal", title: { en: "Big doors" }, now: { code: "won", amount: 100_00 }, figure: null });
    expect(seen.get(won)).toMatchObject({ kind: "number", title: { en: "Deals won" }, figure: { value: 2, period: { from: "2025-01-01" }, sample: 2 } });
    expect(seen.get(rate)!.figure).toMatchObject({ value: 1, interval: { level: 0.9 } });
    expect(seen.get(room)).toMatchObject({ title: { en: "Promotion cost" } });
    expect(seen.get(promise)).toMatchObject({ kind: "promise", now: { code: "promise-cannot-be-told" }, figure: { value: null } });
    await load("deal", [aWonDeal({ id: "d3", name: "Gates", amount: 50_00, createdOn: "2025-01-15", closedOn: "2025-03-02" })]);
    await within((tx) => raiseFactsVersion(tx, fresh.workspaceId));
    expect((await links(anna, "deal:d1")).get(won)!.figure).toMatchObject({ value: 3 });
  });

  it("is read with the rights of whoever reads: an agency is told of what is shared with it, and of nothing else", async () => {
    const of = (id: string) => `/w/${server.slug}/records?entity=campaign&id=${id}`;
    await within((tx) =>
      tx.run("insert into evenhand.share (workspace_id, id, kind, subject_id, member_id) values ($1, gen_random_uuid(), 'campaign', 'spring', $2)", [
        fresh.workspaceId,
        agency.memberId,
      ]),
    );
    const others = [of("autumn"), `/w/${server.slug}/records?entity=deal&id=d1`, `/w/${server.slug}/threads?about=number%3Awin-rate`];
    await write(boris, "campaign:spring", [of("spring"), ...others].map(here).join(" "));
    expect((await links(boris, "campaign:spring")).size).toBe(4);
    const told = await agency.ask(readThreadLinks, { query: { about: "campaign:spring" } });
    expect(told.body.links.map(({ path }: Link) => path)).toEqual([of("spring")]);
    for (const secret of ["Autumn letters", "Big doors", "100_00", "Win rate"]) expect(told.text).not.toContain(secret);
    expect((await agency.ask(readThreadLinks, { query: { about: "deal:d1" } })).status).toBe(404);
  });

  it("in what stays inside, or was taken away, is not looked up for whoever does not see it", async () => {
    const spring = `/w/${server.slug}/records?entity=campaign&id=spring`;
    const about = "campaign:spring";
    await olga.ask(removeMessage, { params: { id: (await read(olga, about)).messages.at(-1).id } });
    await write(boris, about, here(spring), { isInside: true });
    expect((await links(agency, about)).size).toBe(0);
    expect((await links(boris, about)).size).toBe(1);
  });

  it("is offered to whatever the writer may see: numbers with their period, and things by their words", async () => {
    await takeInRecords(fresh.database, fresh.workspaceId, { sources: findSources });
    const offered = async (who: Who, text: string) =>
      ((await who.ask(findLinks, { query: { text } })).body.found as Link[]).map(({ kind, title, path }) => [kind, title.en, path]);
    expect(await offered(boris, "win ra")).toContainEqual(["number", "Win rate", `/w/${server.slug}/threads?about=number%3Awin-rate&period=2025-Q1`]);
    expect(await offered(boris, "доля выигр")).toMatchObject([["number", "Win rate", expect.any(String)]]);
    expect(await offered(boris, "letters")).toContainEqual(["campaign", "Autumn letters", `/w/${server.slug}/records?entity=campaign&id=autumn`]);
    expect((await agency.ask(findLinks, { query: { text: "letters" } })).status).toBe(403);
  });
});

describe("lists", () => {
  it("threads stand with what is unread of others, and are read up to a place", async () => {
    const unread = async () =>
      ((await olga.ask(listThreads, { query: { of: "all" } })).body.threads as { subject: { key: string }; unread: number }[]).find(
        ({ subject }) => subject.key === "number:win-rate",
      )?.unread;
    expect(await unread()).toBe(4);
    const { messages } = await read(olga, "number:win-rate");
    await olga.ask(markThreadRead, { body: { about: "number:win-rate", place: messages[1].place } });
    expect(await unread()).toBe(2);
  });

  it("five thousand messages are read in pages, by the index of their thread", async () => {
    await within((tx) =>
      tx.run(
        `insert into evenhand.thread_message (workspace_id, id, subject_kind, subject_id, member_id, said) select $1, gen_random_uuid(), 'account', 'big', $2, 'message ' || n from generate_series(1, 5000) n`,
        [fresh.workspaceId, boris.memberId],
      ),
    );
    const plan = await within((tx) =>
      tx.rows<{ "QUERY PLAN": string }>(
        `explain select id from evenhand.thread_message t where t.workspace_id = $1 and t.subject_kind = 'account' and t.subject_id = 'big' and ($2::bigint is null or t.place < $2) order by t.place desc limit 50`,
        [fresh.workspaceId, null],
      ),
    );
    expect(plan.map((row) => row["QUERY PLAN"]).join("\n")).toMatch(/Index (Only )?Scan.* using thread_message_/);
    await ledger.load([aFact("account", { id: "big", name: "Big firm" })], { entity: "account", mapped: ["name"] });
    const last = await read(anna, "account:big");
    expect([last.total, last.messages.length, last.hasEarlier, last.messages.at(-1).said]).toEqual([5_000, 50, true, "message 5000"]);
    const before = await read(anna, "account:big", { before: last.messages[0].place });
    expect([before.messages.at(-1).said, before.messages[0].said]).toEqual(["message 4950", "message 4901"]);
  });
});

describe("files of a message", () => {
  const about = "campaign:spring";
  const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
  const say = async (who: Who, isInside: boolean) => (await who.ask(writeMessage, { body: { about, said: "Look at this", isInside } })).body.id as string;
  const filesSeenBy = async (who: Who, id: string) =>
    (await who.ask(readThread, { query: { about, limit: 200 } })).body.messages.find((one: { id: string }) => one.id === id)?.files ?? null;

  it("are added by its author, stand in the thread for whoever sees the message, and go with it when it is taken away", async () => {
    await within((tx) =>
      tx.run(
        `insert into evenhand.share (workspace_id, id, kind, subject_id, member_id) values ($1, gen_random_uuid(), 'campaign', 'spring', $2) on conflict do nothing`,
        [fresh.workspaceId, agency.memberId],
      ),
    );
    const [open, inside] = [await say(boris, false), await say(boris, true)];
    const add = (who: Who, id: string) => who.ask(addFile, { query: { kind: "message", id, name: "stand.png" }, body: png });
    expect((await add(anna, open)).body.code).toBe("only-the-author");
    expect((await add(agency, inside)).status).toBe(404);
    const [one, two] = [(await add(boris, open)).body, (await add(boris, inside)).body];
    expect(await filesSeenBy(anna, open)).toEqual([{ id: one.id, name: "stand.png", size: png.length, isPicture: true }]);
    expect([(await filesSeenBy(agency, open))?.length, await filesSeenBy(agency, inside)]).toEqual([1, null]);
    const status = async (who: Who, id: string) => (await who.ask(openFile, { params: { id } })).status;
    expect([await status(agency, one.id), await status(agency, two.id), await status(viewer, two.id)]).toEqual([200, 404, 200]);
    await boris.ask(removeMessage, { params: { id: open } });
    expect([await status(anna, one.id), await filesSeenBy(anna, open)]).toEqual([404, []]);
    expect((await boris.ask(addFile, { query: { kind: "message", id: "nothing", name: "a.png" }, body: png })).status).toBe(404);
  });

  it("one book says for threads and for files what there is: a file hangs on a deal as on a project", async () => {
    const onDeal = { kind: "deal", id: "d1" };
    expect((await boris.ask(addFile, { query: { ...onDeal, name: "offer.pdf" }, body: "%PDF-1.7" })).status).toBe(201);
    expect((await viewer.ask(listFiles, { query: onDeal })).body.files).toHaveLength(1);
    for (const of of [
      { kind: "deal", id: "nowhere" },
      { kind: "constructor", id: "d1" },
    ])
      expect((await boris.ask(listFiles, { query: of })).status).toBe(404);
    expect((await agency.ask(listFiles, { query: onDeal })).status).toBe(404);
  });
});
