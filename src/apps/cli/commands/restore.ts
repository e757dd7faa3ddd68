// evenhand restore FILE: puts a backup into an empty database and proves that it is the same.
import { resolve } from "node:path";
import { cliCommand } from "#apps/cli/command.ts";
import { reachStorage } from "#apps/storage.ts";
import { restoreBackup } from "#db/backup/restore.ts";

export const restoreCommand = cliCommand({
  describe: (command) =>
    command
      .argument("<file>", "a file made by 'evenhand backup'")
      .option("--replace", "let go of what the database holds")
      .description("put a backup into an empty database and compare every row"),
  async run({ console, settings, log }, options, [file]) {
    const path = resolve(file as string);
    const { embedded, ownerUrl } = await reachStorage({ settings, log });
    const progress = console.progress("Restoring rows", 1);
    try {
      const { tables, rows } = await restoreBackup({
        ownerUrl,
        file: path,
        replaces: options["replace"] === true,
        onProgress: (done, total) => progress.at(done, total),
      });
      progress.end();
      await console.answer({ file: path, rows, tables }, () => `Restored ${rows} rows of ${tables.length} tables; counts and digests are equal.`);
    } finally {
      progress.end();
      await embedded?.close();
    }
  },
});
