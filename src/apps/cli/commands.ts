// The list of commands; a new one is a file in commands/ and a line here.
import type { CliCommand } from "#apps/cli/command.ts";
import { backupCommand } from "#apps/cli/commands/backup.ts";
import { explainCommand } from "#apps/cli/commands/explain.ts";
import { importCommand } from "#apps/cli/commands/import.ts";
import { kpiCommand } from "#apps/cli/commands/kpi.ts";
import { demoCommand } from "#apps/cli/commands/demo.ts";
import { migrateCommand } from "#apps/cli/commands/migrate.ts";
import { restoreCommand } from "#apps/cli/commands/restore.ts";
import { serveCommand } from "#apps/cli/commands/serve.ts";
import { settingsCommand } from "#apps/cli/commands/settings.ts";
import { trustCommand } from "#apps/cli/commands/trust.ts";

export const commands: Readonly<Record<string, CliCommand>> = {
  serve: serveCommand,
  demo: demoCommand,
  import: importCommand,
  explain: explainCommand,
  kpi: kpiCommand,
  trust: trustCommand,
  backup: backupCommand,
  restore: restoreCommand,
  migrate: migrateCommand,
  settings: settingsCommand,
};
