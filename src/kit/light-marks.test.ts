// Marks become pieces, and no text whatever becomes anything but text, bold, a link to http(s) or to a page here, or a named member.
import { expect, it } from "vitest";

import { type Piece, namedIn, plainText, readMarks } from "#kit/light-marks.ts";

const boris = "00000000-0000-4000-8000-000000000001";

it("bold, lists, links and names", () => {
  expect(readMarks(`See **the big** deal, <@${boris}>:\n- first\n- second https://a.example/x?y=1.\n\nEnd`)).toEqual([
    {
      is: "lines",
      lines: [
        [
          { is: "text", text: "See " },
          { is: "bold", pieces: [{ is: "text", text: "the big" }] },
          { is: "text", text: " deal, " },
          { is: "member", id: boris },
          { is: "text", text: ":" },
        ],
      ],
    },
    {
      is: "list",
      items: [
        [{ is: "text", text: "first" }],
        [
          { is: "text", text: "second " },
          { is: "link", href: "https://a.example/x?y=1" },
          { is: "text", text: "." },
        ],
      ],
    },
    { is: "lines", lines: [[{ is: "text", text: "End" }]] },
  ]);
});

it("a page of a company here is a link by its path as well; a path inside a word or of another kind is not", () => {
  const links = (text: string) =>
    readMarks(text).flatMap((block) => (block.is === "lines" ? block.lines.flat().flatMap((piece) => (piece.is === "link" ? [piece.href] : [])) : []));
  expect(links("See /w/firm/claims?claim=1, (/w/firm?period=2017)")).toEqual(["/w/firm/claims?claim=1", "/w/firm?period=2017"]);
  expect(links("a/w/firm/claims /w/ /w/firm /x/w/firm/claims //w/firm/x /w/FIRM/x")).toEqual([]);
});

it("stars without a pair, and a lone dash, stay as they were written", () => {
  expect(readMarks("2 ** 3 and **open\n-")).toEqual([{ is: "lines", lines: [[{ is: "text", text: "2 ** 3 and **open" }], [{ is: "text", text: "-" }]] }]);
});

it("members named in a text, and the text without marks", () => {
  expect(namedIn(`<@${boris}> and <@${boris}> and <@nobody>`)).toEqual([boris]);
  expect(plainText(`**Ask** <@${boris}>`, () => "Boris")).toBe("Ask @Boris");
});

/** What has broken into other people's pages. */
const corpus = [
  `<script>alert(1)</script>`,
  `<img src=x onerror=alert(1)>`,
  `<svg/onload=alert(1)>`,
  `javascript:alert(1)`,
  `JaVaScRiPt:alert(1)`,
  `java\tscript:alert(1)`,
  `data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==`,
  `vbscript:msgbox(1)`,
  `[click](javascript:alert(1))`,
  `**<b onmouseover=alert(1)>x</b>**`,
  `- <iframe src="https://evil.example">`,
  `https://evil.example/"onmouseover="alert(1)`,
  `https://evil.example/'><script>alert(1)</script>`,
  `http://javascript:alert(1)@evil.example`,
  `https://`,
  `https:///etc`,
  `<@00000000-0000-4000-8000-00000000000"onload=x>`,
  `<@<script>>`,
  `\u202Ehttps://evil.example\u202C`,
  `{{constructor.constructor('alert(1)')()}}`,
  `<a href="java&#x73;cript:alert(1)">x</a>`,
  `**javascript:https://a.example/**`,
];

it.each(corpus)("nothing but text and plain links comes out of %s", (text) => {
  const all: Piece[] = [];
  const walk = (pieces: readonly Piece[]) => {
    for (const piece of pieces) {
      all.push(piece);
      if (piece.is === "bold") walk(piece.pieces);
    }
  };
  for (const block of readMarks(text)) for (const line of block.is === "list" ? block.items : block.lines) walk(line);
  expect(all.filter(({ is }) => !["text", "bold", "link", "member"].includes(is))).toEqual([]);
  const links = all.flatMap((piece) => (piece.is === "link" ? [piece.href] : []));
  expect(links.filter((href) => !["http:", "https:"].includes(new URL(href).protocol) || /["'<>\s]/.test(href))).toEqual([]);
  // Nothing is lost either: what was written is what is read.
  const shown = all.map((piece) => (piece.is === "text" ? piece.text : piece.is === "link" ? piece.href : "")).join("");
  expect(shown.length).toBeGreaterThan(0);
});

it("a long line of stars and brackets is read to its end", () => {
  for (const text of ["**".repeat(4000), "<@".repeat(4000), "https://".repeat(1000)]) expect(readMarks(text)).toHaveLength(1);
});
