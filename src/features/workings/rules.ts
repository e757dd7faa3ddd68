// A page of a method taken apart into what the screen draws: headings, paragraphs, lists, tables, formulas; and the few marks inside a line.

export type Inline =
  | { readonly kind: "text" | "code" | "strong" | "emphasis"; readonly text: string }
  /** To another method, to an address outside, or nowhere on screen (null): files of the sources are named, not opened. */
  | { readonly kind: "link"; readonly text: string; readonly method: string | null; readonly address: string | null };

export type Block =
  | { readonly kind: "heading"; readonly level: 2 | 3; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "list"; readonly isNumbered: boolean; readonly items: readonly string[] }
  | { readonly kind: "table"; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: "formula"; readonly text: string };

/** The first heading of the page; its name where it has none. */
export function titleOf({ name, text }: { readonly name: string; readonly text: string }): string {
  return /^# (.+)$/m.exec(text)?.[1]?.trim() ?? name;
}

/** The Markdown that our pages are written in: no HTML, no pictures, no lists within lists. What is not known stands as a paragraph. */
export function blocksOf(text: string): Block[] {
  const lines = text.replace(/^# .+$/m, "").split(/\r?\n/);
  const blocks: Block[] = [];
  let n = 0;
  const take = (fits: (line: string) => boolean): string[] => {
    const from = n;
    while (n < lines.length && fits(lines[n]!)) n++;
    return lines.slice(from, n);
  };
  while (n < lines.length) {
    const line = lines[n]!;
    const heading = /^(##+) (.+)$/.exec(line);
    if (line.trim() === "") n++;
    else if (heading) {
      blocks.push({ kind: "heading", level: heading[1]!.length === 2 ? 2 : 3, text: heading[2]! });
      n++;
    } else if (line.startsWith("|")) blocks.push(tableOf(take((each) => each.startsWith("|"))));
    else if (/^ {4}\S/.test(line)) blocks.push({ kind: "formula", text: unindented(take((each) => /^ {4}/.test(each))) });
    else if (isItem(line)) {
      const own = take((each) => isItem(each) || (/^ {1,3}\S/.test(each) && !isItem(each.trim())));
      blocks.push({ kind: "list", isNumbered: /^\d/.test(line), items: itemsOf(own) });
    } else blocks.push({ kind: "paragraph", text: take((each) => each.trim() !== "" && !/^(#|\||- |\d+\. )/.test(each)).join(" ") });
  }
  return blocks;
}

const isItem = (line: string) => /^(- |\d+\. )/.test(line);

/** A line that begins with no mark goes on with the item before it. */
function itemsOf(lines: readonly string[]): string[] {
  const items: string[] = [];
  for (const line of lines) {
    if (isItem(line)) items.push(line.replace(/^(- |\d+\. )/, ""));
    else items[items.length - 1] += ` ${line.trim()}`;
  }
  return items;
}

function tableOf(lines: readonly string[]): Block {
  const cells = lines.map((line) =>
    line
      .replace(/^\||\|\s*$/g, "")
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim().replaceAll(String.raw`\|`, "|")),
  );
  const [head = [], ...rest] = cells;
  return { kind: "table", head, rows: rest.filter((row) => !row.every((cell) => /^:?-+:?$/.test(cell))) };
}

function unindented(lines: readonly string[]): string {
  return lines.map((line) => line.slice(4)).join("\n");
}

const marks = /`(?<code>[^`]+)`|\*\*(?<strong>.+?)\*\*|(?<![\w*])\*(?<emphasis>[^\s*](?:[^*]*[^\s*])?)\*(?![\w*])|\[(?<name>[^\]]+)\]\((?<to>[^)\s]+)\)/g;

/** The parts of a line, in order. */
export function inlinesOf(text: string): Inline[] {
  const parts: Inline[] = [];
  let from = 0;
  for (const match of text.matchAll(marks)) {
    if (match.index > from) parts.push({ kind: "text", text: text.slice(from, match.index) });
    parts.push(inlineOf(match.groups!));
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ kind: "text", text: text.slice(from) });
  return parts;
}

function inlineOf({ code, strong, emphasis, name, to }: Readonly<Record<string, string | undefined>>): Inline {
  if (code !== undefined) return { kind: "code", text: code };
  if (strong !== undefined) return { kind: "strong", text: strong };
  if (emphasis !== undefined) return { kind: "emphasis", text: emphasis };
  const method = /^([a-z][a-z0-9-]*)\.md$/.exec(to!)?.[1] ?? null;
  return { kind: "link", text: name!, method, address: /^https?:\/\//.test(to!) ? to! : null };
}

/** Whether a row of a table is about what is looked for: its first cell names it as code. */
export function isAbout(row: readonly string[], wanted: string | null): boolean {
  return wanted !== null && inlinesOf(row[0] ?? "").some(({ kind, text }) => kind === "code" && text === wanted);
}
