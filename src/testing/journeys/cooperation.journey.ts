// A wave of the survey from its proposal to its figures, with twelve people: answered on phones and beside them, seen by nobody before its end, and what small groups see.
import { type APIRequestContext, type Page, request } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { pickWorkspace } from "#apps/cli/with-database.ts";
import { type Storage, openStorage } from "#apps/storage.ts";
import { installationSecret } from "#db/secret.ts";
import { keepSurvey, surveyKey } from "#features/survey/jobs.ts";
import { type SurveyStatement, surveyStatements } from "#facts/survey.ts";
import { keyFor, unseal } from "#http/secrets.ts";
import { type Day, addDays } from "#kit/day.ts";
import { type House, beginCompany, fitsTheWidth, hasBrowser, openHouse, seriousFindings, settled } from "#testing/journeys/house.ts";

const administrator = { name: "Anna Berg", email: "anna@example.com", password: "a long sentence is a password" };
const phone = { viewport: { width: 390, height: 844 } };
const statements = Object.keys(surveyStatements) as SurveyStatement[];
/** Answers of one person: `of` for each statement by its place. */
const ballotOf = (of: (place: number) => number) => ({
  statements: Object.fromEntries(statements.map((statement, place) => [statement, of(place)])),
  importance: Object.fromEntries(statements.map((statement) => [statement, 2])),
  own: 4,
  other: 3,
  orientations: { "single-or-all": 3, "now-or-later": 3 },
  skills: { market: 4, product: 4, people: 4 },
});
/** Sales is content; of joint pricing or whatever stands third its people think as differently as can be. Marketing sees no shared goal. */
const ofSales = (n: number) => ballotOf((place) => (place === 2 ? (n % 2 === 0 ? 1 : 5) : 4 + ((n + place) % 2)));
const ofMarketing = (n: number) => ballotOf((place) => (place === 0 ? 1 + (n % 2) : 3 + ((n + place) % 2)));

describe.skipIf(!hasBrowser)("a survey of twelve people", () => {
  let house: House;
  let storage: Storage;
  let home: string;
  let workspaceId: string;
  let office: Page;
  let [sales, marketing] = [] as unknown as [Page, Page];
  let phones: Page[] = [];
  /** Who answers through the interface: of sales, then of marketing. */
  let byInterface: APIRequestContext[] = [];
  let [viewer, agency] = [] as unknown as [APIRequestContext, APIRequestContext];
  let wave: string;

  const api = () => `/api${home}`;
  const headers = () => ({ origin: house.address });
  const told = async (who: APIRequestContext, path: string) => (await who.get(`${api()}${path}`)).json();
  const put = async (who: APIRequestContext, path: string, data: object = {}) => {
    const reply = await who.post(`${api()}${path}`, { headers: headers(), data });
    if (!reply.ok()) throw new Error(`${path}: ${reply.status()} ${await reply.text()}`);
    return reply.json();
  };
  const comeIn = async (who: APIRequestContext, name: string, role: string) => {
    const { token } = await put(office.request, "/invitations", { email: `${name.toLowerCase()}@example.com`, name, role, department: null });
    const reply = await who.post(`/api/invitations/${token}`, { headers: headers(), data: { password: `the password of ${name}` } });
    if (!reply.ok()) throw new Error(`${name}: ${await reply.text()}`);
    return who;
  };
  const onPhone = async (name: string, role: string) => {
    const page = await house.newPage(phone);
    await comeIn(page.request, name, role);
    return page;
  };
  const beside = async (name: string, role: string) => comeIn(await request.newContext({ baseURL: house.address }), name, role);
  /** What the server does by its clock, on the given day. */
  const onDay = async (day: Day) => {
    const secret = await installationSecret(storage.database);
    await keepSurvey(storage.database, workspaceId, (sealed, about) => unseal(sealed, { key: keyFor(surveyKey, secret), about }), day);
  };
  const waveNow = () => told(viewer, `/survey/waves/${wave}`);
  const press = async (page: Page, keys: string) => {
    for (const key of keys) await page.keyboard.press(key);
    await page.getByRole("button", { name: "Next" }).click();
  };
  const begin = async (page: Page) => {
    await page.goto(`${home}/survey/answer`);
    await page.getByText("Nothing is kept that joins your answers to you").waitFor();
    await page.getByRole("button", { name: "Begin" }).click();
    await page.getByRole("heading", { name: "Joint goals and plan" }).waitFor();
  };
  const finish = async (page: Page) => {
    await page.getByText("47 of 47 answered").waitFor();
    await page.getByRole("button", { name: "Send my answers" }).click();
    await page.getByText("Thank you. Your answers are in, and nobody can call them up any more, you neither.").waitFor();
  };

  beforeAll(async () => {
    house = await openHouse();
    office = await house.newPage();
    home = await beginCompany(office, administrator);
    const silent = { info: () => {}, warn: () => {}, error: () => {} };
    storage = await openStorage({ settings: { dataFolder: house.dataFolder, databaseUrl: null }, log: silent });
    ({ workspaceId } = await pickWorkspace(storage.database, {}));
    [sales, marketing] = [await house.newPage(), await house.newPage()];
    await comeIn(sales.request, "Sven", "head-of-sales");
    await comeIn(marketing.request, "Maria", "head-of-marketing");
    phones = [await onPhone("Ida", "sales"), await onPhone("Olaf", "sales"), await onPhone("Mina", "marketing-operational")];
    for (const name of ["Per", "Kai", "Una"]) byInterface.push(await beside(name, "sales"));
    for (const name of ["Nora", "Lars", "Tove", "Emil"]) byInterface.push(await beside(name, "marketing-operational"));
    viewer = await beside("Vera", "viewer");
    agency = await beside("Abel", "agency");
  });
  afterAll(async () => {
    await Promise.all([...byInterface, viewer, agency].map((each) => each?.dispose()));
    await storage?.close();
    await house.close();
  });

  it("is proposed by one head, and opens when the other agrees", async () => {
    await sales.goto(`${home}/survey?new=yes`);
    const form = sales.getByRole("dialog", { name: "Propose a wave" });
    await form.getByRole("radio", { name: "By side, anonymous" }).check();
    await form.getByRole("button", { name: "Propose", exact: true }).click();
    await form.waitFor({ state: "hidden" });
    await marketing.goto(`${home}/survey`);
    await marketing.getByRole("button", { name: "Agree and open" }).click();
    await marketing.getByText("The wave is open, and everybody who is asked has been told.").waitFor();
    await marketing.getByText("Asked: 6 of sales, 6 of marketing.").waitFor();
    const { waves } = await told(viewer, "/survey");
    wave = waves[0].id;
    expect([waves.length, waves[0].state, waves[0].asked]).toEqual([1, "open", { sales: 6, marketing: 6 }]);
  });

  it("is answered on a phone by thumb and by keys, is left and taken up, and by others through the interface; no trace tells who has", async () => {
    const traces = async () => [
      (await told(office.request, "/audit")).total,
      (await told(sales.request, "/notices")).total,
      (await told(phones[0]!.request, "/notices")).unseen,
      (await told(phones[0]!.request, "/notices")).total,
    ];
    const before = await traces();
    expect(before.map((one) => typeof one)).toEqual(before.map(() => "number"));
    const isHeard = await sales.evaluate(async (address) => {
      const heard = { text: "" };
      Object.assign(globalThis, { heard });
      const { body, ok } = await fetch(address);
      const listen = async () => {
        const reader = body!.pipeThrough(new TextDecoderStream()).getReader();
        for (let piece = await reader.read(); !piece.done; piece = await reader.read()) heard.text += piece.value;
      };
      void listen();
      return ok;
    }, `${api()}/events`);
    expect(isHeard).toBe(true);
    const [ida, olaf, mina] = phones as [Page, Page, Page];
    await begin(ida);
    // By thumb: each question has its own group of choices.
    for (const group of await ida.locator("[data-question]").all()) await group.locator("label").nth(2).click();
    await ida.getByRole("button", { name: "Next" }).click();
    await ida.getByText("Part 2 of 7").waitFor();
    expect(await fitsTheWidth(ida)).toBe(true);
    for (let part = 2; part <= 5; part += 1) await press(ida, "42524252");
    await press(ida, "4333444");
    await finish(ida);

    await begin(mina);
    await press(mina, "12323232");
    await mina.getByText("Part 2 of 7").waitFor();
    await mina.goto(`${home}/survey`);
    await mina.getByRole("link", { name: "Go on answering" }).click();
    await mina.getByRole("button", { name: "Go on where I stopped" }).click();
    await mina.getByText("Part 2 of 7").waitFor();
    for (let part = 2; part <= 5; part += 1) await press(mina, "32423242");
    await press(mina, "4333444");
    await finish(mina);

    await begin(olaf);
    for (let part = 1; part <= 5; part += 1) await press(olaf, part === 1 ? "42525242" : "42524252");
    await press(olaf, "4333444");
    await finish(olaf);
    await olaf.goto(`${home}/survey/answer`);
    await olaf.getByText("There is nothing to answer now").waitFor();

    for (const [n, who] of [...byInterface, sales.request].entries())
      await put(who, `/survey/waves/${wave}/answers`, { ballot: n < 3 || n === 7 ? ofSales(n) : ofMarketing(n) });
    expect(await traces()).toEqual(before);
    expect(await sales.evaluate(() => (globalThis as unknown as { heard: { text: string } }).heard.text)).not.toContain("survey");
  });

  it("shows nobody a figure while it is open, by no road", async () => {
    for (const who of [sales.request, office.request, phones[0]!.request, viewer]) {
      const { wave: shown, result, named, pulse, course } = await told(who, `/survey/waves/${wave}`);
      expect([shown.state, shown.sum, result, named, pulse, course]).toEqual(["open", null, null, null, null, []]);
      expect(shown.sent).toBe("most");
      expect((await who.get(`${api()}/survey/waves/${wave}/twins`)).status()).toBe(409);
    }
    expect((await agency.get(`${api()}/survey`)).status()).toBe(403);
    expect((await agency.get(`${api()}/survey/waves/${wave}`)).status()).toBe(403);
    for (const asked of ["survey", "share a goal", "wave"])
      expect(JSON.stringify(await told(viewer, `/search?q=${encodeURIComponent(asked)}`))).not.toContain(wave);
    await sales.goto(`${home}/survey/waves/${wave}`);
    await sales.getByText("This wave is open. Its results come to everybody at once when it closes.").first().waitFor();
  });

  it("reminds all in the same words half-way, whether they have answered or not", async () => {
    const { openedOn, closesOn } = (await waveNow()).wave;
    await onDay(addDays(openedOn, 7));
    const reminded = async (who: APIRequestContext) =>
      (await told(who, "/notices")).notices.filter((one: { kind: string }) => one.kind === "survey-reminder").map(({ data }: { data: object }) => data);
    const words = await reminded(marketing.request);
    expect(words).toHaveLength(1);
    // Marketing's head has not answered; Ida has.
    expect(await reminded(phones[0]!.request)).toEqual(words);
    expect(await reminded(viewer)).toEqual([]);
    expect(closesOn > openedOn).toBe(true);
  });

  it("has its result once it has closed: ranges, factors, the kind of relationship, where the sides differ, where one side is split, and the facts beside", async () => {
    await put(marketing.request, `/survey/waves/${wave}/answers`, { ballot: ofMarketing(8) });
    await onDay(addDays((await waveNow()).wave.closesOn, 1));
    await sales.goto(`${home}/survey/waves/${wave}`);
    await settled(sales);
    const page = sales.getByRole("main");
    await page.getByText(/^Together \d+.* of 100 \(.*–.*\): /).waitFor();
    await page.getByText("12 of 12 asked have answered, 12 are counted.").waitFor();
    const { result } = await waveNow();
    expect([result.groups.sales.people, result.groups.marketing.people]).toEqual([6, 6]);
    const factors = page.getByRole("table", { name: "Sum and factors" });
    for (const factor of ["Joint goals and plan", "Handoff and funnel", "People and culture"]) await factors.getByText(factor).first().waitFor();
    expect(await factors.innerText()).toMatch(/\d[\s\S]*–[\s\S]*\d/);
    // The first statement: sales 4 and 5, marketing 1 and 2. The third: sales 1 and 5.
    const gap = result.sides.gaps.find((one: { statement: string }) => one.statement === statements[0]);
    expect(gap.isClear).toBe(true);
    expect(gap.difference.value).toBeGreaterThan(1.5);
    const split = result.groups.sales.statements.find((one: { statement: string }) => one.statement === statements[2]);
    expect(split.isAgreed).toBe(false);
    const one = page.getByRole("table", { name: "Statements, one by one" });
    await one
      .getByText(/, clear$/)
      .first()
      .waitFor();
    await one
      .getByText(/^split: /)
      .first()
      .waitFor();
    await page.getByRole("heading", { name: "What is said, and what is so" }).waitFor();
    await page.getByRole("table", { name: "What is said, and what is so" }).waitFor();
    await settled(sales);
    expect(await seriousFindings(sales)).toEqual([]);
    const [ida] = phones as [Page];
    await ida.goto(`${home}/survey/waves/${wave}`);
    await settled(ida);
    await ida.getByText("12 of 12 asked have answered, 12 are counted.").waitFor();
    expect(await fitsTheWidth(ida)).toBe(true);
  });

  it("together only, no side is told by itself", async () => {
    const { id } = await put(sales.request, "/survey/waves", { mode: "joint" });
    await put(marketing.request, `/survey/waves/${id}/agreed`);
    for (const [n, who] of byInterface.entries()) await put(who, `/survey/waves/${id}/answers`, { ballot: ballotOf((place) => 3 + ((n + place) % 2)) });
    wave = id;
    await onDay(addDays((await waveNow()).wave.closesOn, 1));
    const { result } = await waveNow();
    expect(Object.keys(result.groups)).toEqual(["joint"]);
    expect(result.sides).toBeNull();
    await sales.goto(`${home}/survey/waves/${wave}`);
    await settled(sales);
    await sales.getByText(/^7 of 12 asked have answered, [67] are counted\.$/).waitFor();
    expect(await sales.getByRole("main").innerText()).not.toContain("Sales says");
  });

  it("under names, those who were asked see them, and nobody else", async () => {
    const { id } = await put(sales.request, "/survey/waves", { mode: "named" });
    await put(marketing.request, `/survey/waves/${id}/agreed`);
    const without = await byInterface[0]!.post(`${api()}/survey/waves/${id}/answers`, { headers: headers(), data: { ballot: ofSales(1) } });
    expect([without.status(), (await without.json()).code]).toEqual([422, "name-not-agreed"]);
    for (const [n, who] of byInterface.slice(0, 4).entries())
      await put(who, `/survey/waves/${id}/answers`, { ballot: n < 3 ? ofSales(n) : ofMarketing(n), isNamed: true });
    wave = id;
    await onDay(addDays((await waveNow()).wave.closesOn, 1));
    await sales.goto(`${home}/survey/waves/${wave}`);
    const table = sales.getByRole("table", { name: "Answers under names" });
    await table.getByText("Per", { exact: true }).first().waitFor();
    expect((await waveNow()).named).toBeNull();
    expect((await told(office.request, `/survey/waves/${wave}`)).named).toBeNull();
  });

  it("nothing went wrong on any page", () => expect(house.faults).toEqual([]));
});
