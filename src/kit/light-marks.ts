// Text with light marks: bold, lists, links and named members, read into pieces. A piece is text, a link to http(s) or to a page of a company here ('/w/firm/…'); nothing else can come out.

export type Piece =
  | { readonly is: "text"; readonly text: string }
  | { readonly is: "bold"; readonly pieces: readonly Piece[] }
  | { readonly is: "link"; readonly href: string }
  | { readonly is: "member"; readonly id: string };

export type Block =
  | { readonly is: "lines"; readonly lines: readonly (readonly Piece[])[] }
  | { readonly is: "list"; readonly items: readonly (readonly Piece[])[] };

const id = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
/** Of a server, or of a page of a company here. */
const beginnings = "https?://|(?<![^\\s(«*])/w/[a-z0-9-]{1,63}(?=[/?])";
const inside = new RegExp(
  `<@(${id})>|\\*\\*(?=\\S)([^*]{1,2000}?)(?<=\\S)\\*\\*|((?:${beginnings})[^\\s<>"'\`\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]{1,2000})`,
  "g",
);
const member = new RegExp(`<@(${id})>`, "g");
const bullet = /^\s{0,3}[-*•]\s+(?=\S)/;

/** Blocks of a text, in order. Empty lines part them. */
export function readMarks(text: string): Block[] {
  const blocks: Block[] = [];
  let lines: (readonly Piece[])[] = [];
  let items: (readonly Piece[])[] = [];
  const end = () => {
    if (lines.length > 0) blocks.push({ is: "lines", lines });
    if (items.length > 0) blocks.push({ is: "list", items });
    [lines, items] = [[], []];
  };
  for (const line of text.split(/\r\n|\r|\n/)) {
    const mark = bullet.exec(line);
    if (mark !== null) {
      if (lines.length > 0) end();
      items.push(piecesOf(line.slice(mark[0].length)));
    } else if (line.trim() === "") end();
    else {
      if (items.length > 0) end();
      lines.push(piecesOf(line));
    }
  }
  end();
  return blocks;
}

function piecesOf(line: string, isBold = false): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const text = (until: number) => {
    if (until > at) pieces.push({ is: "text", text: line.slice(at, until) });
  };
  for (const match of line.matchAll(inside)) {
    const [whole, named, bold, link] = match;
    if (bold !== undefined && isBold) continue;
    text(match.index);
    at = match.index + whole.length;
    if (named !== undefined) pieces.push({ is: "member", id: named });
    else if (bold !== undefined) pieces.push({ is: "bold", pieces: piecesOf(bold, true) });
    else {
      // What ends a sentence is not the end of an address.
      const href = link!.replace(/[.,;:!?)\]}»]+$/, "");
      at -= link!.length - href.length;
      pieces.push(isAddress(href) ? { is: "link", href } : { is: "text", text: href });
    }
  }
  text(line.length);
  return pieces;
}

/** An address with a host, or a path of a company here; the scheme is checked here once more, whatever the pattern let through. */
function isAddress(href: string): boolean {
  return /^(https?:\/\/[^/?#\s]+|\/w\/[a-z0-9-]+[/?])/i.test(href);
}

/** Members named in a text, each once. */
export function namedIn(text: string): string[] {
  return [...new Set([...text.matchAll(member)].map((match) => match[1]!))];
}

/** The text without marks, for letters and one-line views: members by their names. */
export function plainText(text: string, nameOf: (id: string) => string | null): string {
  return text.replaceAll(member, (whole, named: string) => `@${nameOf(named) ?? whole.slice(2, 10)}`).replaceAll(/\*\*(?=\S)([^*]+?)(?<=\S)\*\*/g, "$1");
}
