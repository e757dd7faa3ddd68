// What is talked of reaches the other at once, what is known is found, what was agreed stays with its figures of then, and who is to know outside is told: threads, search, the log of decisions, webhooks.
import { type IncomingHttpHeaders, type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";

import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { paths } from "#kit/paths.ts";
import { type House, hasBrowser, openDemo, openDemoHouse, seriousFindings, settled } from "#testing/journeys/house.ts";

const agreed = "Посетителям стенда звоним на следующий день";

interface Came {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Takes whatever is posted to it, and thanks. */
async function openReceiver(came: Came[]): Promise<Server> {
  const receiver = createServer((request, reply) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (part: string) => (body += part));
    request.on("end", () => {
      came.push({ path: request.url ?? "", headers: request.headers, body });
      reply.end("thank you");
    });
  });
  await new Promise<void>((listens) => receiver.listen(0, "127.0.0.1", listens));
  return receiver;
}

describe.skipIf(!hasBrowser)("what is known", () => {
  let house: House;
  let page: Page;
  let receiver: Server;
  const came: Came[] = [];
  beforeAll(async () => {
    receiver = await openReceiver(came);
    house = await openDemoHouse({ EVENHAND_OPEN_TARGETS: "127.0.0.1" });
    page = await house.newPage();
    await openDemo(page);
  });
  afterAll(async () => {
    await house.close();
    await new Promise((closed) => receiver.close(closed));
  });

  describe("threads", () => {
    const field = () => page.getByRole("textbox", { name: "Message" });

    it("the room lists what the heads talk about, and leads to one thread", async () => {
      await page.goto(paths.threads("demo", { of: "all" }));
      await settled(page);
      await expect.poll(() => page.getByRole("main").innerText()).toContain("The rota begins with the next fair");
      expect(await seriousFindings(page)).toEqual([]);
      await page.getByRole("table", { name: "Threads" }).getByRole("link").first().click();
      await page.waitForURL(/about=/);
      await field().waitFor();
    });

    it("a colleague is named by the keyboard, and the message stands there at once, with marks and without anything run", async () => {
      await page.goto(paths.threads("demo", { about: "number:win-rate" }));
      await settled(page);
      await field().pressSequentially("Look @");
      await page.getByRole("listbox", { name: "Colleagues to name" }).getByRole("option").first().waitFor();
      await field().press("Enter");
      await field().pressSequentially("**at this** <img src=x onerror=alert(1)>");
      await field().press("Control+Enter");
      await page.getByRole("list").getByText("<img src=x onerror=alert(1)>", { exact: false }).waitFor();
      await expect.poll(() => page.locator("main strong", { hasText: "at this" }).count()).toBe(1);
      await expect.poll(() => page.locator("main ol img").count()).toBe(0);
      expect(await seriousFindings(page)).toEqual([]);
    });

    it("another window shows it while one looks, without a reload", async () => {
      const other = await house.newPage();
      await openDemo(other);
      await other.goto(paths.threads("demo", { about: "number:win-rate" }));
      await settled(other);
      await field().fill("Seen at once?");
      await field().press("Control+Enter");
      await other.getByText("Seen at once?").waitFor();
      await expect.poll(() => other.getByText("Seen at once?").count()).toBe(1);
      await other.close();
    });

    it("a number is quoted from its papers, and its chip opens them", async () => {
      await page.goto(paths.home("demo"));
      await settled(page);
      await page
        .getByRole("button", { name: /^How we know/ })
        .first()
        .click();
      const papers = page.getByRole("dialog");
      await papers.getByRole("button", { name: "Quote in a thread" }).click();
      await papers.getByRole("textbox", { name: "What about it?" }).fill("We said forty");
      await papers.getByRole("textbox", { name: "What about it?" }).press("Control+Enter");
      await page.waitForURL(/threads\?about=number/);
      const chip = page.getByRole("button", { name: /the same now/ });
      await chip.waitFor();
      await chip.click();
      const quoted = page.getByRole("dialog").getByText(/As it was quoted on/);
      await quoted.waitFor();
      await expect.poll(() => quoted.count()).toBe(1);
      await page.keyboard.press("Escape");
    });

    it("a thread is muted and heard again", async () => {
      await page.getByRole("button", { name: "Mute", exact: true }).click();
      await page.getByRole("button", { name: "Unmute" }).click();
      await page.getByRole("button", { name: "Mute", exact: true }).waitFor();
      await expect.poll(() => page.getByRole("button", { name: "Unmute" }).count()).toBe(0);
    });
  });

  describe("search, the log of decisions and webhooks", () => {
    const find = async (typed: string) => {
      await page.getByRole("searchbox", { name: "Words to look for" }).fill(typed);
      await page.getByRole("button", { name: "Search", exact: true }).click();
      await page.getByRole("heading", { level: 1, name: `Where does it say “${typed}”?` }).waitFor();
      await page.getByRole("heading", { name: "What was found" }).waitFor();
    };
    const results = () => page.getByRole("main").getByRole("listitem");

    it("an English word is found in another form, and leads to where it stands", async () => {
      await page.goto(paths.search("demo"));
      await settled(page);
      await find("call fairs");
      const place = results().filter({ hasText: "Leads of a fair are called before the leads of the site" });
      await place.waitFor();
      await expect.poll(() => place.locator("mark").allInnerTexts()).toEqual(expect.arrayContaining(["fair", "called"]));
      expect(await seriousFindings(page)).toEqual([]);
      await place.getByRole("link").click();
      await page.waitForURL(/\/decisions\?decision=/);
      await page.getByRole("dialog", { name: "Decision" }).getByRole("heading", { name: "Leads of a fair are called before the leads of the site" }).waitFor();
    });

    it("a decision is written down with a figure, and waits in the log for the side that has not agreed", async () => {
      await page.goto(paths.decisions("demo"));
      await settled(page);
      expect(await seriousFindings(page)).toEqual([]);
      await page.getByRole("button", { name: "Write down a decision" }).click();
      const form = page.getByRole("dialog");
      await form.getByLabel("What was agreed, in a sentence").fill(agreed);
      await form.getByLabel("In more words").fill("Кто был на стенде, набирает первым.");
      for (const side of ["For sales", "For marketing"]) await form.getByLabel(side).selectOption({ index: 1 });
      await form.getByLabel("Holds until").fill("2031-05-01");
      await form.getByLabel("Add a figure").selectOption({ label: "Win rate" });
      await form.getByRole("button", { name: "Leave out Win rate" }).waitFor();
      await form.getByRole("button", { name: "Write it down" }).click();
      const decision = page.getByRole("dialog", { name: "Decision" });
      await decision.getByRole("heading", { name: agreed }).waitFor();
      const rests = decision.getByRole("region", { name: "What it rested on" });
      await rests.getByText("the same now").waitFor();
      await expect.poll(() => rests.innerText()).toMatch(/Win rate\s+\d+(\.\d+)?\s?%.* on /);
      // Nobody agrees in another's name: the button stands there and says why not.
      await expect.poll(() => decision.getByRole("button", { name: "Agree for my side" }).getAttribute("aria-disabled")).toBe("true");
      await expect.poll(() => decision.innerText()).toContain("Others are asked to agree.");
      expect(await seriousFindings(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await decision.waitFor({ state: "hidden" });
      const row = page.getByRole("table", { name: "Decisions" }).getByRole("row", { name: agreed });
      await expect.poll(() => row.innerText()).toContain("Waits for a side");
    });

    it("a Russian word is found in another form, as soon as it is written", async () => {
      await page.goto(paths.search("demo"));
      await settled(page);
      await find("посетители стендов");
      const place = results().filter({ hasText: agreed });
      await place.waitFor();
      await expect.poll(() => place.locator("mark").allInnerTexts()).toEqual(expect.arrayContaining(["Посетителям", "стенда"]));
      await place.getByRole("link").click();
      await page.getByRole("dialog", { name: "Decision" }).getByRole("heading", { name: agreed }).waitFor();
    });

    it("an address outside is entered, what may not be called is refused with its reason, and a test arrives, signed", async () => {
      const { port } = receiver.address() as AddressInfo;
      await page.goto(paths.webhooks("demo"));
      await settled(page);
      await page.getByRole("button", { name: "Tell an address" }).click();
      const form = page.getByRole("dialog", { name: "Tell an address" });
      await form.getByLabel("Name").fill("Chat of the hall");
      await form.getByLabel("Address").fill("https://10.0.0.7/hook");
      await form.getByText("Event as JSON").click();
      await form.getByRole("checkbox", { name: "A decision is agreed" }).check();
      await form.getByRole("button", { name: "Save" }).click();
      await form.getByText("Only https addresses on the public internet are called", { exact: false }).waitFor();
      await form.getByLabel("Address").fill(`http://127.0.0.1:${port}/hook`);
      expect(await seriousFindings(page)).toEqual([]);
      await form.getByRole("button", { name: "Save" }).click();
      await form.getByText(/^whsec_/).waitFor();
      await form.getByRole("button", { name: "Done" }).click();
      await page
        .getByRole("table", { name: "Addresses outside" })
        .getByRole("row", { name: /Chat of the hall/ })
        .click();
      const drawer = page.getByRole("dialog", { name: "Chat of the hall" });
      await drawer.getByRole("button", { name: "Send a test" }).click();
      await drawer.getByText(/^delivered /).waitFor();
      await expect.poll(() => drawer.getByRole("table", { name: "Deliveries" }).innerText()).toContain("200 · thank you");
      expect(await seriousFindings(page)).toEqual([]);
      expect(came).toHaveLength(1);
      const [{ path, headers, body }] = came as [Came];
      expect([path, JSON.parse(body)]).toMatchObject(["/hook", { type: "test", data: { text: "A test from Evenhand: it arrives." } }]);
      expect(headers["webhook-signature"]).toMatch(/^v1,[\w+/]{43}=$/);
    });
  });

  it("nothing went wrong on any page", () => expect(house.faults).toEqual([]));
});
