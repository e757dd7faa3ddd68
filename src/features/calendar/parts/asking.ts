// What the calendar's parts share: which answers a change of it makes stale.
import { useQueryClient } from "@tanstack/react-query";

import { readCalendar } from "#features/calendar/contract.ts";
import { forget } from "#ui/use-ask.ts";

export const changedByCalendar = [readCalendar];

export function useForget(): (what: readonly { readonly name: string }[]) => Promise<void> {
  const client = useQueryClient();
  return (what) => forget(client, what);
}
