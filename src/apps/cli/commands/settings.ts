// evenhand settings: every setting, its value, where it comes from and what it means.
import { cliCommand } from "#apps/cli/command.ts";
import { listSettings } from "#apps/settings-read.ts";

export const settingsCommand = cliCommand({
  describe: (command) =>
    command
      .description("list every setting, its value and where it comes from; secrets are masked")
      .addHelpText(
        "after",
        "\nA setting comes from the environment, else from evenhand.config.json in the data folder (or the file that EVENHAND_CONFIG names), else from its default.",
      ),
  async run({ console, read }) {
    await console.answer({ settings: listSettings(read), unknownVariables: read.unknownVariables }, ({ settings, unknownVariables }) => {
      const lines = settings.map(
        (each) =>
          `${each.name} = ${shown(each.value)}\n    from ${each.source}; default ${shown(each.default)}; set by ${each.environment.join(" or ")}\n    ${each.meaning}`,
      );
      if (unknownVariables.length > 0) lines.push(`Set, but no setting: ${unknownVariables.join(", ")}`);
      return lines.join("\n");
    });
  },
});

function shown(value: unknown): string {
  if (value === null) return "none";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.join(", ");
  return typeof value === "string" ? value : JSON.stringify(value);
}
