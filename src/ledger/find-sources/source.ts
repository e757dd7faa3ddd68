// What search knows of one kind of thing, and the words that sources are written in.
import type { FindKind } from "#facts/finds.ts";

/** What search knows of one kind of thing. */
export interface FindSource {
  readonly kind: FindKind;
  /**
   * Reads workspace $1: id, title, body, who (a name or null), at (a moment or null), place (what its address needs besides the id, or null) and mark, which is
   * another as soon as any of these is. Nothing that one asker may read and another may not: who may find it is decided by the kind.
   */
  readonly sql: string;
}

/** A source whose mark is the digest of all it says: for what people write, of which there are thousands and not millions. `select` gives all but the mark. */
export function marked(select: string): string {
  return `select o.*, md5(concat_ws(chr(31), o.title, o.body, o.who, o.at::text, o.place)) as mark from (${select}) o`;
}

/** Texts with a line between them; those that are not there are left out. */
export function joined(...columns: readonly string[]): string {
  return `concat_ws(E'\\n', ${columns.map((column) => `nullif(${column}, '')`).join(", ")})`;
}

/** The member's name of today. */
export function nameOfMember(alias: string, id: string): string {
  return `left join evenhand.member ${alias} on ${alias}.workspace_id = $1 and ${alias}.id = ${id}`;
}
