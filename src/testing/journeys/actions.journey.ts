// What follows from a claim: a supported one begins an action and an item of the agenda, a doubt about its number opens a dispute; each is found in its room.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { paths } from "#kit/paths.ts";
import { type House, hasBrowser, openDemo, openDemoHouse, seriousFindings, settled } from "#testing/journeys/house.ts";

describe.skipIf(!hasBrowser)("steps that follow from a claim", () => {
  let house: House;
  let page: Page;
  beforeAll(async () => {
    house = await openDemoHouse();
    page = await house.newPage();
    await openDemo(page);
  });
  afterAll(() => house.close());

  const dialog = () => page.getByRole("dialog").nth(1);
  const said = "We stand at the fair for a week, and then nobody calls these people.";

  it("a supported claim begins an action and waits for the next meeting", async () => {
    await page.goto(paths.claims("demo"));
    await settled(page);
    await page.getByRole("link", { name: said }).click();
    const steps = page.getByRole("region", { name: "What follows from it" });
    await steps.getByRole("button", { name: "Start an action" }).click();
    await dialog().getByRole("button", { name: "Start an action" }).click();
    await dialog().getByText("Say what is to be done.").waitFor();
    await dialog().getByLabel("What is to be done").fill("Two of us call the fair's visitors within a day");
    await dialog().getByLabel("Owner").selectOption({ index: 1 });
    await dialog().getByLabel("Figure that it should move").selectOption({ label: "Win rate" });
    await dialog().getByLabel("By how much").fill("10");
    expect(await seriousFindings(page)).toEqual([]);
    await dialog().getByRole("button", { name: "Start an action" }).click();
    await steps.getByRole("link", { name: "Two of us call the fair's visitors within a day" }).waitFor();
    await steps.getByRole("button", { name: "Put on the next agenda" }).click();
    await dialog().getByRole("button", { name: "Put something on" }).click();
    await steps.getByRole("link", { name: /^Waits for the next meeting/ }).waitFor();
  });

  it("whoever doubts its number opens a dispute beside it", async () => {
    const doubts = page.getByRole("region", { name: "Doubts about the number" });
    await doubts.getByRole("button", { name: "Doubt this number" }).click();
    await dialog().getByLabel("What is wrong with it").fill("Calls from the stand's phone are missing");
    await dialog().getByLabel("By which rule it is decided").selectOption({ label: "A recount by the definition in force decides" });
    await dialog().getByRole("button", { name: "Open the dispute" }).click();
    await doubts.getByRole("link", { name: "Calls from the stand's phone are missing" }).click();
    await page.waitForURL(/disputes\?dispute=/);
    const panel = page.getByRole("dialog");
    await panel.getByText("The head of marketing decides, because it concerns sales.", { exact: false }).waitFor();
    await panel.getByRole("button", { name: "Attach" }).click();
    await panel.getByLabel("Address").fill("https://example.com/bill");
    await panel.getByRole("button", { name: "Attach" }).click();
    await panel.getByRole("link", { name: "https://example.com/bill" }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByText("2 numbers are in dispute, none past its day;", { exact: false }).waitFor();
  });

  it("done it is done, and undone it is open again; the board and a phone show the same", async () => {
    await page.goto(paths.actions("demo"));
    await settled(page);
    await page.getByText("3 actions are open, 1 of them past its day; 3 items wait for the next meeting.").waitFor();
    await page.getByRole("row").getByText("Two of us call the fair's visitors within a day").click();
    await page.getByRole("dialog").getByRole("button", { name: "Done" }).click();
    await page.getByRole("dialog").getByText("State: Open → Done").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Undo", exact: true }).last().click();
    await page.goto(paths.actions("demo", { view: "board" }));
    await page.getByRole("region", { name: "Open" }).getByText("Two of us call the fair's visitors within a day").waitFor();
    for (const [width, colorScheme] of [
      [390, "dark"],
      [1440, "light"],
    ] as const) {
      await page.setViewportSize({ width, height: 844 });
      await page.emulateMedia({ colorScheme });
      expect({ width, findings: await seriousFindings(page) }).toEqual({ width, findings: [] });
    }
    expect(house.faults).toEqual([]);
  });
});
