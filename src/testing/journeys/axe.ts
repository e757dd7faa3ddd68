// Asks axe-core what a person with a screen reader, a keyboard or weak eyes would stumble over.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import type { Page } from "playwright-core";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface AxeAnswer {
  readonly violations: readonly { readonly id: string; readonly impact: string | null; readonly nodes: readonly { readonly target: readonly unknown[] }[] }[];
}

/** Everything, or only what hangs on colours: enough where the same page was looked at whole in its other scheme. */
export type Looked = "whole" | "colours";

/** 'color-contrast (serious): .a, .b' for each finding of impact serious or critical. */
export async function seriousOf(page: Page, looked: Looked = "whole"): Promise<string[]> {
  // Through the debugging protocol, because the page's own policy allows no foreign script.
  const session = await page.context().newCDPSession(page);
  const isThere = await session.send("Runtime.evaluate", { expression: "'axe' in globalThis" });
  if (isThere.result.value !== true) await session.send("Runtime.evaluate", { expression: source });
  // By name: their tag would also bring the rule of the next higher level, which is off by default.
  const rules = looked === "whole" ? "" : ", runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }";
  const { result } = await session.send("Runtime.evaluate", {
    expression: `axe.run(document, { resultTypes: ['violations']${rules} }).then((answer) => JSON.stringify({ violations: answer.violations }))`,
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
