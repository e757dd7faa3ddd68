// evenhand trust: how far the facts can be believed.
import { cliCommand } from "#apps/cli/command.ts";
import { factsOnRecord } from "#apps/facts-on-record.ts";
import { findingView } from "#features/trust/rules.ts";
import type { FindingView } from "#features/trust/contract.ts";

export const trustCommand = cliCommand({
  describe: (command) => command.description("what is doubtful in the facts, how much of it, and on which records; the gravest first"),
  async run({ console, withDatabase }) {
    const findings = await withDatabase(async ({ database, workspaceId }) => (await factsOnRecord(database, workspaceId)).findings.map(findingView));
    await console.answer({ findings: findings.map(documentOf) }, () => textOf(findings));
  },
});

/** The documented shape. `records` holds the first fifty ids, `recordCount` how many there are. */
function documentOf({ code, entity, count, share, sentence, records, ...more }: FindingView) {
  return { code, entity, count, share, sentence: sentence.en, records, ...more };
}

const marks = { serious: "!!", warning: " !", note: "  ", good: "ok" } as const;

function textOf(findings: readonly FindingView[]): string {
  if (findings.length === 0) return "There are no deals on record yet.";
  return findings.map((finding) => `${marks[finding.severity]}  ${finding.sentence.en}`).join("\n");
}
