// Weighs what a first visit has to fetch before a page can answer, and refuses a build that is too heavy.
import { gzipSync } from "node:zlib";

import type { Plugin } from "vite";

interface Chunk {
  readonly fileName: string;
  readonly code: string;
  readonly imports: readonly string[];
  readonly isEntry: boolean;
  readonly facadeModuleId: string | null;
  readonly moduleIds: readonly string[];
}

/** Bytes (gzip) of the entry, of all it imports at once, and of the heaviest page on top with the words of one language. */
export function weighFirstLoad(chunks: readonly Chunk[]): { total: number; entry: number; page: string; parts: { name: string; bytes: number }[] } {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const gather = (start: Chunk, found = new Set<Chunk>()): Set<Chunk> => {
    if (found.has(start)) return found;
    found.add(start);
    for (const name of start.imports) {
      const next = byName.get(name);
      if (next) gather(next, found);
    }
    return found;
  };
  const bytes = (chunk: Chunk) => gzipSync(chunk.code, { level: 9 }).byteLength;
  const sum = (some: Iterable<Chunk>) => [...some].reduce((total, chunk) => total + bytes(chunk), 0);
  const entry = chunks.find((chunk) => chunk.isEntry);
  if (!entry) throw new Error("the web app has no entry");
  const first = gather(entry);
  for (const words of chunks.filter((chunk) => /\/ui\/(words|problems|cautions)\.ru\.ts$/.test(chunk.facadeModuleId ?? ""))) gather(words, first);
  // What a page fetches later, when a panel is opened or a chart shown, is not part of its first load.
  const pages = chunks.filter((chunk) => /\/(page|home|welcome|account|invitation)\.tsx$/.test(chunk.facadeModuleId ?? ""));
  const heaviest = pages
    .map((page) => ({ page, all: gather(page, new Set(first)) }))
    .map(({ page, all }) => ({ page, all, total: sum(all) }))
    .toSorted((a, b) => b.total - a.total)[0];
  const all = heaviest?.all ?? first;
  return {
    total: heaviest?.total ?? sum(first),
    entry: sum(first),
    page: heaviest?.page.facadeModuleId ?? "",
    parts: [...all].map((chunk) => ({ name: chunk.fileName, bytes: bytes(chunk) })).toSorted((a, b) => b.bytes - a.bytes),
  };
}

/** Fails the build above `most` kilobytes (1,000 bytes, gzip) for the heaviest first page. */
export function firstLoad({ most }: { readonly most: number }): Plugin {
  return {
    name: "evenhand:first-load",
    apply: "build",
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((file): file is typeof file & { type: "chunk" } => file.type === "chunk");
      const weight = weighFirstLoad(chunks);
      const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1);
      this.info(
        `first load: ${kilobytes(weight.total)} kB of compressed script at most (${weight.page.split("/src/").pop()}; frame ${kilobytes(weight.entry)} kB), limit ${most} kB`,
      );
      if (weight.total > most * 1000) {
        const parts = weight.parts.map((part) => `  ${kilobytes(part.bytes).padStart(7)} kB  ${part.name}`).join("\n");
        this.error(`the first load of ${weight.page} is ${kilobytes(weight.total)} kB of compressed script, more than ${most} kB:\n${parts}`);
      }
    },
  };
}
