// Claims with what they are about and how they were judged last. Whoever filed one without a name stays without it here too.
import { type FindSource, joined, marked, nameOfMember } from "#ledger/find-sources/source.ts";

export const claimSource: FindSource = {
  kind: "claim",
  sql: marked(
    `select c.id::text as id, c.said as title, ${joined("c.subject", "v.said")} as body, case when not c.is_unnamed then m.name end as who, c.filed_at as at, null::text as place
       from evenhand.claim c ${nameOfMember("m", "c.filed_by")}
       left join lateral (select case x.verdict when 'supported' then 'supported / подтверждено' when 'refuted' then 'refuted / опровергнуто' else 'not enough data / данных не хватает' end as said
         from evenhand.claim_verdict x where x.workspace_id = $1 and x.claim_id = c.id order by x.as_of desc, x.facts_version desc limit 1) v on true
      where c.workspace_id = $1 and c.withdrawn_at is null`,
  ),
};
