// The built screens: files that never change under their name, compressed beforehand, and one page for every address of the product.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import staticFiles from "@fastify/static";
import type { FastifyInstance, FastifyReply } from "fastify";

import { nonceOf } from "#http/guards.ts";

/** What index.html holds where the answer's own nonce belongs. */
export const noncePlaceholder = "__CSP_NONCE__";

/** Serves the folder at '/'. Answers how to give the page itself; null where no screens have been built. */
export async function serveWeb(app: FastifyInstance, folder: string | null): Promise<((reply: FastifyReply) => FastifyReply) | null> {
  if (folder === null || !existsSync(join(folder, "index.html"))) return null;
  const page = readFileSync(join(folder, "index.html"), "utf8");
  await app.register(staticFiles, {
    root: folder,
    wildcard: true,
    index: false,
    preCompressed: true,
    cacheControl: false,
    dotfiles: "deny",
    setHeaders: (reply, path) => {
      // Built files carry a digest in their name; the rest is asked for again each time.
      void reply.header("cache-control", /[\\/]assets[\\/]/.test(path) ? "public, max-age=31536000, immutable" : "no-cache");
    },
    // The page is never given as a file: it needs its nonce.
    allowedPath: (path) => path !== "/index.html" && path !== "/",
  });
  return (reply) =>
    reply
      .header("content-type", "text/html; charset=utf-8")
      .header("cache-control", "no-store")
      .send(page.replaceAll(noncePlaceholder, nonceOf(reply)));
}

/** Whether an address that holds no file is one of the product's pages: not of the interface, and without a file's ending. */
export function isPageAddress(method: string, path: string): boolean {
  if (method !== "GET" || path === "/api" || path.startsWith("/api/") || path.startsWith("/assets/")) return false;
  return !/\.[a-z0-9]{1,8}$/i.test(path);
}
