// Turning points on record, with what was noted of each and what came of its check.
import { type FindSource, joined, marked, nameOfMember } from "#ledger/find-sources/source.ts";

export const turningPointSource: FindSource = {
  kind: "turning-point",
  sql: marked(
    `select t.id::text as id, t.name as title, ${joined("t.note", "e.outcome")} as body, m.name as who, t.entered_at as at, null::text as place
       from evenhand.turning_point t ${nameOfMember("m", "t.entered_by")}
       left join evenhand.turning_check_end e on e.workspace_id = $1 and e.turn_id = t.id
      where t.workspace_id = $1 and t.removed_at is null`,
  ),
};
