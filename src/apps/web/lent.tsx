// A piece of one room lent to every other: fetched with its words when first shown.
import { type ComponentType, Suspense, lazy } from "react";

import { type WordsLoader, loadWords } from "#ui/language.ts";
import { RoomContext } from "#ui/room.tsx";

export function lent<P extends object>(room: string, words: WordsLoader, load: () => Promise<ComponentType<P>>) {
  const Part = lazy(async () => {
    const [part] = await Promise.all([load(), loadWords(room, words)]);
    return { default: part };
  });
  return function Lent(props: P) {
    return (
      <Suspense>
        <RoomContext value={room}>
          <Part {...props} />
        </RoomContext>
      </Suspense>
    );
  };
}
