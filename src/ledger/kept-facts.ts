// The facts of a workspace, read once for each state they have been in, and what has been worked out from them.
import type { Database, Tx } from "#db/database.ts";
import type { Agreed, DriverOwner } from "#facts/agreements.ts";
import type { Coded } from "#facts/columns.ts";
import { readAgreed, readDriverOwners } from "#ledger/agreements.ts";
import { keptAnswers } from "#ledger/answers.ts";
import { type Mark, type TouchKind, handoffMark, marksOf, settingsMark, touchMarks } from "#ledger/fact-marks.ts";
import { type LedgerFacts, readFacts } from "#ledger/read-facts.ts";
import { type KeptLinks, renewedLinks } from "#ledger/kept-links.ts";
import { type NamedList, readNames, readSpendFiles } from "#ledger/read-lists.ts";
import { factsVersion } from "#ledger/version.ts";

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

/** What facts are read from, besides touches. */
const kinds = ["account", "campaign", "currency-rate", "deal", "lead", "market-index", "plan", "product", "seller", "seller-cost", "spend"] as const;

/** The parts of a workspace's facts that take long to read, each with the mark it was read at. */
interface Parts {
  readonly facts: { readonly mark: string; readonly read: Omit<LedgerFacts, "factsVersion">; readonly named: KeptFacts["named"] };
  readonly touches: KeptLinks;
}
const mostWorkspaces = 3;
const parts = new Map<string, Parts>();

/** The facts of a workspace at its present version; read in one unchanging state, once for all who ask. What has not changed since an earlier version is not read again. */
export function keptFacts(database: Database, workspace: { readonly id: string; readonly factsVersion: number }): Promise<KeptFacts> {
  const question = { workspaceId: workspace.id, factsVersion: workspace.factsVersion, name: "facts" };
  return facts.to(question, async () => {
    const { counted } = await touchMarks(database, workspace);
    return database.inWorkspace(workspace.id, (tx) => readKept(tx, workspace.id, counted), { readOnly: true, timeoutMs: readingMs });
  });
}

/** Touches are counted on a connection of their own, while the other facts are read here. */
async function readKept(tx: Tx, workspaceId: string, counted: Promise<Record<TouchKind, Mark[]>>): Promise<KeptFacts> {
  const known = parts.get(workspaceId);
  const settings = await settingsMark(tx, workspaceId);
  const mark = JSON.stringify([settings, await handoffMark(tx, workspaceId), await marksOf(tx, workspaceId, kinds)]);
  const facts = known?.facts.mark === mark ? known.facts : { mark, ...(await readAll(tx, workspaceId)) };
  const touches = await renewedLinks(tx, { workspaceId, settings, marks: (await counted).touchpoint }, known?.touches);
  const own: Parts = { facts, touches };
  parts.delete(workspaceId);
  parts.set(workspaceId, own);
  if (parts.size > mostWorkspaces) parts.delete(parts.keys().next().value!);
  return {
    ...own.facts.read,
    factsVersion: await factsVersion(tx, workspaceId),
    workspaceId,
    agreed: await readAgreed(tx, workspaceId),
    driverOwners: await readDriverOwners(tx, workspaceId),
    named: own.facts.named,
    touches: own.touches.read,
    spendFiles: await readSpendFiles(tx, workspaceId),
  };
}

async function readAll(tx: Tx, workspaceId: string): Promise<Omit<Parts["facts"], "mark">> {
  const read = await readFacts(tx, workspaceId);
  const names = (entity: "account" | "product" | "seller" | "campaign") => readNames(tx, workspaceId, entity);
  return {
    read,
    named: { accounts: await names("account"), products: await names("product"), sellers: await names("seller"), campaigns: await names("campaign") },
  };
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

/** Sums of a million touches take some ten megabytes: a few are kept, and those asked for longest ago make room. */
const mostCarried = 4;
const carried = new Map<string, unknown>();

/** Something that outlives a state of the facts and goes over to the next by what changed. */
export function carriedOver<T>({ workspaceId }: KeptFacts, name: string, begin: () => T): T {
  const key = `${workspaceId} ${name}`;
  const own = (carried.get(key) ?? begin()) as T;
  carried.delete(key);
  carried.set(key, own);
  if (carried.size > mostCarried) carried.delete(carried.keys().next().value!);
  return own;
}

/** A small answer to a question about these facts; `name` holds everything else that it depends on. */
export function answerOn<T>(kept: KeptFacts, name: string, work: () => T): Promise<T> {
  return answers.to({ workspaceId: kept.workspaceId, factsVersion: kept.factsVersion, name }, async () => work());
}
