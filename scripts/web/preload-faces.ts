// Tells the browser in the head of the page to fetch the type at once, so that words do not change face while one reads.
import type { Plugin } from "vite";

export function preloadFaces(): Plugin {
  return {
    name: "evenhand:preload-faces",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: (_, { bundle }) =>
        Object.keys(bundle ?? {})
          .filter((name) => /inter-(latin|cyrillic)-wght-normal.*\.woff2$/.test(name))
          .map((name) => ({
            tag: "link",
            attrs: { rel: "preload", href: `/${name}`, as: "font", type: "font/woff2", crossorigin: "" },
            injectTo: "head" as const,
          })),
    },
  };
}
