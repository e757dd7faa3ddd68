// Threads as the app lends them to every room: fetched with their words when first shown.
import { type ComponentType, Suspense, lazy } from "react";

import { loadWords } from "#ui/language.ts";
import { RoomContext } from "#ui/room.tsx";
import type { QuoteProps, ThreadParts, ThreadProps } from "#ui/thread.tsx";

const words = { en: () => import("#features/threads/words.en.ts"), ru: () => import("#features/threads/words.ru.ts") };

function fetched<P extends object>(load: () => Promise<ComponentType<P>>) {
  const Part = lazy(async () => {
    const [part] = await Promise.all([load(), loadWords("threads", words)]);
    return { default: part };
  });
  return function Lent(props: P) {
    return (
      <Suspense>
        <RoomContext value="threads">
          <Part {...props} />
        </RoomContext>
      </Suspense>
    );
  };
}

export const threadParts: ThreadParts = {
  Thread: fetched<ThreadProps>(async () => (await import("#features/threads/parts/thread.tsx")).ThreadOf),
  Quote: fetched<QuoteProps>(async () => (await import("#features/threads/parts/quote-number.tsx")).QuoteNumber),
};
