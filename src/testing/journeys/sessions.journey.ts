// Signing in from two places: what one may see comes back to the same page, and signing out everywhere ends the other session.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { type House, beginCompany, hasBrowser, openHouse, settled } from "#testing/journeys/house.ts";

const person = { name: "Anna Berg", email: "anna@example.com", password: "a long sentence is a password" };

describe.skipIf(!hasBrowser)("sessions", () => {
  let house: House;
  let office: Page;
  let train: Page;
  beforeAll(async () => {
    house = await openHouse();
    [office, train] = [await house.newPage(), await house.newPage()];
  });
  afterAll(() => house.close());

  it("a deep link asks for sign-in and then shows what was asked for", async () => {
    const home = await beginCompany(office, person);
    await train.goto(`${home}/members`);
    await train.getByRole("heading", { name: "Sign in" }).waitFor();
    await train.getByLabel("E-mail").fill(person.email);
    await train.getByLabel("Password", { exact: true }).fill("not the password");
    await train.getByRole("button", { name: "Sign in" }).click();
    await train.getByRole("alert").getByText("E-mail or password is not right.").waitFor();
    await train.getByLabel("Password", { exact: true }).fill(person.password);
    await train.getByRole("button", { name: "Sign in" }).click();
    await train.waitForURL(`**${home}/members`);
    await settled(train);
    await train.getByRole("table", { name: "Members" }).waitFor();
    expect(await train.getByRole("main").innerText()).toContain(person.email);
  });

  it("signing out everywhere ends this session and the other", async () => {
    await office.goto("/account");
    await settled(office);
    await office.getByRole("button", { name: "Sign out everywhere" }).click();
    await office.waitForURL(/sign-in/);
    await train.reload();
    await train.waitForURL(/sign-in/);
    await train.getByRole("heading", { name: "Sign in" }).waitFor();
    expect([office, train].map((page) => new URL(page.url()).pathname)).toEqual(["/sign-in", "/sign-in"]);
  });

  it("nothing went wrong on any page", () => expect(house.faults).toEqual([]));
});
