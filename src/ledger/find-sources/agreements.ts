// What both heads agree on: definitions of figures and promises by their names, with what is said under each version.
import { type FindSource, marked } from "#ledger/find-sources/source.ts";

const tables = { definition: { table: "definition_version", key: "key" }, promise: { table: "promise_version", key: "promise" } } as const;

/** A thing by its key, with the words that screens say of it, in every language. */
export interface Named {
  readonly key: string;
  readonly names: readonly string[];
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** Their names are words of the screens, which the caller brings. */
export function agreementSource(kind: keyof typeof tables, named: readonly Named[]): FindSource {
  const { table, key } = tables[kind];
  const rows = named.map((each) => `(${quoted(each.key)}, ${quoted(each.names.join(" / "))})`).join(", ");
  return {
    kind,
    sql: marked(
      `select n.key as id, n.names as title, coalesce(v.notes, '') as body, null::text as who, v.at, null::text as place from (values ${rows}) as n (key, names)
         left join (select x.${key} as key, string_agg(x.note, E'\\n' order by x.version desc) as notes, max(x.proposed_at) as at from evenhand.${table} x
           where x.workspace_id = $1 and x.withdrawn_at is null group by x.${key}) v on v.key = n.key`,
    ),
  };
}
