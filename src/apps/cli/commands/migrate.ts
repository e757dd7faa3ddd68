// evenhand migrate: brings the database to this version.
import { cliCommand } from "#apps/cli/command.ts";
import { openStorage } from "#apps/storage.ts";
import { ownMigrations } from "#db/migrate.ts";

export const migrateCommand = cliCommand({
  describe: (command) => command.description("bring the database to this version (every command does so by itself)"),
  async run({ console, settings, log }) {
    const storage = await openStorage({ settings, log });
    await storage.close();
    const all = ownMigrations().map((each) => each.name);
    await console.answer({ applied: storage.migrated, version: all.at(-1) ?? null }, ({ applied, version }) =>
      applied.length === 0 ? `Nothing to do: the database is at ${version}.` : `Applied ${applied.join(", ")}. The database is at ${version}.`,
    );
  },
});
