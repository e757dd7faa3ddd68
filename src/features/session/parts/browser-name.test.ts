// A session is told apart by its browser and system.
import { expect, test } from "vitest";

import { browserName } from "#features/session/parts/browser-name.ts";

test("the browser is found behind the names of others that it also bears", () => {
  expect(browserName("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36 Edg/141.0")).toBe(
    "Edge, Windows",
  );
  expect(browserName("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Mobile Safari/537.36")).toBe("Chrome, Android");
  expect(browserName("curl/8.5")).toBeNull();
  expect(browserName(null)).toBeNull();
});
