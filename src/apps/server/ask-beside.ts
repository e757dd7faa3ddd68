// Work by the clock that asks as somebody would who opens a page: in the thread beside, where no page waits for it.
import type { Role } from "#facts/department.ts";
import type { Beside } from "#http/beside.ts";
import type { Wire } from "#http/wire.ts";
import type { Endpoint } from "#kit/endpoint.ts";
import type { WorkspaceToAsk } from "#ledger/workspaces.ts";

/** Nobody: what is written down on the way is of no asker. */
const nobody = "00000000-0000-0000-0000-000000000000";

export interface AskedByClock {
  readonly endpoint: Endpoint;
  readonly query: Record<string, unknown> | undefined;
  /** What it is about, where the question names one thing. */
  readonly about?: string;
  /** Where it changes something: what it is about, and as whom it is asked; else as one who only reads. */
  readonly act?: { readonly id: string; readonly role: Role };
  readonly workspace: WorkspaceToAsk;
  readonly asOf: string;
  readonly isOfFactsAlone: boolean;
}

export async function askBeside(beside: Beside, { endpoint, act, about, ...asked }: AskedByClock, signal: AbortSignal): Promise<Wire> {
  const { wire } = await beside.ask(
    {
      ...asked,
      endpoint: endpoint.name,
      params: { workspace: asked.workspace.slug, ...(act ? { id: act.id } : about === undefined ? {} : { id: about }) },
      body: act ? {} : undefined,
      headers: {},
      address: "",
      now: new Date().toISOString(),
      asker: { memberId: nobody, workspaceId: asked.workspace.id, role: act?.role ?? "viewer", department: null },
      entrance: { kind: "key", keyId: nobody, scopes: act ? ["read", "write"] : ["read"] },
      request: "clock",
    },
    signal,
  );
  return wire;
}
