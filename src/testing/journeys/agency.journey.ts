// A head shares a campaign; the agency signs in, sees it and nothing else; the head takes it back, and it is gone.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { paths } from "#kit/paths.ts";
import { type House, fitsTheWidth, hasBrowser, openDemo, openDemoHouse, seriousFindings, settled } from "#testing/journeys/house.ts";

const demo = "demo";
const said = (page: Page) => page.getByRole("main").innerText();

describe.skipIf(!hasBrowser)("an agency", () => {
  let house: House;
  let office: Page;
  let agency: Page;
  let shared: string;
  beforeAll(async () => {
    house = await openDemoHouse();
    [office, agency] = [await house.newPage(), await house.newPage({ viewport: { width: 390, height: 844 } })];
    await openDemo(office);
  });
  afterAll(() => house.close());

  it("is invited by a link, and is told whom to ask as long as nothing is shared", async () => {
    await office.goto(paths.members(demo));
    await settled(office);
    await office.getByRole("button", { name: "Invite", exact: true }).click();
    const form = office.getByRole("dialog");
    await form.getByLabel("Name", { exact: true }).fill("North Light");
    await form.getByLabel("E-mail").fill("hello@northlight.example");
    await form.getByRole("combobox", { name: "Role" }).selectOption({ label: "Agency" });
    await form.getByRole("button", { name: "Make the link" }).click();
    await agency.goto(await form.getByText(/\/invitation\//).innerText());
    await agency.getByLabel("Choose a password").fill("the light of the north");
    await agency.getByRole("button", { name: "Accept" }).click();
    await agency.getByRole("heading", { level: 1, name: "What do you run, and what came of it?" }).waitFor();
    await settled(agency);
    expect(new URL(agency.url()).pathname).toBe(paths.agency(demo));
    expect(await said(agency)).toContain("Ask the head of marketing");
    expect(await seriousFindings(agency)).toEqual([]);
  });

  it("is shown a campaign that is found by a part of its name, with the keys alone", async () => {
    await office.goto(paths.members(demo));
    await settled(office);
    await office.getByRole("link", { name: /What is shared.*North Light/ }).click();
    await office.getByRole("heading", { level: 1, name: "What does North Light see?" }).waitFor();
    await settled(office);
    await office.getByRole("button", { name: "Share", exact: true }).click();
    const dialog = office.getByRole("dialog", { name: "Share with North Light" });
    await dialog.getByRole("option").first().waitFor();
    expect(await seriousFindings(office)).toEqual([]);
    const field = dialog.getByRole("combobox");
    await field.press("ArrowDown");
    shared =
      (await dialog
        .getByRole("option", { selected: true })
        .locator("span")
        .first()
        .evaluate((each) => each.firstChild?.textContent)) ?? "";
    await field.press("Enter");
    await office.getByText(`North Light now sees ${shared}`).waitFor();
    await field.press("Escape");
    const list = office.getByRole("table", { name: "What is shared" });
    await list.getByRole("row", { name: new RegExp(shared.replaceAll(/[^\w ]/g, ".")) }).waitFor();
    await settled(office);
    expect(await seriousFindings(office)).toEqual([]);
  });

  it("sees what came of it, one lead after another, and no other room", async () => {
    await agency.reload();
    await settled(agency);
    expect(await said(agency)).toContain(shared);
    expect(await said(agency)).toMatch(/leads? came in, .+: [\d,]+ deals won, [\d,]+ still open\./);
    expect([await fitsTheWidth(agency), await seriousFindings(agency)]).toEqual([true, []]);
    await agency.setViewportSize({ width: 1440, height: 900 });
    const rooms = agency.getByRole("navigation", { name: "Main" }).getByRole("listitem");
    await rooms.first().waitFor();
    expect((await rooms.allInnerTexts()).map((name) => name.trim())).toEqual(["What you run", "Joint projects"]);
    for (const room of [paths.costs(demo), paths.records(demo, { entity: "deal" }), paths.members(demo), paths.settings(demo)]) {
      await agency.goto(room);
      await agency.getByRole("heading", { level: 1, name: "This room is closed to agencies" }).waitFor();
    }
    await agency.getByRole("link", { name: "To what you run" }).click();
    await agency.getByRole("heading", { level: 1, name: "What do you run, and what came of it?" }).waitFor();
    await settled(agency);
    expect(await seriousFindings(agency)).toEqual([]);
  });

  it("sees it no more once it is taken back; undoing gives it back", async () => {
    await office.getByRole("button", { name: `Take back ${shared} from North Light` }).click();
    await office.getByText(`North Light no longer sees ${shared}`).waitFor();
    await agency.goto(paths.home(demo));
    await agency.getByText("Nothing has been shared with you yet").waitFor();
    await office.getByRole("status").getByRole("button", { name: "Undo" }).last().click();
    await office.getByRole("button", { name: `Take back ${shared} from North Light` }).waitFor();
    await agency.reload();
    await settled(agency);
    expect(await said(agency)).toContain(shared);
  });

  it("nothing went wrong on any page", () => expect(house.faults).toEqual([]));
});
