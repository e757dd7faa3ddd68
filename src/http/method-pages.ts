// The pages that explain how each figure is worked out, as they lie in the installation: docs/methods.
import { existsSync, readFileSync, readdirSync } from "node:fs";

const folder = new URL("../../docs/methods/", import.meta.url);

export interface MethodPage {
  /** 'win-rate': what figures give as their method. */
  readonly name: string;
  readonly text: string;
}

let read: ReadonlyMap<string, MethodPage> | null = null;

/** What figures call otherwise than the page on which it is explained. */
const explainedUnder: Readonly<Record<string, string>> = { lmdi: "shortfall", "trend-forecast": "change-and-goals" };

export function methodPage(name: string): MethodPage | null {
  const pages = methodPages();
  return pages.get(name) ?? pages.get(explainedUnder[name] ?? "") ?? null;
}

/** Read once: they change with the version alone. No name of a caller ever becomes a path. */
export function methodPages(): ReadonlyMap<string, MethodPage> {
  const names = read === null && existsSync(folder) ? readdirSync(folder).filter((file) => /^[a-z][a-z0-9-]*\.md$/.test(file)) : [];
  read ??= new Map(
    names.sort().map((file) => {
      const name = file.slice(0, -".md".length);
      return [name, { name, text: readFileSync(new URL(file, folder), "utf8") }];
    }),
  );
  return read;
}
