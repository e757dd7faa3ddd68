// A lead of a stand among the records: its lead, contact, account, campaign and touch as facts of their own, never merged with what other sources say.
import { randomUUID } from "node:crypto";

import type { Tx } from "#db/database.ts";
import { type StandSaid, companyKey } from "#facts/stand.ts";

/** What facts of a stand name as their source. */
export const standSource = "stand";

export interface StandFact {
  readonly lead: string;
  readonly project: string;
  readonly said: StandSaid & { readonly takenAt: string };
  /** Records that a person said it is the same as; null: it stands for itself. */
  readonly account: string | null;
  readonly contact: string | null;
}

/** Which campaign of the records a project is, and its channel. */
interface StandOrigin {
  readonly campaign: string;
  readonly channel: string;
}

/** A project without a campaign on record gets one of its own with its first lead: what comes of the stand is then told like that of any campaign. */
async function originOf(tx: Tx, workspaceId: string, project: string): Promise<StandOrigin> {
  const own = ownCampaign(project);
  const campaign = await tx.maybe<{ id: string; channel: string | null }>(
    `select p.campaign_id as id, c.channel from evenhand.project_campaign p left join evenhand.campaign c on c.workspace_id = $1 and c.id = p.campaign_id
      where p.workspace_id = $1 and p.project_id = $2 order by (c.id is null), (c.source = $3), p.campaign_id limit 1`,
    [workspaceId, project, standSource],
  );
  const channel = campaign?.channel ?? (await usualChannel(tx, workspaceId));
  if (campaign !== null && campaign.id !== own) return { campaign: campaign.id, channel };
  const row = await tx.one<{ name: string; starts_on: string; ends_on: string }>(
    "select name, starts_on, ends_on from evenhand.project where workspace_id = $1 and id = $2",
    [workspaceId, project],
  );
  await put(tx, { workspaceId, project }, { table: "campaign", id: own, row: { ...row, channel } });
  await tx.run("insert into evenhand.project_campaign (workspace_id, campaign_id, project_id) values ($1, $2, $3) on conflict do nothing", [
    workspaceId,
    own,
    project,
  ]);
  return { campaign: own, channel };
}

async function usualChannel(tx: Tx, workspaceId: string): Promise<string> {
  const found = await tx.maybe<{ channel: string }>(
    `select channel from evenhand.campaign where workspace_id = $1 and channel ~* '(exhib|trade.?(show|fair)|messe|fair|выстав)' group by channel order by count(*) desc, channel limit 1`,
    [workspaceId],
  );
  return found?.channel ?? "Exhibition";
}

const ownCampaign = (project: string) => `stand:campaign:${project}`;
const ownAccount = (company: string) => `stand:account:${companyKey(company)!.slice(0, 300)}`;

/** Writes what a lead comes to; what is equal already is left alone. Whoever calls raises the version of the facts. */
export async function writeStandFact(tx: Tx, workspaceId: string, fact: StandFact): Promise<void> {
  const { lead, project, said } = fact;
  const { campaign, channel } = await originOf(tx, workspaceId, project);
  const account = fact.account ?? (said.company === null || companyKey(said.company) === null ? null : ownAccount(said.company));
  const isOwnContact = fact.contact === null && (said.name ?? said.email ?? said.phone) !== null;
  const contact = fact.contact ?? (isOwnContact ? lead : null);
  const state = { workspaceId, project };
  if (fact.account === null && account !== null) await put(tx, state, { table: "account", id: account, row: { name: said.company } }, "keeps");
  if (isOwnContact) {
    const { name, email, phone, title } = said;
    await put(tx, state, { table: "contact", id: lead, row: { account, name, email, phone, title } });
  } else await tx.run("delete from evenhand.contact where workspace_id = $1 and id = $2 and source = $3", [workspaceId, lead, standSource]);
  const row = {
    name: said.name ?? said.company,
    account,
    contact,
    campaign,
    channel,
    product: said.products[0] ?? null,
    segment: said.segments[0] ?? null,
    grade: said.grade,
    created_at: said.takenAt,
  };
  await put(tx, state, { table: "lead", id: lead, row });
  await put(tx, state, { table: "touchpoint", id: lead, row: { at: said.takenAt, channel, campaign, account, contact, lead } });
  await dropUnusedAccounts(tx, workspaceId);
}

/** Everything that only this lead stated goes. */
export async function removeStandFact(tx: Tx, workspaceId: string, { lead, project }: Pick<StandFact, "lead" | "project">): Promise<void> {
  for (const table of ["touchpoint", "lead", "contact"])
    await tx.run(`delete from evenhand.${table} where workspace_id = $1 and id = $2 and source = $3`, [workspaceId, lead, standSource]);
  await dropUnusedAccounts(tx, workspaceId);
  await dropOwnCampaign(tx, workspaceId, { lead, project });
}

/** Firms that stood only for leads which are gone, or which somebody joined to a firm on record. */
async function dropUnusedAccounts(tx: Tx, workspaceId: string): Promise<void> {
  await tx.run(
    `delete from evenhand.account a where a.workspace_id = $1 and a.source = $2
       and not exists (select 1 from evenhand.lead l where l.workspace_id = $1 and l.account = a.id and l.source = $2)
       and not exists (select 1 from evenhand.deal d where d.workspace_id = $1 and d.account = a.id)`,
    [workspaceId, standSource],
  );
}

/** The campaign that a stand got for itself goes with its last lead, unless other records name it. */
async function dropOwnCampaign(tx: Tx, workspaceId: string, { lead, project }: Pick<StandFact, "lead" | "project">): Promise<void> {
  const others = await tx.maybe("select 1 from evenhand.stand_lead where workspace_id = $1 and project_id = $2 and lead <> $3 limit 1", [
    workspaceId,
    project,
    lead,
  ]);
  if (others !== null) return;
  await tx.run(
    `with gone as (
       delete from evenhand.campaign c where c.workspace_id = $1 and c.id = $2 and c.source = $3
         and not exists (select 1 from evenhand.lead l where l.workspace_id = $1 and l.campaign = $2)
         and not exists (select 1 from evenhand.deal d where d.workspace_id = $1 and d.campaign = $2)
         and not exists (select 1 from evenhand.spend s where s.workspace_id = $1 and s.campaign = $2) returning c.id)
     delete from evenhand.project_campaign p using gone where p.workspace_id = $1 and p.campaign_id = gone.id`,
    [workspaceId, ownCampaign(project), standSource],
  );
}

interface Row {
  readonly table: "account" | "campaign" | "contact" | "lead" | "touchpoint";
  readonly id: string;
  readonly row: Readonly<Record<string, unknown>>;
}

/** `keeps`: what stands there stays. A change makes the row another statement's, by which everybody who keeps facts sees that it is another. */
async function put(tx: Tx, { workspaceId, project }: { workspaceId: string; project: string }, { table, id, row }: Row, way: "keeps" | "changes" = "changes") {
  const columns = Object.keys(row);
  const places = columns.map((_, n) => `$${n + 5}`).join(", ");
  const now = columns.map((column) => `excluded.${column}`).join(", ");
  const was = columns.map((column) => `t.${column}`).join(", ");
  const change = `do update set (${columns.join(", ")}, last_import) = row(${now}, '${randomUUID()}'::uuid) where (${was}) is distinct from (${now})`;
  await tx.run(
    `insert into evenhand.${table} as t (workspace_id, id, source, first_import, last_import, ${columns.join(", ")}) values ($1, $2, $3, $4, $4, ${places})
     on conflict (workspace_id, id) ${way === "keeps" ? "do nothing" : change}`,
    [workspaceId, id, standSource, project, ...Object.values(row)],
  );
}
