// What a file is follows from its bytes alone.
import { expect, test } from "vitest";

import { mediaTypeOf, shownInline } from "#kit/media-type.ts";

const text = (said: string) => new TextEncoder().encode(said);

test("pictures, documents and packages are known by their first bytes", () => {
  expect(mediaTypeOf(new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0]))).toBe("image/jpeg");
  expect(mediaTypeOf(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))).toBe("image/png");
  expect(mediaTypeOf(text("RIFF1234WEBPVP8 "))).toBe("image/webp");
  expect(mediaTypeOf(text("%PDF-1.7\n"))).toBe("application/pdf");
  expect(mediaTypeOf(text("PK\u0003\u0004 …xl/workbook.xml"))).toContain("spreadsheetml");
  expect(mediaTypeOf(text("PK\u0003\u0004 anything"))).toBe("application/zip");
});

test("markup and pictures that could run something are text, and never shown in a page", () => {
  for (const said of ["<html><script>alert(1)</script>", '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "Стенд, 12 м²"]) {
    expect(mediaTypeOf(text(said))).toBe("text/plain; charset=utf-8");
    expect(shownInline.has(mediaTypeOf(text(said)))).toBe(false);
  }
});

test("what is neither is plain bytes", () => {
  for (const bytes of [[0x00, 0x01], [0xc3], [0xff, 0xfe], [0xed, 0x20], [0xf8, 0x80, 0x80, 0x80], [0x47, 0x49, 0x46, 0x00]])
    expect(mediaTypeOf(new Uint8Array(bytes))).toBe("application/octet-stream");
});
