// Whatever the house writes into its log has words: no line of it shows a code.
import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

import { words } from "#features/audit/words.en.ts";

const sources = globSync(["src/features/*/routes.ts", "src/features/*/jobs.ts", "src/ledger/*.ts", "src/apps/**/*.ts"])
  .filter((path) => !path.endsWith(".test.ts"))
  .map((path) => readFileSync(path, "utf8"));
const kinds =
  "feedback|survey|thread|report|claim|decision|practice|cooperation|stage|marketing-task|agency-promise|agency-dealing|dispute|action|project|project-template|file|debrief|routing|calendar|agenda-item|meeting|meeting-series|calendar-feed|import|goal|review|verdict|turning-point|definition|promise|driver-owner|stages|columns|member|invitation|key|webhook|record|workspace|demo|stand-lead|stand-file";

test("acts", () => {
  const acts = new Set(sources.flatMap((text) => [...text.matchAll(new RegExp(`(?<!event: )"((?:${kinds})\\.[a-z]+)"`, "g"))].map((match) => match[1]!)));
  expect(acts.size).toBeGreaterThan(20);
  // Both kinds of agreement are signed by the same act of the ledger; goals are named by the state they come to.
  const made = [
    "definition.signed",
    "driver-owner.signed",
    "promise.signed",
    "goal.active",
    "goal.paused",
    "goal.closed",
    "action.open",
    "action.done",
    "action.dropped",
  ];
  expect([...acts, ...made].filter((act) => !(`act.${act}` in words))).toEqual([]);
});

test("kinds of what was changed", () => {
  const subjects = new Set(sources.flatMap((text) => [...text.matchAll(/subjectKind: "([a-z-]+)"/g)].map((match) => match[1]!)));
  expect(subjects.size).toBeGreaterThan(6);
  expect([...subjects].filter((kind) => !(`kind.${kind}` in words))).toEqual([]);
});
