// Steps on the register: what is to be done, by whom, and what was said when it was done or dropped.
import { type FindSource, joined, marked, nameOfMember } from "#ledger/find-sources/source.ts";

export const actionSource: FindSource = {
  kind: "action",
  sql: marked(
    `select a.id::text as id, a.title, ${joined("a.note", "a.state_reason", "a.from_title")} as body, m.name as who, a.created_at as at, null::text as place
       from evenhand.action a ${nameOfMember("m", "a.owner_id")} where a.workspace_id = $1 and a.removed_at is null`,
  ),
};
