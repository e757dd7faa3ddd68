// A number that opens the records behind it: a link, so that it can be sent, opened beside and reached by keys.
import { Anchor } from "@mantine/core";
import type { ReactNode } from "react";

import { behindKinds, cycleCuts } from "#features/cycle/contract.ts";
import { stages } from "#facts/stage.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useSearch, useWorkspaceSlug } from "#ui/address.tsx";

/** What is asked for; stands in the address as 'behind', 'older', 'of', 'is', 'stage' and 'source'. */
export interface BehindAsk {
  readonly which: (typeof behindKinds)[number];
  readonly olderThan?: number;
  readonly by?: (typeof cycleCuts)[number];
  /** Null: where it is not stated. */
  readonly value?: string | null;
  readonly stage?: (typeof stages)[number];
  readonly source?: string;
}

const closed = { behind: undefined, older: undefined, of: undefined, is: undefined, stage: undefined, source: undefined };

export function Behind({ ask, children }: { readonly ask: BehindAsk; readonly children: ReactNode }) {
  const workspace = useWorkspaceSlug();
  const [search] = useSearch();
  const opened = { behind: ask.which, older: ask.olderThan?.toString(), of: ask.by, is: ask.value ?? undefined, stage: ask.stage, source: ask.source };
  // The address of this page as it stands, its lists left behind: this room has none.
  const kept = Object.fromEntries(Object.entries(search).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])));
  return (
    <Anchor component={GoTo} href={paths.cycle(workspace, { ...kept, ...closed, ...opened })} inherit>
      {children}
    </Anchor>
  );
}

/** What is open now, and how to close it. */
export function useBehind(): { readonly ask: BehindAsk | null; readonly close: () => void } {
  const [search, change] = useSearch();
  const text = (name: string) => (typeof search[name] === "string" ? search[name] : undefined);
  const which = behindKinds.find((kind) => kind === text("behind"));
  const close = () => change(closed);
  if (which === undefined) return { ask: null, close };
  const by = cycleCuts.find((cut) => cut === text("of"));
  const stage = stages.find((each) => each === text("stage"));
  const [older, source] = [Number(text("older") ?? "x"), text("source")];
  return {
    close,
    ask: {
      which,
      ...(Number.isFinite(older) ? { olderThan: older } : {}),
      ...(by === undefined ? {} : { by, value: text("is") ?? null }),
      ...(stage === undefined ? {} : { stage, ...(source === undefined ? {} : { source }) }),
    },
  };
}
