// Joint meetings, what stands on their agendas with its notes and outcomes, and the minutes as they stand last.
import { type FindSource, joined, marked, nameOfMember } from "#ledger/find-sources/source.ts";

export const meetingSources: readonly FindSource[] = [
  {
    kind: "meeting",
    sql: marked(
      `select t.id::text as id, t.title, ${joined("t.place", "t.cancel_reason")} as body, null::text as who, t.starts_at as at, null::text as place
         from evenhand.meeting t where t.workspace_id = $1`,
    ),
  },
  {
    kind: "agenda-item",
    // A closed meeting speaks by its minutes.
    sql: marked(
      `select i.id::text as id, i.title, ${joined("i.why", "i.notes", "i.outcome_text")} as body, m.name as who, i.put_at as at, i.meeting_id::text as place
         from evenhand.agenda_item i ${nameOfMember("m", "i.put_by")} left join evenhand.meeting t on t.workspace_id = $1 and t.id = i.meeting_id
        where i.workspace_id = $1 and i.taken_off_at is null and (t.state is null or t.state <> 'closed')`,
    ),
  },
  {
    kind: "minutes",
    sql: marked(
      `select distinct on (n.meeting_id) n.meeting_id::text as id, n.body ->> 'title' as title, ${joined("(n.body ->> 'place')", "b.said")} as body, m.name as who,
              (n.body ->> 'closedAt')::timestamptz as at, null::text as place
         from evenhand.meeting_minutes n ${nameOfMember("m", "n.made_by")}
         left join lateral (select string_agg(${joined("e.item ->> 'title'", "e.item ->> 'why'", "e.item ->> 'notes'", "e.item ->> 'text'", "e.item #>> '{action,title}'", "e.item #>> '{action,owner}'")}, E'\\n' order by e.nr) as said
           from jsonb_array_elements(n.body -> 'items') with ordinality as e (item, nr)) b on true
        where n.workspace_id = $1 order by n.meeting_id, n.version desc`,
    ),
  },
];
