// evenhand demo: makes the demo company in a workspace of its own, or finds it.
import { InvalidArgumentError } from "commander";
import { cliCommand } from "#apps/cli/command.ts";
import { openDemoWorkspace } from "#apps/demo.ts";
import { openStorage } from "#apps/storage.ts";
import { usualSeed } from "#testing/demo/company.ts";

export const demoCommand = cliCommand({
  describe: (command) =>
    command
      .description("make the demo company: two years of a seller of security equipment")
      .option("--language <language>", "its language, en or ru", readLanguage, "en")
      .option("--seed <number>", "another company of the same kind", readSeed, usualSeed)
      .addHelpText("after", "\nA demo company that is there already is left as it is."),
  async run({ console, settings, log }, { language, seed }) {
    const storage = await openStorage({ settings, log });
    const progress = console.progress("Loading files", 1);
    try {
      const asOf = new Date().toISOString().slice(0, 10);
      const made = await openDemoWorkspace(storage.database, {
        asOf,
        log,
        seed: seed as number,
        language: language as "en" | "ru",
        onProgress: (done, total) => progress.at(done, total),
      });
      progress.end();
      await console.answer(made, ({ slug, isNew }) =>
        isNew ? `The demo company is ready in the workspace '${slug}'.` : `The demo company is there already, in the workspace '${slug}'.`,
      );
    } finally {
      progress.end();
      await storage.close();
    }
  },
});

function readLanguage(text: string): "en" | "ru" {
  if (text === "en" || text === "ru") return text;
  throw new InvalidArgumentError("It is en or ru.");
}

function readSeed(text: string): number {
  const seed = Number(text);
  if (Number.isInteger(seed) && Math.abs(seed) < 2 ** 31) return seed;
  throw new InvalidArgumentError("It is a whole number.");
}
