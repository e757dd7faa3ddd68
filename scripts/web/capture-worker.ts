// Tells the worker of the stand's page which files it keeps: all that the page needs before and after it stands, in both languages.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

interface Piece {
  readonly fileName: string;
  readonly type: "chunk" | "asset";
  readonly isEntry?: boolean;
  readonly facadeModuleId?: string | null;
  readonly imports?: readonly string[];
  readonly viteMetadata?: { readonly importedCss: ReadonlySet<string> };
}

/** What is fetched by name besides the entry: the page itself, its words, those of the kit. */
const wanted = /\/(?:features\/capture\/(?:parts\/stand-page\.tsx|words\.(?:en|ru)\.ts)|ui\/[a-z-]+\.(?:en|ru)\.ts)$/;
const faces = /inter-(?:latin|cyrillic)-wght-normal.*\.woff2$/;
/** Not built, and asked for by the page. */
const beside = ["/first.js", "/sign.svg"];

/** Addresses of the files, in order; and the entry, by which a page is known to be of this release. */
export function filesOfStand(bundle: readonly Piece[]): { readonly files: string[]; readonly entry: string } {
  const byName = new Map(bundle.map((piece) => [piece.fileName, piece]));
  const entry = bundle.find(({ isEntry }) => isEntry === true);
  if (!entry) throw new Error("the web app has no entry");
  const found = new Set<string>();
  const gather = (name: string): void => {
    const piece = byName.get(name);
    if (piece === undefined || found.has(name)) return;
    found.add(name);
    for (const css of piece.viteMetadata?.importedCss ?? []) found.add(css);
    for (const next of piece.imports ?? []) gather(next);
  };
  gather(entry.fileName);
  for (const piece of bundle) if (wanted.test(piece.facadeModuleId ?? "")) gather(piece.fileName);
  for (const piece of bundle) if (faces.test(piece.fileName)) found.add(piece.fileName);
  if (![...found].some((name) => /stand-page/.test(byName.get(name)?.facadeModuleId ?? ""))) throw new Error("the stand's page is not among the files");
  return { files: [...[...found].map((name) => `/${name}`), ...beside].toSorted((a, b) => (a < b ? -1 : 1)), entry: `/${entry.fileName}` };
}

export function workerSource(template: string, { files, entry }: { readonly files: readonly string[]; readonly entry: string }): string {
  const version = createHash("sha256")
    .update(`${template} ${files.join(" ")}`)
    .digest("hex")
    .slice(0, 16);
  return template.replace('"__FILES__"', JSON.stringify(files)).replace("__ENTRY__", entry).replace("__VERSION__", version);
}

export function captureWorker({ template }: { readonly template: string }): Plugin {
  return {
    name: "evenhand:capture-worker",
    apply: "build",
    enforce: "post",
    generateBundle(_, bundle) {
      const source = workerSource(readFileSync(template, "utf8"), filesOfStand(Object.values(bundle)));
      this.emitFile({ type: "asset", fileName: "capture-worker.js", source });
    },
  };
}
