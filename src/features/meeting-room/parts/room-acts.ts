// What can be done in a meeting, each with its way back.
import { useQueryClient } from "@tanstack/react-query";

import { changeItem, orderItems, readMeeting, removeItem, voteOnItem } from "#features/meeting-room/contract.ts";
import type { VoteKind } from "#facts/meetings.ts";
import type { words } from "#features/meeting-room/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { useWords } from "#ui/language.ts";
import { toast } from "#ui/toast.tsx";
import { forget, useTell } from "#ui/use-ask.ts";

/** Questions whose answers an act in the room makes stale. */
export const changedInRoom = [readMeeting];

export function useItemActs() {
  const t = useWords<typeof words>("meeting-room");
  const client = useQueryClient();
  const workspace = useWorkspaceSlug();
  const of = (id: string) => ({ workspace, id });
  const change = useTell(changeItem, { changes: changedInRoom });
  const order = useTell(orderItems, { changes: changedInRoom });
  const vote = useTell(voteOnItem, { changes: changedInRoom });
  const remove = useTell(removeItem, {
    changes: changedInRoom,
    onDone: (_, { params, body }) => {
      const back = async () => {
        await ask(removeItem, { params, body: { isRemoved: !body.isRemoved } });
        await forget(client, changedInRoom);
      };
      toast({ text: t(body.isRemoved ? "item-removed" : "item-restored"), undo: back });
    },
  });
  return {
    change: (id: string, some: { isPinned?: boolean; minutes?: number | null }) => change.mutate({ params: of(id), body: some }),
    order: (id: string, before: string | null) => order.mutate({ params: of(id), body: { before } }),
    remove: (id: string, isRemoved: boolean) => remove.mutate({ params: of(id), body: { isRemoved } }),
    vote: (id: string, kind: VoteKind | null) => vote.mutate({ params: of(id), body: { vote: kind } }),
    error: change.error ?? order.error ?? remove.error ?? vote.error,
  };
}
export type ItemActs = ReturnType<typeof useItemActs>;
