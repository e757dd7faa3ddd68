// The handoff by the clock: leads that came in are taken up or offered by rule, and whoever owes something soon is told once.
import { leadsForRule, offerRules } from "#features/handoff/store.ts";
import type { Database, Tx } from "#db/database.ts";
import { type ClockWork, allWorkspaces } from "#ledger/clock-work.ts";
import { heldHandoff, personFor, write } from "#ledger/handoff-doing.ts";
import { tellDue, tellOffered } from "#ledger/handoff-notices.ts";
import { holdRouting } from "#ledger/routing.ts";
import { type HandoffClock, handoffRows, readHandoffClock, tellHandoffs } from "#ledger/handoff-rows.ts";
import { takeUpFromSource } from "#ledger/handoff-taking-up.ts";
import { type WorkspaceToAsk, workspaceToAsk } from "#ledger/workspaces.ts";
import type { Day } from "#kit/day.ts";

/** The version of the facts at which each workspace was last looked through by this server: asked again only when facts have changed. */
const lookedAt = new WeakMap<Database, Map<string, string>>();

interface Looked {
  readonly id: string;
  readonly isDemo: boolean;
  readonly version: number;
}

/**
 * Takes up what the CRM says is with sales, then lets the rules offer the rest; nothing is done twice. The demo company's records end long before
 * today and are a story told: its list is its own.
 */
export async function takeUp(database: Database, { id, isDemo, version }: Looked, now: string): Promise<void> {
  const seen = lookedAt.get(database) ?? new Map<string, string>();
  lookedAt.set(database, seen);
  // By the hour as well: what was dated tomorrow is with sales today.
  const mark = `${version} ${now.slice(0, 13)}`;
  if (seen.get(id) === mark) return;
  if (!isDemo && (await hasNewLeads(database, id, now))) await database.inWorkspace(id, (tx) => takeUpFromSource(tx, id, now));
  await applyRules(database, id);
  seen.set(id, mark);
}

/** A look without holding anybody up: most versions are raised by acts and bring no lead. */
async function hasNewLeads(database: Database, workspaceId: string, now: string): Promise<boolean> {
  const row = await database.inWorkspace(
    workspaceId,
    (tx) =>
      tx.one<{ has: boolean }>(
        `select exists (select 1 from evenhand.lead l where l.workspace_id = $1 and coalesce(l.qualified_at, l.created_at) > $2::timestamptz - interval '90 days'
           and not exists (select 1 from evenhand.handoff_act t where t.workspace_id = $1 and t.lead = l.id)) as has`,
        [workspaceId, now],
      ),
    { readOnly: true },
  );
  return row.has;
}

const mostAtOnce = 500;

/** Chances to be won as the lead score gives them today, by lead. */
export type Chances = ReadonlyMap<string, number>;

const rulesOn = async (database: Database, workspaceId: string) =>
  (await database.inWorkspace(workspaceId, (tx) => offerRules(tx, workspaceId), { readOnly: true })).filter(({ isOn }) => isOn);

/**
 * Gives how many leads the rules have offered: each new lead once, by the first rule it fits. Rules that ask for a chance wait for whoever knows the chances;
 * without them (null) the others are applied, so that a lead which fits both goes by the one that can be told at once.
 */
export async function applyRules(database: Database, workspaceId: string, chances: Chances | null = null): Promise<number> {
  let offered = 0;
  for (const rule of await rulesOn(database, workspaceId)) {
    const { minChance } = rule;
    if (minChance !== null && chances === null) continue;
    const among = minChance === null ? null : [...chances!].flatMap(([lead, chance]) => (chance >= minChance ? lead : []));
    const asked = { rule, among, limit: mostAtOnce };
    const leads = await database.inWorkspace(workspaceId, (tx) => leadsForRule(tx, workspaceId, asked), { readOnly: true });
    for (const lead of leads) offered += await database.inWorkspace(workspaceId, (tx) => offerByRule(tx, workspaceId, { rule, lead }));
  }
  return offered;
}

async function offerByRule(tx: Tx, workspaceId: string, { rule, lead }: { rule: { id: string; name: string; to: string }; lead: string }): Promise<number> {
  const clock = await readHandoffClock(tx, workspaceId);
  if (rule.to === "turn") await holdRouting(tx, workspaceId);
  const { acts } = await heldHandoff(tx, workspaceId, { lead, clock });
  if (acts.length > 0) return 0;
  // Where nobody can take it, and where who was named has left the list, it is offered to nobody in particular, and seen there.
  const person = await personFor(tx, workspaceId, { to: rule.to, lead });
  const personId = person.ok ? person.value : null;
  await write(tx, workspaceId, { lead, act: "offered", kind: "rule", memberId: null, personId, ruleId: rule.id });
  const [row] = await tellHandoffs(tx, workspaceId, [lead], clock);
  if (row) await tellOffered(tx, workspaceId, { row, who: rule.name, by: null, kind: "handoff-offered" });
  return 1;
}

export interface Scoring {
  /** Worked out away from the pages; null: there is no score of leads, so no rule that asks for a chance offers anything. */
  readonly chances: (workspace: WorkspaceToAsk, asOf: Day, signal: AbortSignal) => Promise<Chances | null>;
  /** The day that it is now in a time zone. */
  readonly today: (timeZone: string) => Day;
}

/** Facts come in bursts: a file raises their version several times. */
const restMs = 30_000;

/** Rules that ask for a chance, soon after facts changed and once an hour: only where there are such rules is anything worked out. */
export function scoreRuleWork({ chances, today }: Scoring): ClockWork {
  return {
    name: "offering-by-score",
    every: 60 * 60_000,
    wokenBy: "evenhand_facts",
    restsFor: restMs,
    run: async ({ database, log, signal }) => {
      for (const id of await allWorkspaces(database)) {
        if (signal.aborted) return;
        if (!(await rulesOn(database, id)).some(({ minChance }) => minChance !== null)) continue;
        try {
          const workspace = await database.inWorkspace(id, (tx) => workspaceToAsk(tx, id), { readOnly: true });
          await applyRules(database, id, (await chances(workspace, today(workspace.timeZone), signal)) ?? new Map());
        } catch (fault) {
          log.warn({ workspace: id, fault: String(fault) }, "rules that ask for a chance could not be applied");
        }
      }
    },
  };
}

const soonMs = 60 * 60_000;
/** What has been overdue for longer is no news any more. */
const staleMs = 24 * 60 * 60_000;

/** Tells whoever owes something within the hour, or has owed it since less than a day; once for each deadline. Gives how many were told. */
export async function tellWhatIsDue(tx: Tx, workspaceId: string, { nowMs, clock }: { nowMs: number; clock: HandoffClock }): Promise<number> {
  const rows = await handoffRows(tx, workspaceId, { which: { open: true }, clock });
  let told = 0;
  for (const row of rows) {
    const at = row.due?.at ?? null;
    if (at !== null && at < nowMs + soonMs && at > nowMs - staleMs) told += await tellDue(tx, workspaceId, row);
  }
  return told;
}

export const works: readonly ClockWork[] = [
  {
    name: "handoff",
    every: 60_000,
    async run({ database, log, signal }) {
      for (const id of await allWorkspaces(database)) {
        if (signal.aborted) return;
        try {
          const now = new Date().toISOString();
          const about = await database.inWorkspace(
            id,
            (tx) =>
              tx.one<{ isDemo: boolean; version: number }>(
                `select is_demo as "isDemo", facts_version as version from evenhand.workspace where workspace_id = $1`,
                [id],
              ),
            { readOnly: true },
          );
          await takeUp(database, { id, ...about }, now);
          await database.inWorkspace(id, async (tx) => tellWhatIsDue(tx, id, { nowMs: Date.parse(now), clock: await readHandoffClock(tx, id) }));
        } catch (fault) {
          log.error({ workspace: id, fault: String((fault as Error).stack ?? fault) }, "the handoffs of a workspace could not be looked through");
        }
      }
    },
  },
];
