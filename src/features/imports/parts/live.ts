// Hears how imports come along, and asks again for what is on screen.
import { useQueryClient } from "@tanstack/react-query";

import { type ImportDetail, type ImportState, listImports, listSetAside, showImport } from "#features/imports/contract.ts";
import { useLive } from "#ui/live.tsx";
import { asked, forget } from "#ui/use-ask.ts";

/** States in which something happens by itself. */
export const busyStates: ReadonlySet<ImportState> = new Set<ImportState>(["receiving", "received", "waiting", "running", "undoing"]);

export function useImportsLive(): void {
  const client = useQueryClient();
  useLive("import", () => void forget(client, [listImports, showImport, listSetAside]));
}

/** Shows a detail that came as the answer to an act at once, instead of asking for it again. */
export function useKeepDetail(workspace: string): (detail: ImportDetail) => void {
  const client = useQueryClient();
  return (detail) => void client.setQueryData(asked(showImport, { params: { workspace, id: detail.id } }).queryKey, detail);
}
