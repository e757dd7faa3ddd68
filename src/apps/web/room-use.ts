// Says once a day that a room was opened, so that what nobody reads can be told; the server keeps the day and the department, not who.
import { useEffect } from "react";

import { noteRoomUse } from "#features/reporting/contract.ts";
import { ask } from "#ui/client.ts";

const said = new Set<string>();

export function useRoomUse(room: string | undefined, { workspace, today }: { readonly workspace: string; readonly today: string | undefined }): void {
  useEffect(() => {
    if (room === undefined || today === undefined) return;
    const key = `${workspace} ${room} ${today}`;
    if (said.has(key)) return;
    said.add(key);
    // Nothing hangs on it for whoever looks: lost, it is said again at the next visit.
    void ask(noteRoomUse, { params: { workspace, room } }).catch(() => said.delete(key));
  }, [room, workspace, today]);
}
