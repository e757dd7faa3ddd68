// What is on record of a lead before somebody writes about it: agreed fields that are empty, and how it was last tried.
import type { Tx } from "#db/database.ts";
import { type HandoffKnown, type KnownAttempt, attemptKindOf, isReachedOf } from "#facts/handoff-known.ts";
import { type PromisedField, promiseOn } from "#facts/promises.ts";
import type { Day } from "#kit/day.ts";
import { promiseRows } from "#ledger/promises.ts";

/** Where each agreed field of a lead stands, as every figure reads it: its own, else that of its account or campaign. */
const fieldAt: Readonly<Record<PromisedField, { readonly own: string; readonly beside?: readonly [table: string, column: string] }>> = {
  account: { own: "l.account" },
  channel: { own: "l.channel", beside: ["campaign", "channel"] },
  campaign: { own: "l.campaign" },
  segment: { own: "l.segment", beside: ["account", "segment"] },
  region: { own: "l.region", beside: ["account", "region"] },
  product: { own: "l.product" },
  grade: { own: "l.grade" },
};
const besides = { campaign: "c", account: "a" } as Readonly<Record<string, string>>;

/** Of these fields those that are empty on the lead although the source carries them on others: what nobody ever fills in is missing from nobody's lead. */
async function missingFields(tx: Tx, workspaceId: string, { lead, fields }: { lead: string; fields: readonly PromisedField[] }): Promise<PromisedField[]> {
  const missing = fields.map((field) => {
    const { own, beside } = fieldAt[field];
    const known = [own, ...(beside ? [`${besides[beside[0]]}.${beside[1]}`] : [])];
    const somewhere = [
      `exists (select 1 from evenhand.lead x where x.workspace_id = $1 and ${own.replace("l.", "x.")} is not null)`,
      ...(beside ? [`exists (select 1 from evenhand.${beside[0]} x where x.workspace_id = $1 and x.${beside[1]} is not null)`] : []),
    ];
    return `coalesce(${known.join(", ")}) is null and (${somewhere.join(" or ")}) as "${field}"`;
  });
  const row = await tx.maybe<Partial<Record<PromisedField, boolean>>>(
    `select ${missing.join(", ")} from evenhand.lead l
       left join evenhand.account a on a.workspace_id = $1 and a.id = l.account
       left join evenhand.campaign c on c.workspace_id = $1 and c.id = l.campaign
      where l.workspace_id = $1 and l.id = $2`,
    [workspaceId, lead],
  );
  return row === null ? [] : fields.filter((field) => row[field] === true);
}

/** How it was last tried, here or by the source; what comes in and what a machine sends are no attempts. */
async function lastAttempt(tx: Tx, workspaceId: string, lead: string): Promise<KnownAttempt | null> {
  const found = await tx.maybe<{ kind: string | null; isReached: boolean | null; outcome: string | null; at: string; isFromSource: boolean }>(
    `select * from (
       select a.kind, null::boolean as "isReached", a.outcome, a.at, true as "isFromSource" from evenhand.activity a
        where a.workspace_id = $1 and a.lead = $2
          and coalesce(a.direction, 'out') !~* '^(in|вход)' and coalesce(a.kind, '') !~* 'auto|авто' and coalesce(a.outcome, '') !~* 'auto|авто'
       union all
       select t.kind, t.is_reached, null, t.at, false from evenhand.handoff_act t
        where t.workspace_id = $1 and t.lead = $2 and t.act = 'attempted' and t.kind <> 'automatic'
          and not exists (select 1 from evenhand.handoff_act u where u.workspace_id = $1 and u.lead = t.lead and u.undoes = t.id)
     ) tried order by at desc limit 1`,
    [workspaceId, lead],
  );
  if (found === null) return null;
  const { kind, isReached, outcome, at, isFromSource } = found;
  return { kind: attemptKindOf(kind), isReached: isReached ?? isReachedOf(outcome), at, isFromSource };
}

/** What need not be asked again of whoever writes about the lead. */
export async function knownOf(tx: Tx, workspaceId: string, { lead, today }: { lead: string; today: Day }): Promise<HandoffKnown> {
  const { fields } = promiseOn(await promiseRows(tx, workspaceId), "fields-complete", today).terms;
  return { missing: await missingFields(tx, workspaceId, { lead, fields }), attempt: await lastAttempt(tx, workspaceId, lead) };
}
