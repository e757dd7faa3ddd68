// Decisions that no other room holds by its own words: entered by hand, and verdicts that both sides agreed to. Those of meetings stand in their minutes.
import { type FindSource, joined, marked, nameOfMember } from "#ledger/find-sources/source.ts";

export const decisionSource: FindSource = {
  kind: "decision",
  sql: marked(
    `select 'entered.' || d.id as id, d.title, ${joined("d.said", "s.name", "m.name")} as body, e.name as who, d.entered_at as at, null::text as place
       from evenhand.decision d ${nameOfMember("s", "d.sales_id")} ${nameOfMember("m", "d.marketing_id")} ${nameOfMember("e", "d.entered_by")}
      where d.workspace_id = $1 and d.withdrawn_at is null
     union all
     select 'debrief.' || v.id, p.name, concat_ws(E'\\n', v.reason, case v.verdict when 'repeat' then 'repeat / повторить' when 'shrink' then 'shrink / скромнее' else 'drop / больше не участвовать' end),
            b.name, v.agreed_at, null::text
       from evenhand.debrief_verdict v join evenhand.project p on p.workspace_id = $1 and p.id = v.project_id and p.removed_at is null ${nameOfMember("b", "v.said_by")}
      where v.workspace_id = $1 and v.agreed_at is not null and v.withdrawn_at is null`,
  ),
};
