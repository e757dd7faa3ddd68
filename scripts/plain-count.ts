// Ends a test run with one plain line: how many passed, how many failed.
import type { Reporter, TestModule } from "vitest/node";

export default class Counts implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    let passed = 0;
    let failed = unhandled.length;
    let skipped = 0;
    for (const module of modules) {
      const tests = [...module.children.allTests()];
      for (const test of tests) {
        const { state } = test.result();
        if (state === "passed") passed += 1;
        else if (state === "failed") failed += 1;
        else skipped += 1;
      }
      // A file that cannot be loaded has no tests to count.
      if (module.state() === "failed" && !tests.some((test) => test.result().state === "failed")) failed += 1;
    }
    process.on("exit", () => console.log(`${skipped > 0 ? `${skipped} skipped\n` : ""}${passed} passed, ${failed} failed`));
  }
}
