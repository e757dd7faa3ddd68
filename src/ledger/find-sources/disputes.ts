// Disputed numbers: what is doubted, why, what speaks for and against, and what those who decide have said.
import { type FindSource, joined, marked, nameOfMember } from "#ledger/find-sources/source.ts";

export const disputeSource: FindSource = {
  kind: "dispute",
  sql: marked(
    `select d.id::text as id, d.title, ${joined("d.said", "e.said", "v.said")} as body, m.name as who, d.opened_at as at, null::text as place
       from evenhand.dispute d ${nameOfMember("m", "d.opened_by")}
       left join lateral (select string_agg(x.content, E'\\n' order by x.added_at, x.id) as said from evenhand.dispute_evidence x
         where x.workspace_id = $1 and x.dispute_id = d.id and x.removed_at is null) e on true
       left join lateral (select string_agg(x.reason, E'\\n' order by x.said_at, x.role) as said from evenhand.dispute_voice x where x.workspace_id = $1 and x.dispute_id = d.id) v on true
      where d.workspace_id = $1`,
  ),
};
