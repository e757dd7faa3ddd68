// A wave from its proposal to its figures, and an attacker who reads all that anybody can read and finds nobody.
// Long because: one company's people tell all of it.
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import {
  agreeToWave,
  extendWave,
  listTwinLevels,
  proposeWave,
  readSurvey,
  readTwins,
  readWave,
  sendAnswers,
  setSurveyPlan,
  setTwinLevel,
  withdrawWave,
} from "#features/survey/contract.ts";
import { boxName, keepSurvey, surveyKey } from "#features/survey/jobs.ts";
import { ballotsIn, boxText, isReminderDue, nextTurn, whyNotMode } from "#features/survey/rules.ts";
import { listAudit } from "#features/audit/contract.ts";
import { listNotices } from "#features/notices/contract.ts";
import { computableGroups } from "#evidence/survey/shown.ts";
import { type Ballot, type SurveyGroup, type SurveyStatement, surveyStatements } from "#facts/survey.ts";
import { keyFor, unseal } from "#http/secrets.ts";
import { type Day, addDays } from "#kit/day.ts";
import { diceOf } from "#kit/dice.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { type Ask, type ServerForTests, aServer, testSettings } from "#testing/server.ts";

let fresh: FreshDatabase;
let server: ServerForTests;
type Who = { memberId: string; ask: Ask };
let [boris, olga, viewer, agency] = [] as unknown as [Who, Who, Who, Who];
let [sellers, marketers]: [Who[], Who[]] = [[], []];
const today = new Date().toISOString().slice(0, 10);

const statements = Object.keys(surveyStatements) as SurveyStatement[];
const all = <T>(of: (statement: SurveyStatement, place: number) => T) =>
  Object.fromEntries(statements.map((statement, place) => [statement, of(statement, place)]));
const segments = ["Retail", "Banks", "Sites", "Homes"];
const ballot = (seed: number, more: object = {}) => {
  const dice = diceOf(seed);
  const answer = () => 1 + dice.below(5);
  return {
    statements: all(answer),
    importance: all(() => 1 + dice.below(3)),
    own: answer(),
    other: answer(),
    orientations: { "single-or-all": answer(), "now-or-later": answer() },
    skills: { market: answer(), product: answer(), people: answer() },
    segments: segments.slice(0, 3),
    ...more,
  };
};

type Act<T> = Parameters<typeof fresh.database.inWorkspace<T>>[1];
const within = <T>(act: Act<T>) => fresh.database.inWorkspace(fresh.workspaceId, act);
const open = (sealed: string, about: string) => unseal(sealed, { key: keyFor(surveyKey, testSettings.secret), about });
const keep = (day: Day) => keepSurvey(fresh.database, fresh.workspaceId, open, day);
const people = () => [boris, olga, ...sellers, ...marketers];
const read = async (id: string, who: Who = viewer) => (await who.ask(readWave, { params: { id } })).body;
const send = (who: Who, id: string, body: object) => who.ask(sendAnswers, { params: { id }, body: { ballot: body } });

/** Proposed by one head and agreed to by the other. */
async function held(more: object = {}): Promise<string> {
  const got = await boris.ask(proposeWave, { body: { mode: "sides", segments, ...more } });
  if (got.status !== 201) throw new Error(got.text);
  const agreed = await olga.ask(agreeToWave, { params: { id: got.body.id } });
  if (agreed.status !== 200) throw new Error(agreed.text);
  return got.body.id;
}

async function close(id: string): Promise<void> {
  const { wave } = await read(id);
  await keep(addDays(wave.closesOn, 1));
}

beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId);
  boris = await server.member("head-of-sales", { department: "sales" });
  olga = await server.member("head-of-marketing", { department: "marketing" });
  viewer = await server.member("viewer", { department: "sales" });
  agency = await server.member("agency", { department: "marketing" });
  for (let n = 0; n < 7; n++) sellers.push(await server.member("sales", { department: "sales" }));
  for (let n = 0; n < 5; n++) marketers.push(await server.member("marketing-operational", { department: "marketing" }));
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});

describe("a wave opens", () => {
  it("when both heads have agreed, and asks those of the two sides who can change something: neither viewers nor agencies", async () => {
    const { body } = await boris.ask(proposeWave, { body: { mode: "sides", segments } });
    expect((await read(body.id)).wave).toMatchObject({ state: "proposed", agreed: { sales: "A head-of-sales", marketing: null }, asked: null });
    expect((await boris.ask(agreeToWave, { params: { id: body.id } })).body.code).toBe("agreed-already");
    expect((await sellers[0]!.ask(agreeToWave, { params: { id: body.id } })).status).toBe(403);
    expect((await olga.ask(listNotices)).body.notices[0]).toMatchObject({ kind: "survey-asked" });
    expect((await olga.ask(agreeToWave, { params: { id: body.id } })).body).toEqual({ isOpen: true });
    expect((await read(body.id)).wave).toMatchObject({ state: "open", asked: { sales: 8, marketing: 6 }, sent: "few", closesOn: addDays(today, 14) });
    expect((await boris.ask(withdrawWave, { params: { id: body.id } })).body.code).toBe("not-proposed-any-more");
    expect((await boris.ask(proposeWave, { body: { mode: "joint" } })).body.code).toBe("wave-under-way");
    expect((await agency.ask(readSurvey)).status).toBe(403);
    await close(body.id);
  });

  it("never by side where a side is smaller than the threshold, and what was fixed cannot be changed by the server itself", async () => {
    expect((await boris.ask(proposeWave, { body: { mode: "sides", fewest: 7 } })).body.code).toBe("too-few-on-a-side");
    expect((await boris.ask(proposeWave, { body: { mode: "joint", fewest: 4 } })).status).toBe(400);
    expect((await sellers[0]!.ask(proposeWave, { body: { mode: "joint" } })).body.code).toBe("only-heads-run-surveys");
    await expect(within((tx) => tx.run("update evenhand.survey_wave set fewest = 5 where workspace_id = $1", [fresh.workspaceId]))).rejects.toThrow(
      /permission denied/,
    );
    expect(whyNotMode("sides", { people: { sales: 8, marketing: 4, heads: 2 }, fewest: 5 })).toBe("too-few-on-a-side");
    expect(whyNotMode("joint", { people: { sales: 3, marketing: 1, heads: 2 }, fewest: 5 })).toBe("too-few-in-all");
    expect(whyNotMode("named", { people: { sales: 3, marketing: 1, heads: 2 }, fewest: 5 })).toBeNull();
    expect(whyNotMode("guided", { people: { sales: 3, marketing: 1, heads: 1 }, fewest: 5 })).toBe("both-heads-needed");
  });
});

describe("answers", () => {
  it("are sent once, whole, by those who are asked, and nobody can read them or the figures before the wave closes", async () => {
    const id = await held();
    const whole = ballot(1);
    expect((await send(viewer, id, whole)).status).toBe(403);
    expect((await send(sellers[0]!, id, { ...whole, statements: { ...whole.statements, respect: undefined } })).status).toBe(400);
    expect((await send(sellers[0]!, id, { ...whole, segments: ["Retail"] })).body.code).toBe("answers-not-as-asked");
    expect((await send(sellers[0]!, id, { ...whole, segments: ["Retail", "Retail", "Banks"] })).body.code).toBe("answers-not-as-asked");
    expect((await send(sellers[0]!, id, whole)).status).toBe(200);
    expect((await send(sellers[0]!, id, whole)).body.code).toBe("sent-already");
    expect(await read(id, sellers[0])).toMatchObject({ wave: { hasSent: true, mySide: "sales" }, result: null, named: null });
    expect(await read(id, olga)).toMatchObject({ wave: { hasSent: false }, result: null });
    expect((await boris.ask(extendWave, { params: { id } })).status).toBe(200);
    expect((await boris.ask(extendWave, { params: { id } })).body.code).toBe("extended-already");
    await close(id);
    expect(await read(id)).toMatchObject({ wave: { state: "closed" }, whyNot: "too-few-answered", result: { answered: 1, groups: {}, comments: null } });
    expect((await send(sellers[1]!, id, whole)).body.code).toBe("wave-not-open");
  });

  it("two who send at the same moment both count", async () => {
    const id = await held();
    await Promise.all(people().map((who, n) => send(who, id, ballot(n))));
    await close(id);
    expect((await read(id)).result).toMatchObject({
      answered: 14,
      counted: 14,
      groups: { sales: { people: 8 }, marketing: { people: 6 }, joint: { people: 14 } },
    });
  });

  it("the figures are those of the answers: sums, importance, each side of the other, segments and words", async () => {
    const id = await held({
      questions: [
        { kind: "scale", text: "Do we laugh together?" },
        { kind: "words", text: "What is missing?" },
      ],
    });
    for (const [n, who] of people().entries()) {
      const isSales = who === boris || sellers.includes(who);
      const level = isSales ? 4 : 2;
      // One of each side sees it a step better, so that the sides do not vary by nothing.
      const answer = level + Number(n < 2);
      const sent = await send(who, id, {
        ...ballot(n),
        statements: all(() => answer),
        importance: all((_, place) => 1 + (place % 3)),
        own: 5,
        other: isSales ? 2 : 3,
        segments: isSales ? ["Retail", "Banks", "Sites"] : ["Retail", "Sites", "Homes"],
        scales: { q1: level },
        words: n === 3 ? { q2: "A rota" } : {},
      });
      expect(sent.text).toBe("{}");
    }
    await close(id);
    const { result } = await read(id);
    expect(result.groups.sales).toMatchObject({
      people: 8,
      sum: { value: 82.5 },
      kind: "integrated",
      own: { value: 5 },
      importance: { "joint-goals": { value: 1 } },
    });
    expect(result.groups.sales.sum.interval.low).toBeLessThan(82.5);
    expect(result.groups.marketing).toMatchObject({ people: 6, kind: "defined", scales: { q1: { mean: { value: 2 }, counts: [0, 6, 0, 0, 0] } } });
    expect(result.sides.gaps.every((gap: { isClear: boolean }) => gap.isClear)).toBe(true);
    expect(result.sides.selfOther.sales).toMatchObject({ own: { value: 5 }, byOther: { value: 3 } });
    expect(result.sides.segmentsShared).toEqual(["Retail", "Sites"]);
    expect(result.comments).toEqual({ q2: ["A rota"] });
    expect(result.changes.find((change: { group: string }) => change.group === "sales")).toMatchObject({ sum: { isMoreThanChance: true } });
  });
});

describe("anonymous in fact", () => {
  const tables = async () => {
    const rows = await fresh.database.asOwner((tx) =>
      tx.rows<{ name: string; columns: string[] }>(
        `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns from pg_class c join pg_attribute a on a.attrelid = c.oid
          where c.relnamespace = 'evenhand'::regnamespace and c.relname like 'survey_%' and c.relkind = 'r' and a.attnum > 0 group by 1 order by 1`,
      ),
    );
    return Object.fromEntries(rows.map(({ name, columns }) => [name, columns]));
  };

  it("no table has a column that could join an answer to a person or a moment", async () => {
    expect(await tables()).toMatchObject({
      survey_box: ["workspace_id", "wave_id", "sealed"],
      survey_asked: ["workspace_id", "wave_id", "member_id", "side", "has_sent"],
    });
    const timed = await fresh.database.asOwner((tx) =>
      tx.rows("select 1 from information_schema.columns where table_schema = 'evenhand' and table_name like 'survey%' and data_type like 'timestamp%'"),
    );
    expect(timed).toEqual([]);
  });

  it("while it is open: rows tell no order, the box opens with the server's secret alone, has one length, and is shuffled; after closing it is gone", async () => {
    const id = await held();
    const lengths = new Set<number>();
    for (const [n, who] of people().entries()) {
      await send(who, id, ballot(n));
      const seen = await fresh.database.asOwner(async (tx) => ({
        asked: await tx.rows<{ xmin: string }>("select distinct xmin::text from evenhand.survey_asked where wave_id = $1", [id]),
        box: await tx.one<{ sealed: string }>("select sealed from evenhand.survey_box where wave_id = $1", [id]),
      }));
      expect(seen.asked).toHaveLength(1);
      lengths.add(seen.box.sealed.length);
    }
    expect(lengths.size).toBe(1);
    const { sealed } = await within((tx) => tx.one<{ sealed: string }>("select sealed from evenhand.survey_box where workspace_id = $1", [fresh.workspaceId]));
    expect(unseal(sealed, { key: keyFor(surveyKey, "another secret that nobody has told"), about: boxName(fresh.workspaceId, id) })).toBeNull();
    const inBox = ballotsIn(open(sealed, boxName(fresh.workspaceId, id))!);
    expect(inBox).toHaveLength(14);
    const order = inBox.map((one) => people().findIndex((_, n) => JSON.stringify(ballot(n).statements) === JSON.stringify(one.statements)));
    expect(order.toSorted((a, b) => a - b)).toEqual(people().map((_, n) => n));
    // One in 14! orders is the one of sending.
    expect(order).not.toEqual(people().map((_, n) => n));
    expect(Object.keys(inBox[0]!).toSorted()).toEqual([
      "importance",
      "orientations",
      "other",
      "own",
      "scales",
      "segments",
      "side",
      "skills",
      "statements",
      "words",
    ]);
    await close(id);
    expect(await within((tx) => tx.rows("select 1 from evenhand.survey_box where workspace_id = $1", [fresh.workspaceId]))).toEqual([]);
  });

  it("shuffles at every turn: each place of three is as likely for the newest", () => {
    const one = (own: number) => ({ own }) as Ballot;
    const counts = [0, 0, 0];
    for (let seed = 0; seed < 600; seed++) counts[ballotsIn(boxText([one(1), one(2), one(3)], diceOf(seed))).findIndex(({ own }) => own === 3)]!++;
    // 200 each, give or take 11.5: five of these to either side.
    for (const count of counts) expect(Math.abs(count - 200)).toBeLessThan(58);
  });

  it("sending leaves no line in the audit log, no notice and no other trace of who and when", async () => {
    const traces = async () =>
      within(async (tx) => {
        const rows = await tx.rows<{ table: string }>(
          `select table_name as table from information_schema.tables where table_schema = 'evenhand' and table_type = 'BASE TABLE' and table_name not like 'survey%' order by 1`,
        );
        const counts: Record<string, string> = {};
        for (const { table } of rows)
          counts[table] = (
            await tx.one<{ digest: string }>(`select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as digest from evenhand.${table} t`)
          ).digest;
        return counts;
      });
    const id = await held();
    const before = await traces();
    const heard: string[] = [];
    const leave = await fresh.database.listen("evenhand_survey", (payload) => heard.push(payload));
    await send(sellers[0]!, id, ballot(1));
    await leave();
    expect(await traces()).toEqual(before);
    expect(heard).toEqual([]);
    await close(id);
    const acts = ((await boris.ask(listAudit, { query: { limit: 200 } })).body.entries as { act: string }[]).map(({ act }) => act);
    expect(new Set(acts.filter((act) => act.startsWith("survey.")))).toEqual(new Set(["survey.proposed", "survey.agreed", "survey.opened", "survey.extended"]));
  });

  it("reminders go to everybody who was asked, in the same words and at the same time", async () => {
    const id = await held();
    await send(sellers[0]!, id, ballot(1));
    await keep(addDays(today, 7));
    await keep(addDays(today, 8));
    const told = await within((tx) =>
      tx.rows<{ memberId: string; data: object }>(
        `select member_id as "memberId", data from evenhand.notice where workspace_id = $1 and kind = 'survey-reminder' and subject_id = $2`,
        [fresh.workspaceId, id],
      ),
    );
    expect(told.map(({ memberId }) => memberId).toSorted()).toEqual(
      people()
        .map(({ memberId }) => memberId)
        .toSorted(),
    );
    expect(new Set(told.map(({ data }) => JSON.stringify(data))).size).toBe(1);
    await close(id);
    const dates = { openedOn: "2026-11-02", closesOn: "2026-11-16", remindedOn: null };
    expect(["2026-11-08", "2026-11-09", "2026-11-10"].map((day) => isReminderDue(dates, day))).toEqual([false, true, true]);
    expect(isReminderDue({ ...dates, remindedOn: "2026-11-09" }, "2026-11-14")).toBe(false);
    expect(isReminderDue({ ...dates, remindedOn: "2026-11-09" }, "2026-11-15")).toBe(true);
  });

  /** All sums of the statements that any reader is given, with who stands behind them for an attacker who knows who answered. */
  async function readByAnybody(sent: ReadonlyMap<string, readonly Who[]>) {
    const cells = people().map(({ memberId }) => memberId);
    const rows: number[][] = [];
    for (const who of [boris, olga, sellers[0]!, viewer]) {
      for (const { id, sum } of (await who.ask(readSurvey)).body.waves as { id: string; sum: { people: number } | null }[]) {
        const answered = sent.get(id);
        if (answered === undefined) continue;
        const { result, course } = await read(id, who);
        if (result === null) continue;
        expect(course.every(({ mean }: { mean: { people: number } }) => mean.people >= 5)).toBe(true);
        expect(sum === null || sum.people >= 5).toBe(true);
        for (const group of Object.keys(result.groups) as SurveyGroup[]) {
          const inGroup = answered.filter((one) => group === "joint" || (group === "sales") === (one === boris || sellers.includes(one)));
          // A figure of fewer than those who are known to have answered counts people whom nobody can name: it is no sum of known people.
          if (result.groups[group].people === inGroup.length) rows.push(cells.map((cell) => Number(inGroup.some(({ memberId }) => memberId === cell))));
        }
      }
    }
    return { rows, cells };
  }

  it("an attacker who reads everything of five waves, and knows who answered each, computes nobody's answers", async () => {
    const sent = new Map<string, readonly Who[]>();
    const away = [[], [sellers[0]!], [sellers[0]!, marketers[1]!], [marketers[0]!, marketers[1]!], [sellers[3]!, sellers[4]!]];
    for (const [n, absent] of away.entries()) {
      const id = await held();
      const answering = people().filter((who) => !absent.includes(who));
      await Promise.all(answering.map((who, place) => send(who, id, ballot(100 * n + place))));
      await close(id);
      sent.set(id, answering);
    }
    const { rows, cells } = await readByAnybody(sent);
    expect(rows.length).toBeGreaterThan(12);
    const basis = [...new Map(rows.map((row) => [row.join(""), row])).values()];
    expect(
      computableGroups(
        basis,
        cells.map(() => 1),
        5,
      ),
    ).toEqual([]);
    const [last] = [...sent.keys()].slice(1);
    expect((await read(last!)).result).toMatchObject({ answered: 13, counted: 12, leftOut: ["sales"], cautions: [{ code: "survey-left-out" }] });
  });

  it("the attacker is no straw man: with plain figures of two such waves the one who stayed away is found", () => {
    const rows = [people().map(() => 1), people().map((who) => Number(who !== sellers[0]))];
    expect(
      computableGroups(
        rows,
        people().map(() => 1),
        5,
      ),
    ).toEqual([[2]]);
  });
});

describe("beside the facts", () => {
  it("each statement stands beside the fact that the reader may see, or is said to have none; nothing is added up", async () => {
    const id = await held();
    await Promise.all(people().map((who, n) => send(who, id, { ...ballot(n), statements: all((_, place) => (n === place % 14 ? 4 : 5)) })));
    await close(id);
    const { body } = await viewer.ask(readTwins, { params: { id } });
    expect([body.twins.length, body.without.length]).toEqual([12, 8]);
    const twin = (measure: string) => body.twins.find((one: { measure: string }) => one.measure === measure);
    // Everybody says that both see the same figures, and no definition is signed by anybody.
    expect(twin("definitions-signed")).toMatchObject({
      value: 0,
      level: 1,
      fact: "not-borne-out",
      beside: [
        { group: "sales", said: "agrees", stands: "rosy" },
        { group: "marketing", said: "agrees", stands: "rosy" },
      ],
    });
    expect(twin("first-attempt")).toMatchObject({ value: null, reason: "no-facts-yet", fact: "open", beside: [{ stands: "open" }, { stands: "open" }] });
    expect(twin("meetings-with-plan")).toMatchObject({ value: null, reason: "no-cases", of: "twelve-months" });
    expect(Object.keys(body.dials)).toEqual(["survey", "gap", "promises"]);
    expect(body.dials).toMatchObject({ survey: { people: 14 }, gap: 0, promises: null });
    expect((await agency.ask(readTwins, { params: { id } })).status).toBe(403);
  });

  it("a level of ours is set by a head with its source, holds from then on, and what held before is kept", async () => {
    const body = { level: 0.65, source: "Agreed by both heads in March" };
    const set = (who: Who) => who.ask(setTwinLevel, { params: { measure: "accepted-leads" }, body });
    expect((await set(sellers[0]!)).body.code).toBe("only-heads-run-surveys");
    expect((await set(olga)).status).toBe(200);
    expect((await olga.ask(setTwinLevel, { params: { measure: "accepted-leads" }, body: { ...body, level: 0.6 } })).status).toBe(200);
    const { levels } = (await viewer.ask(listTwinLevels)).body;
    expect(levels.find(({ measure }: { measure: string }) => measure === "accepted-leads")).toMatchObject({
      level: 0.6,
      usual: 0.7,
      history: [{ level: 0.6 }, { level: 0.65, source: body.source, by: "A head-of-marketing" }],
    });
    const closed = (await viewer.ask(readSurvey)).body.waves.find((wave: { state: string; sum: unknown }) => wave.state === "closed" && wave.sum !== null);
    const { twins } = (await viewer.ask(readTwins, { params: { id: closed.id } })).body;
    expect(twins.find(({ measure }: { measure: string }) => measure === "accepted-leads").level).toBe(0.6);
    expect(twins.find(({ measure }: { measure: string }) => measure === "within-policy").level).toBe(0.9);
  });

  it("there is nothing to set beside facts where nothing may be shown", async () => {
    const id = await held();
    await send(sellers[0]!, id, ballot(1));
    expect((await boris.ask(readTwins, { params: { id } })).body.code).toBe("nothing-to-show");
    await close(id);
    expect((await boris.ask(readTwins, { params: { id } })).body.code).toBe("nothing-to-show");
  });
});

describe("firms in which a side has few people", () => {
  it("joint: only both together, whatever the sides", async () => {
    const id = await held({ mode: "joint" });
    await Promise.all(people().map((who, n) => send(who, id, ballot(n))));
    await close(id);
    const { result } = await read(id);
    expect([Object.keys(result.groups), result.sides]).toEqual([["joint"], null]);
  });

  it("under names: each agrees in sending, and only who was asked sees them, after closing", async () => {
    const id = await held({ mode: "named" });
    expect((await send(sellers[0]!, id, ballot(1))).body.code).toBe("name-not-agreed");
    await sellers[0]!.ask(sendAnswers, { params: { id }, body: { ballot: ballot(1), isNamed: true } });
    expect((await read(id, sellers[1])).named).toBeNull();
    await close(id);
    expect((await read(id, sellers[1])).named).toMatchObject([{ memberId: sellers[0]!.memberId, side: "sales", ballot: { own: ballot(1).own } }]);
    expect(await read(id, viewer)).toMatchObject({ named: null, whyNotNamed: "names-are-for-those-asked", result: null });
  });

  it("a talk of the two heads: it asks nobody else, and closes when both have answered", async () => {
    const id = await held({ mode: "guided" });
    const tell = (who: Who, seed: number) => who.ask(sendAnswers, { params: { id }, body: { ballot: ballot(seed), isNamed: true } });
    expect((await tell(sellers[0]!, 1)).status).toBe(403);
    await tell(boris, 1);
    expect(await read(id, boris)).toMatchObject({ wave: { state: "open" }, named: null });
    await tell(olga, 2);
    expect(await read(id, boris)).toMatchObject({ wave: { state: "closed" }, named: [{ name: "A head-of-sales" }, { name: "A head-of-marketing" }] });
    expect((await read(id, sellers[0])).named).toBeNull();
  });
});

describe("by the clock", () => {
  it("the plan proposes a wave on its day to both heads and moves on; one under way is not doubled", async () => {
    expect((await sellers[0]!.ask(setSurveyPlan, { body: { rhythm: "monthly", mode: "sides" } })).status).toBe(403);
    expect((await boris.ask(setSurveyPlan, { body: { rhythm: "monthly", nextOn: "2020-01-01", mode: "sides" } })).body.code).toBe("day-is-over");
    await boris.ask(setSurveyPlan, { body: { rhythm: "quarterly", nextOn: addDays(today, 3), mode: "joint", daysOpen: 10 } });
    await keep(addDays(today, 2));
    const count = async () => (await boris.ask(readSurvey)).body.waves.length as number;
    const before = await count();
    await keep(addDays(today, 3));
    await keep(addDays(today, 4));
    const { body } = await boris.ask(readSurvey);
    expect(body.waves).toHaveLength(before + 1);
    expect(body.waves[0]).toMatchObject({ state: "proposed", mode: "joint", daysOpen: 10, proposedBy: null });
    expect(body.plan.nextOn).toBe(nextTurn(addDays(today, 3), "quarterly"));
    expect((await boris.ask(withdrawWave, { params: { id: body.waves[0].id } })).status).toBe(200);
    expect((await boris.ask(readSurvey)).body.waves[0].state).toBe("withdrawn");
  });

  it("answers sealed with another secret are lost with a word, not shown wrong", async () => {
    const id = await held();
    await send(sellers[0]!, id, ballot(1));
    const { unread } = await keepSurvey(fresh.database, fresh.workspaceId, () => null, addDays(today, 60));
    expect(unread).toBe(1);
    expect(await read(id)).toMatchObject({ wave: { state: "closed" }, result: null, whyNot: "answers-unreadable" });
  });
});

describe("a pulse", () => {
  const asked: SurveyStatement[] = ["respect", "one-plan", "misses-examined"];
  const answer = (n: number) => ({ statements: Object.fromEntries(asked.map((statement, place) => [statement, 1 + ((n + place) % 5)])) });

  it("is anonymous, asks for its statements alone, and has no sum; each statement stands beside the last wave that asked for it", async () => {
    expect((await boris.ask(proposeWave, { body: { mode: "named", statements: asked } })).body.code).toBe("pulse-is-anonymous");
    expect((await boris.ask(proposeWave, { body: { mode: "sides", statements: ["respect", "respect", "one-plan"] } })).body.code).toBe("statements-twice");
    expect((await boris.ask(proposeWave, { body: { mode: "sides", statements: ["respect"] } })).status).toBe(400);
    const whole = await held();
    for (const [n, who] of people().entries()) expect((await send(who, whole, ballot(700 + n))).status).toBe(200);
    await close(whole);
    const id = await held({ statements: asked });
    expect((await send(sellers[0]!, id, ballot(1))).body.code).toBe("answers-not-as-asked");
    expect((await send(sellers[0]!, id, { statements: { respect: 3, "one-plan": 3, "joint-goals": 3 } })).body.code).toBe("answers-not-as-asked");
    for (const [n, who] of people().entries()) expect((await send(who, id, answer(n))).status).toBe(200);
    expect((await read(id)).pulse).toBeNull();
    await close(id);
    const told = await read(id);
    expect([told.result, told.wave.sum, told.wave.statements]).toEqual([null, null, asked]);
    expect(told.pulse).toMatchObject({ answered: 14, counted: 14, leftOut: [] });
    expect(told.pulse.groups.map(({ group, people: count }: { group: string; people: number }) => [group, count])).toEqual([
      ["sales", 8],
      ["marketing", 6],
      ["joint", 14],
    ]);
    const number = (await read(whole)).wave.number;
    for (const group of told.pulse.groups) {
      expect([group.since, group.statements.map(({ statement }: { statement: string }) => statement)]).toEqual([number, asked]);
      for (const one of group.statements) expect(one.counts.reduce((sum: number, count: number) => sum + count, 0)).toBe(group.people);
    }
    expect((await viewer.ask(readTwins, { params: { id } })).body.code).toBe("nothing-to-show");
    expect(told.course.map(({ number: one }: { number: number }) => one)).not.toContain(told.wave.number);
  });

  it("shows nothing of fewer people than was fixed, and one who is missing in it is not found by what the whole wave told", async () => {
    const small = await held({ statements: asked });
    for (const who of sellers.slice(0, 4)) await send(who, small, answer(1));
    await close(small);
    expect(await read(small)).toMatchObject({ whyNot: "too-few-answered", pulse: { answered: 4, groups: [] } });
    const id = await held({ statements: asked });
    for (const [n, who] of people().slice(1).entries()) await send(who, id, answer(n));
    await close(id);
    const told = await read(id);
    expect(told.pulse.counted).toBeLessThan(told.pulse.answered);
    expect(told.pulse.leftOut).toContain("sales");
  });
});
