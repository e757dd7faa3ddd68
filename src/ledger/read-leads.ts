// All leads as columns: days in the workspace's time zone; what a lead does not say of itself is taken from its account and campaign.
import type { Tx } from "#db/database.ts";
import { type LeadColumns, noDay } from "#facts/columns.ts";
import { type Stage, stages } from "#facts/stage.ts";
import { Growing, GrowingTexts, dayNumberSql, noteIn, orderOf } from "#ledger/grow.ts";
import { handoffJoin, leadMoments, leadOwner, leadStageReached } from "#ledger/handoff-facts.ts";
import { byKey, withHashJoins } from "#ledger/join.ts";
import { cameTo } from "#kit/long-work.ts";

export interface LedgerLeads {
  readonly leads: LeadColumns;
  /** Leads whose stage nobody has mapped; they are in the columns as plain leads. By stage name of the source. */
  readonly unmapped: ReadonlyMap<string, readonly string[]>;
}

const dayFields = ["createdOn", "qualifiedOn", "acceptedOn", "returnedOn", "firstContactOn", "salesQualifiedOn", "convertedOn"] as const;
const { createdAt, qualifiedAt, acceptedAt, returnedAt, firstContactAt, salesQualifiedAt, convertedAt } = leadMoments;
const instants = [createdAt, qualifiedAt, acceptedAt, returnedAt, firstContactAt, salesQualifiedAt, convertedAt];
const textFields = ["deal", "account", "owner", "campaign", "channel", "segment", "region", "product", "grade"] as const;

/** Deal: the one the lead names, else the one deal that names the lead. Channel: the lead's, else its campaign's. Segment, region: the lead's, else the account's. */
const query = `
  with account_key as materialized (${byKey("account", ["segment", "region"])}),
    seller_key as materialized (${byKey("seller", [])}),
    product_key as materialized (${byKey("product", [])}),
    campaign_key as materialized (${byKey("campaign", ["channel"])}),
    only_deal as materialized (select lead, min(id) as id from evenhand.deal where workspace_id = $1 and lead is not null group by lead having count(*) = 1)
  select l.id, m.stage, l.stage, ${instants.map((moment) => dayNumberSql(`(${moment})`, "$2")).join(", ")},
    coalesce(l.deal, o.id), coalesce(a.id, l.account), coalesce(s.id, ${leadOwner}), coalesce(c.id, l.campaign), coalesce(l.channel, c.channel),
    coalesce(l.segment, a.segment), coalesce(l.region, a.region), coalesce(p.id, l.product), l.grade, ${leadStageReached}
  from evenhand.lead l${handoffJoin}
  left join evenhand.stage_mapping m on m.workspace_id = $1 and m.record_kind = 'lead' and m.source = l.source and m.source_stage = l.stage
  left join account_key a on a.key = l.account
  left join seller_key s on s.key = ${leadOwner}
  left join product_key p on p.key = l.product
  left join campaign_key c on c.key = l.campaign
  left join only_deal o on l.deal is null and o.lead = l.id
  where l.workspace_id = $1`;

/** Every lead, in order of ids. */
export async function readLeads(tx: Tx, context: { readonly workspaceId: string; readonly timeZone: string }): Promise<LedgerLeads> {
  const ids: string[] = [];
  const stage = new Growing(new Uint8Array(1024));
  const days = dayFields.map(() => new Growing(new Int32Array(1024)));
  const texts = textFields.map(() => new GrowingTexts());
  const unmapped = new Map<string, string[]>();
  await withHashJoins(tx, async () => {
    for await (const rows of tx.columns(query, [context.workspaceId, context.timeZone])) {
      cameTo("reading");
      for (const row of rows) {
        const [id, mapped, sourceStage] = row as [string, Stage | null, string | null];
        if (mapped === null && sourceStage !== null) noteIn(unmapped, sourceStage, id);
        ids.push(id);
        const reached = row[3 + days.length + texts.length] as Stage | null;
        stage.push(Math.max(stages.indexOf(mapped ?? "lead"), reached === null ? 0 : stages.indexOf(reached)));
        for (let field = 0; field < days.length; field++) days[field]!.push((row[3 + field] as number | null) ?? noDay);
        for (let field = 0; field < texts.length; field++) texts[field]!.push(row[3 + days.length + field]);
      }
    }
  });
  const order = orderOf(ids);
  const ordered = Object.fromEntries([
    ...dayFields.map((field, place) => [field, days[place]!.ordered(order)]),
    ...textFields.map((field, place) => [field, texts[place]!.ordered(order)]),
  ]) as Omit<LeadColumns, "count" | "ids" | "stage">;
  return { leads: { count: ids.length, ids: Array.from(order, (row) => ids[row]!), stage: stage.ordered(order), ...ordered }, unmapped };
}
