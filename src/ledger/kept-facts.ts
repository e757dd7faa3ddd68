// The facts of a workspace, read once for each state they have been in, and what has been worked out from them.
import type { Database } from "#db/database.ts";
import type { Agreed, DriverOwner } from "#facts/agreements.ts";
import type { Coded } from "#facts/columns.ts";
import { readAgreed, readDriverOwners } from "#ledger/agreements.ts";
import { keptAnswers } from "#ledger/answers.ts";
import { type LedgerFacts, readFacts } from "#ledger/read-facts.ts";
import { type NamedList, readNames, readSpendFiles, readTouchLinks } from "#ledger/read-lists.ts";

/** Everything that evidence looks at, as of one moment. */
export interface KeptFacts extends LedgerFacts {
  readonly workspaceId: string;
  readonly agreed: Agreed;
  readonly driverOwners: readonly DriverOwner[];
  readonly named: { readonly accounts: NamedList; readonly products: NamedList; readonly sellers: NamedList; readonly campaigns: NamedList };
  readonly touches: { readonly ids: readonly string[]; readonly days: Int32Array; readonly deals: Coded };
  /** The import that stated a line of spend last, and the names of their files. */
  readonly spendFiles: { readonly importOf: ReadonlyMap<string, string>; readonly nameOf: ReadonlyMap<string, string> };
}

/** Columns of a million deals take some hundred megabytes: few workspaces' facts are kept at once, and many small answers. */
const facts = keptAnswers(3);
const answers = keptAnswers(500);
const derived = new WeakMap<KeptFacts, Map<string, unknown>>();
const readingMs = 300_000;

/** The facts of a workspace at its present version; read in one unchanging state, once for all who ask. */
export function keptFacts(database: Database, workspace: { readonly id: string; readonly factsVersion: number }): Promise<KeptFacts> {
  const question = { workspaceId: workspace.id, factsVersion: workspace.factsVersion, name: "facts" };
  return facts.to(question, () =>
    database.inWorkspace(
      workspace.id,
      async (tx) => {
        const read = await readFacts(tx, workspace.id);
        const names = (entity: "account" | "product" | "seller" | "campaign") => readNames(tx, workspace.id, entity);
        const named = {
          accounts: await names("account"),
          products: await names("product"),
          sellers: await names("seller"),
          campaigns: await names("campaign"),
        };
        const touches = await readTouchLinks(tx, { workspaceId: workspace.id, timeZone: read.timeZone });
        return {
          ...read,
          workspaceId: workspace.id,
          agreed: await readAgreed(tx, workspace.id),
          driverOwners: await readDriverOwners(tx, workspace.id),
          named,
          touches,
          spendFiles: await readSpendFiles(tx, workspace.id),
        };
      },
      { readOnly: true, timeoutMs: readingMs },
    ),
  );
}

/** Something large that is worked out from the facts once and lives as long as they are kept: the lens, the findings. */
export function derivedFrom<T>(kept: KeptFacts, name: string, work: () => T): T {
  const known = derived.get(kept) ?? new Map<string, unknown>();
  derived.set(kept, known);
  if (!known.has(name)) {
    // What was worked out for yesterday is not asked for again.
    if (known.size >= 8) known.delete(known.keys().next().value!);
    known.set(name, work());
  }
  return known.get(name) as T;
}

/** A small answer to a question about these facts; `name` holds everything else that it depends on. */
export function answerOn<T>(kept: KeptFacts, name: string, work: () => T): Promise<T> {
  return answers.to({ workspaceId: kept.workspaceId, factsVersion: kept.factsVersion, name }, async () => work());
}
