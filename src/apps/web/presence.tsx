// This tab says where it is while it is looked at, and hears who else is here.
import { useLocation } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";

import { standHere } from "#features/presence/contract.ts";
import type { PersonHere } from "#facts/presence.ts";
import { subjectAt, subjectKey } from "#facts/subject.ts";
import { ask } from "#ui/client.ts";
import { useIsOffline, useLive } from "#ui/live.tsx";
import { newId } from "#ui/new-id.ts";

const beatMs = 10_000;
/** Whoever passes through on the way elsewhere is not told of. */
const settleMs = 400;

/** This tab among all. */
export const thisTab = newId();

/** Where this tab is: the room, and the one thing that its address names. */
function usePlace(workspace: string): { readonly room: string; readonly about: string | null } {
  const address = useLocation({ select: ({ pathname, searchStr }) => `${pathname}${searchStr}` });
  const { pathname, searchParams } = new URL(address, window.location.origin);
  const about = subjectAt(workspace, pathname, new Map(searchParams));
  return { room: pathname.split("/")[3] ?? "", about: about === null ? null : subjectKey(about) };
}

/** Says where this tab is while somebody has it before them, and gives the others as they are told. */
export function usePresence(workspace: string, { isAgency, memberId }: { readonly isAgency: boolean; readonly memberId: string | undefined }) {
  const { room, about } = usePlace(workspace);
  const [people, setPeople] = useState<readonly PersonHere[]>([]);
  const [isSeen, setSeen] = useState(true);
  const isOffline = useIsOffline();
  const saying = useRef<() => void>(() => {});
  useLive("presence", ({ people: told }) => {
    setPeople(told as readonly PersonHere[]);
    // Nobody, not even oneself: the choice not to be seen was made, perhaps in another tab.
    if ((told as readonly PersonHere[]).length === 0) saying.current();
  });
  const isTold = memberId !== undefined && !isOffline && (!isAgency || about !== null);
  useEffect(() => {
    if (!isTold) return undefined;
    // Nothing hangs on it: the next beat says the same.
    const say = () => {
      if (document.visibilityState === "visible")
        void ask(standHere, { params: { workspace, tab: thisTab }, body: { room, about } })
          .then(({ isSeen: seen }) => setSeen(seen))
          .catch(() => undefined);
    };
    saying.current = say;
    const first = setTimeout(say, settleMs);
    const beat = setInterval(say, beatMs);
    document.addEventListener("visibilitychange", say);
    return () => {
      clearTimeout(first);
      clearInterval(beat);
      document.removeEventListener("visibilitychange", say);
    };
  }, [workspace, room, about, isTold]);
  return { people: people.filter(({ id }) => id !== memberId), isSeen, about };
}
