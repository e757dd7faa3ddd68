// What the room's parts share: its questions, who is called what, and how long an absence lasts in words.
import { useQueryClient } from "@tanstack/react-query";

import { readRouting, readRoutingHealth } from "#features/routing/contract.ts";
import { addDays } from "#kit/day.ts";
import { useFormat } from "#ui/language.ts";
import { forget } from "#ui/use-ask.ts";

/** Everything on this page stands on the people. */
export const changedByRouting = [readRouting, readRoutingHealth];

export function useForget(): (what: readonly { readonly name: string }[]) => Promise<void> {
  const client = useQueryClient();
  return (what) => forget(client, what);
}

/** '3 Nov – 9 Nov 2026': the last day shown belongs to it. */
export function useDays(): (absence: { readonly from: string; readonly until: string }) => string {
  const format = useFormat();
  return ({ from, until }) => {
    const last = addDays(until, -1);
    return from === last ? format.day(from) : `${format.day(from)} – ${format.day(last)}`;
  };
}

export type NameOf = (id: string | null) => string;

export function nameIn(people: readonly { readonly id: string; readonly name: string }[]): NameOf {
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return (id) => (id === null ? "–" : (names.get(id) ?? "–"));
}
