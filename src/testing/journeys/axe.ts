// Asks axe-core what a person with a screen reader, a keyboard or weak eyes would stumble over.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import type { Page } from "playwright-core";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface AxeAnswer {
  readonly violations: readonly { readonly id: string; readonly impact: string | null; readonly nodes: readonly { readonly target: readonly unknown[] }[] }[];
}

/** 'color-contrast (serious): .a, .b' for each finding of impact serious or critical. */
export async function seriousOf(page: Page): Promise<string[]> {
  // Through the debugging protocol, because the page's own policy allows no foreign script.
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: source });
  const { result } = await session.send("Runtime.evaluate", {
    expression: "axe.run(document, { resultTypes: ['violations'] }).then((answer) => JSON.stringify({ violations: answer.violations }))",
    awaitPromise: true,
  });
  await session.detach();
  const answer = JSON.parse(String(result.value)) as AxeAnswer;
  return answer.violations
    .filter((finding) => finding.impact === "serious" || finding.impact === "critical")
    .map(
      (finding) =>
        `${finding.id} (${finding.impact}): ${finding.nodes
          .slice(0, 4)
          .map((node) => node.target.join(" "))
          .join(", ")}`,
    );
}
