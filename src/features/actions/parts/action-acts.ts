// What can be done with an action or an item of the agenda, each with its way back.
import { useQueryClient } from "@tanstack/react-query";

import {
  type ActionView,
  listActions,
  listAgenda,
  moveAction,
  orderAgenda,
  putBackOnAgenda,
  putOnAgenda,
  readAction,
  removeAction,
  restoreAction,
  takeOffAgenda,
} from "#features/actions/contract.ts";
import type { words } from "#features/actions/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { useWords } from "#ui/language.ts";
import { toast } from "#ui/toast.tsx";
import { forget, useTell } from "#ui/use-ask.ts";

/** Questions whose answers a step makes stale. */
export const changedBySteps = [listActions, readAction, listAgenda];

export function useActionActs(action: Pick<ActionView, "id" | "state" | "stateReason">) {
  const t = useWords<typeof words>("actions");
  const client = useQueryClient();
  const params = { workspace: useWorkspaceSlug(), id: action.id };
  const undoing = (act: () => Promise<unknown>) => async () => {
    await act();
    await forget(client, changedBySteps);
  };
  const before = { state: action.state, reason: action.stateReason ?? "" };
  const move = useTell(moveAction, {
    changes: changedBySteps,
    onDone: ({ state }) => toast({ text: t(`moved-${state}`), undo: undoing(() => ask(moveAction, { params, body: before })) }),
  });
  const remove = useTell(removeAction, {
    changes: changedBySteps,
    onDone: () => toast({ text: t("removed"), undo: undoing(() => ask(restoreAction, { params })) }),
  });
  return {
    move: (state: ActionView["state"], reason = "") => move.mutate({ params, body: { state, reason } }),
    remove: () => remove.mutate({ params }),
    isPending: move.isPending || remove.isPending,
    error: move.error ?? remove.error,
  };
}

export function useAgendaActs() {
  const t = useWords<typeof words>("actions");
  const client = useQueryClient();
  const workspace = useWorkspaceSlug();
  const undoing = (act: () => Promise<unknown>) => async () => {
    await act();
    await forget(client, changedBySteps);
  };
  const put = useTell(putOnAgenda, {
    changes: changedBySteps,
    onDone: ({ id }) => toast({ text: t("put-done"), undo: undoing(() => ask(takeOffAgenda, { params: { workspace, id } })) }),
  });
  const takeOff = useTell(takeOffAgenda, {
    changes: changedBySteps,
    onDone: (_, { params }) => toast({ text: t("taken-off"), undo: undoing(() => ask(putBackOnAgenda, { params })) }),
  });
  const order = useTell(orderAgenda, { changes: changedBySteps });
  return {
    put,
    order: (id: string, before: string | null) => order.mutate({ params: { workspace, id }, body: { before } }),
    takeOff: (id: string) => takeOff.mutate({ params: { workspace, id } }),
    isPending: put.isPending || takeOff.isPending || order.isPending,
    error: put.error ?? takeOff.error ?? order.error,
  };
}
