// Set up and cleared away once a test run: the folder in which this run's PostgreSQL lives.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { postmasterPid, untilEnded } from "#db/embedded/postmaster.ts";

export default function setup(): () => Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "evenhand-test-"));
  process.env["EVENHAND_TEST_RUN"] = folder;
  return async () => {
    const pid = postmasterPid(join(folder, "postgres"));
    // Nothing here is worth an orderly shutdown.
    if (pid !== null) {
      process.kill(pid, "SIGQUIT");
      await untilEnded(pid);
    }
    rmSync(folder, { recursive: true, force: true });
  };
}
