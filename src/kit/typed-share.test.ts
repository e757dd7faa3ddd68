// What is typed as per cent is a share, left open, or no number.
import { expect, test } from "vitest";

import { typedShare } from "#kit/typed-share.ts";

test.each([
  ["12,5", 0.125],
  [" 7.5 ", 0.075],
  ["1000", 10],
  ["", null],
  ["0", undefined],
  ["-3", undefined],
  ["1001", undefined],
  ["ten", undefined],
])("'%s'", (text, share) => expect(typedShare(text)).toBe(share));
