// Takes the picture of the README anew: the demo company's shortfall, as a first visitor sees it.
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

import { paths } from "#kit/paths.ts";
import { openDemo, openHouse, settled } from "#testing/journeys/house.ts";

const folder = resolve(import.meta.dirname, "..", "docs", "pictures");
mkdirSync(folder, { recursive: true });
const house = await openHouse();
try {
  const page = await house.newPage({ viewport: { width: 1440, height: 1120 }, colorScheme: "light", locale: "en-GB" });
  await openDemo(page);
  await page.goto(paths.shortfall("demo"));
  await settled(page);
  await page.getByRole("table", { name: "The parts" }).waitFor();
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(folder, "shortfall.png") });
  if (house.faults.length > 0) throw new Error(house.faults.join("\n"));
} finally {
  await house.close();
}
