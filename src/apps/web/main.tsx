// The web app begins: language, styles, theme, the store of answers, the router.
import "#ui/styles.ts";

import { MantineProvider } from "@mantine/core";
import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { paths } from "#kit/paths.ts";
import { problemOf } from "#ui/client.ts";
import { firstLanguage, loadWords, startLanguage } from "#ui/language.ts";
import { theme, variables } from "#ui/theme.ts";
import { retriesQuestion } from "#ui/use-ask.ts";

import { kitWords } from "#apps/web/kit-words.ts";
import { makeRouter } from "#apps/web/router.tsx";

/** The server writes a fresh nonce into the page; styles made on the fly carry it. */
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";
Object.assign(globalThis, { ["__webpack_nonce__"]: nonce });

async function begin(): Promise<void> {
  const language = firstLanguage();
  await startLanguage(language);
  await Promise.all(kitWords.map(({ name, loader }) => loadWords(name, loader, language)));
  const answers = new QueryClient({
    queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
    defaultOptions: { queries: { staleTime: 30_000, retry: retriesQuestion, refetchOnWindowFocus: true } },
  });
  const router = makeRouter(answers);
  createRoot(document.querySelector("#house")!).render(
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto" getStyleNonce={() => nonce}>
        <QueryClientProvider client={answers}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}

/** The session has ended while one looked: sign in, and come back to the same place. */
function leaveWhenSignedOut(error: unknown): void {
  const { pathname, search } = window.location;
  if (problemOf(error).code !== "not-signed-in" || !pathname.startsWith("/w/")) return;
  window.location.replace(paths.signIn({ next: pathname + search }));
}

void begin();
