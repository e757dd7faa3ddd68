// evenhand backup FILE: everything in one file, also while people write.
import { resolve } from "node:path";
import { cliCommand } from "#apps/cli/command.ts";
import { openStorage } from "#apps/storage.ts";
import { versionOfInstallation } from "#apps/version.ts";
import { writeBackup } from "#db/backup/write.ts";

export const backupCommand = cliCommand({
  describe: (command) =>
    command
      .argument("<file>", "where to write; replaced only when the new backup is whole")
      .description("save everything in one file, also while people write")
      .addHelpText("after", "\nThe file holds password hashes and the installation's secret: keep it as safe as the database."),
  async run({ console, settings, log, signal }, _options, [file]) {
    const path = resolve(file as string);
    const storage = await openStorage({ settings, log });
    const progress = console.progress("Saving rows", 1);
    try {
      const options = { ownerUrl: storage.ownerUrl, file: path, version: versionOfInstallation(), madeAt: new Date().toISOString() };
      const { tables, rows } = await writeBackup({ ...options, signal, onProgress: (done, total) => progress.at(done, total) });
      progress.end();
      await console.answer({ file: path, rows, tables }, () => `Saved ${rows} rows of ${tables.length} tables in ${path}.`);
    } finally {
      progress.end();
      await storage.close();
    }
  },
});
