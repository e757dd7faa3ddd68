// What sales says of leads, campaigns, materials, prices and competitors, with the words that went back and forth.
import { type FindSource, joined, marked, nameOfMember } from "#ledger/find-sources/source.ts";

export const feedbackSource: FindSource = {
  kind: "feedback",
  sql: marked(
    `select f.id::text as id, f.said as title, ${joined("f.about_name", "w.said", "f.outcome_said", "f.link")} as body, m.name as who, f.asked_at as at, null::text as place
       from evenhand.feedback f ${nameOfMember("m", "f.asked_by")}
       left join lateral (select string_agg(x.said, E'\\n' order by x.id) as said from evenhand.feedback_word x where x.workspace_id = $1 and x.feedback_id = f.id) w on true
      where f.workspace_id = $1 and f.withdrawn_at is null`,
  ),
};
