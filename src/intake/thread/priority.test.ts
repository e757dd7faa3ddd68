// A file is read behind the pages: its thread takes what they leave of the processors.
import { readFileSync, readdirSync } from "node:fs";
import { expect, it } from "vitest";

import { studyInThread } from "#intake/thread/thread.ts";

/** How much each thread of this process stands back for others, in order of their numbers: field 19 of the system's account. */
function niceness(): number[] {
  return readdirSync("/proc/self/task").map((thread) => {
    const fields = readFileSync(`/proc/self/task/${thread}/stat`, "utf8")
      .replace(/^.*\) /, "")
      .split(" ");
    return Number(fields[16]);
  });
}

it.skipIf(process.platform !== "linux")("the thread that reads stands back by ten, and no other does", async () => {
  const own = Math.min(...niceness());
  const bytes = Buffer.from("Deal ID,Stage\n1,Won\n");
  const task = { options: {}, context: { currency: "USD", timeZone: "UTC", rates: {} }, entity: null, mapping: null };
  const studied = await studyInThread(
    async (part) => (part === 0 ? bytes : null),
    task,
    () => {},
  );
  expect(studied.ok).toBe(true);
  // Threads of other tests in this process may still wait for their next file.
  expect([...new Set(niceness())]).toEqual([own, Math.min(19, own + 10)]);
});
