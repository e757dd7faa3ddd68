// What members say to each other about things. Every thing that one of us talks about is open to all of us; agencies do not find messages.
import { type FindSource, marked, nameOfMember } from "#ledger/find-sources/source.ts";

/** Members are named as '<@id>': an id is no word. */
const plain = "regexp_replace(t.said, '<@[0-9a-f-]+>', '@', 'g')";

/** The first line stands as its title, the whole below it. What was taken away, and what is about a project that was, is not found. */
export const threadSource: FindSource = {
  kind: "thread",
  sql: marked(
    `select t.id::text as id, left(split_part(${plain}, E'\\n', 1), 120) as title, ${plain} as body, m.name as who, t.at, t.subject_kind || ':' || t.subject_id as place
       from evenhand.thread_message t ${nameOfMember("m", "t.member_id")}
      where t.workspace_id = $1 and t.removed_at is null
        and not exists (select 1 from evenhand.project p where t.subject_kind = 'project' and p.workspace_id = $1 and p.id::text = t.subject_id and p.removed_at is not null)`,
  ),
};
