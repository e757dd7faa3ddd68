// A file is read behind the pages: its process takes what they leave of the processors.
import { readFileSync, readdirSync } from "node:fs";
import { expect, it } from "vitest";

import { studyInThread } from "#intake/thread/thread.ts";

const own = process.pid;

/** The fields of the system's account of a thread, from the third on: its name may hold blanks. */
const account = (file: string) =>
  readFileSync(file, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");

/** How much each thread of a process stands back for others: field 19 of the system's account. */
const niceness = (pid: number) => readdirSync(`/proc/${pid}/task`).map((thread) => Number(account(`/proc/${pid}/task/${thread}/stat`)[16]));

/** Processes that this one has started. */
const children = () =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return Number(account(`/proc/${pid}/stat`)[1]) === own;
      } catch {
        // It has ended in the meantime.
        return false;
      }
    })
    .map(Number);

it.skipIf(process.platform !== "linux")("the thread that reads stands back by ten, and none of the pages' does", async () => {
  const before = [...new Set(niceness(own))];
  const most = Math.max(...before);
  const bytes = Buffer.from("Deal ID,Stage\n1,Won\n");
  const task = { options: {}, context: { currency: "USD", timeZone: "UTC", rates: {} }, entity: null, mapping: null };
  const studied = await studyInThread(
    async (part) => (part === 0 ? bytes : null),
    task,
    () => {},
  );
  expect(studied.ok).toBe(true);
  expect([...new Set(niceness(own))]).toEqual(before);
  expect(children().map((pid) => Math.max(...niceness(pid)))).toContain(Math.min(19, most + 10));
});
