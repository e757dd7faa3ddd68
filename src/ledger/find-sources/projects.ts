// Joint projects: what they are called, where, and what was written to them, with their tasks and lines.
import { type FindSource, joined, marked } from "#ledger/find-sources/source.ts";

export const projectSource: FindSource = {
  kind: "project",
  sql: marked(
    `select p.id::text as id, p.name as title, ${joined("p.place", "p.note", "p.state_reason", "k.said", "l.said")} as body, null::text as who, p.starts_on::timestamptz as at, null::text as place
       from evenhand.project p
       left join lateral (select string_agg(x.title, E'\\n' order by x.id) as said from evenhand.project_task x
         where x.workspace_id = $1 and x.project_id = p.id and x.removed_at is null) k on true
       left join lateral (select string_agg(x.name, E'\\n' order by x.id) as said from evenhand.project_budget_line x
         where x.workspace_id = $1 and x.project_id = p.id and x.removed_at is null) l on true
      where p.workspace_id = $1 and p.removed_at is null`,
  ),
};
