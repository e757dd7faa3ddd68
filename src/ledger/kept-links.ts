// Touchpoints that name a deal, kept by import: after a change only what the changed imports stated is read again.
import type { Tx } from "#db/database.ts";
import type { Coded } from "#facts/columns.ts";
import type { Mark } from "#ledger/fact-marks.ts";
import { type TouchLink, linksInOrder, readTouchLinks } from "#ledger/read-lists.ts";

export interface KeptLinks {
  /** The workspace's settings that they were read under. */
  readonly settings: string;
  readonly parts: ReadonlyMap<string, { readonly mark: string; readonly links: readonly TouchLink[] }>;
  readonly read: { readonly ids: readonly string[]; readonly days: Int32Array; readonly deals: Coded };
}

interface Reading {
  readonly workspaceId: string;
  readonly settings: string;
  readonly marks: readonly Mark[];
}

/** The links as of now; the same object as before where nothing about them changed. */
export async function renewedLinks(tx: Tx, { workspaceId, settings, marks }: Reading, before: KeptLinks | undefined): Promise<KeptLinks> {
  const known = before?.settings === settings ? before.parts : undefined;
  const parts = new Map<string, { mark: string; links: readonly TouchLink[] }>();
  let isSame = known !== undefined && known.size === marks.length;
  for (const { import: id, mark } of marks) {
    const own = known?.get(id);
    if (own?.mark !== mark) isSame &&= false;
    parts.set(id, own?.mark === mark ? own : { mark, links: await readTouchLinks(tx, { workspaceId, importId: id }) });
  }
  if (isSame && before) return before;
  // Where none of what changed names a deal, what was put in order stays so.
  const isAlike =
    before !== undefined &&
    known !== undefined &&
    linked(parts) === linked(known) &&
    [...parts].every(([id, { links }]) => links.length === 0 || known.get(id)?.links === links);
  return { settings, parts, read: isAlike ? before.read : linksInOrder([...parts.values()].map(({ links }) => links)) };
}

function linked(parts: KeptLinks["parts"]): number {
  let count = 0;
  for (const { links } of parts.values()) count += links.length;
  return count;
}
