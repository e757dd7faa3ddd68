// How the web app is put together: one folder of files with hashed names, small enough for a first visit.
import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

import { captureWorker } from "./scripts/web/capture-worker.ts";
import { firstLoad } from "./scripts/web/first-load.ts";
import { preloadFaces } from "./scripts/web/preload-faces.ts";

const root = fileURLToPath(new URL(".", import.meta.url));
/** Kilobytes (1,000 bytes) of compressed script before the first page can answer. */
const most = 250;

export default defineConfig({
  root: `${root}src/apps/web`,
  publicDir: `${root}src/apps/web/public`,
  cacheDir: `${root}node_modules/.vite/web`,
  resolve: { alias: [{ find: /^zod$/, replacement: `${root}src/apps/web/shapes-stand-in.ts` }] },
  plugins: [react(), preloadFaces(), firstLoad({ most }), captureWorker({ template: `${root}src/apps/web/capture-worker.js` })],
  build: {
    outDir: `${root}dist/web`,
    emptyOutDir: true,
    target: ["chrome111", "firefox114", "safari16.4"],
    // No data: addresses, so that the content security policy can forbid them.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 700,
  },
});
