// The list of commands; a new one is a file in commands/ and a line here. Each is read when it is asked for, so that none waits for the others.
import type { CliCommand } from "#apps/cli/command.ts";

export type Commands = Readonly<Record<string, () => Promise<CliCommand>>>;

export const commands: Commands = {
  serve: async () => (await import("#apps/cli/commands/serve.ts")).serveCommand,
  demo: async () => (await import("#apps/cli/commands/demo.ts")).demoCommand,
  import: async () => (await import("#apps/cli/commands/import.ts")).importCommand,
  explain: async () => (await import("#apps/cli/commands/explain.ts")).explainCommand,
  kpi: async () => (await import("#apps/cli/commands/kpi.ts")).kpiCommand,
  trust: async () => (await import("#apps/cli/commands/trust.ts")).trustCommand,
  backup: async () => (await import("#apps/cli/commands/backup.ts")).backupCommand,
  restore: async () => (await import("#apps/cli/commands/restore.ts")).restoreCommand,
  password: async () => (await import("#apps/cli/commands/password.ts")).passwordCommand,
  migrate: async () => (await import("#apps/cli/commands/migrate.ts")).migrateCommand,
  settings: async () => (await import("#apps/cli/commands/settings.ts")).settingsCommand,
};
