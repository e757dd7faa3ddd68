// Reads source files and what they import, by a real parser.
import { parseSync } from "oxc-parser";

export interface Source {
  /** From the root of the project, with '/': 'src/kit/day.ts'. */
  readonly path: string;
  readonly text: string;
}

export interface Import {
  readonly from: string;
  readonly line: number;
  readonly isTypeOnly: boolean;
}

/** Every import and re-export of a source, dynamic ones with a plain text too. */
export function importsOf(source: Source): Import[] {
  const { module } = parseSync(source.path, source.text);
  const found: Import[] = [];
  const add = (from: string, at: number, isTypeOnly: boolean) => found.push({ from, line: lineAt(source.text, at), isTypeOnly });
  for (const one of module.staticImports) {
    add(one.moduleRequest.value, one.start, one.entries.length > 0 && one.entries.every((entry) => entry.isType));
  }
  for (const one of module.staticExports) {
    const from = one.entries.find((entry) => entry.moduleRequest !== null)?.moduleRequest?.value;
    if (from !== undefined)
      add(
        from,
        one.start,
        one.entries.every((entry) => entry.isType),
      );
  }
  for (const one of module.dynamicImports) {
    const text = source.text.slice(one.moduleRequest.start, one.moduleRequest.end);
    const plain = /^["'`]([^"'`$]+)["'`]$/.exec(text)?.[1];
    if (plain !== undefined) add(plain, one.start, false);
  }
  return found;
}

export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let i = 0; i < offset && i < text.length; i++) if (text.charCodeAt(i) === 10) line++;
  return line;
}
