// What a comment can be about: records by their names, and the names that earlier comments gave to materials, prices and competitors.
import type { Tx } from "#db/database.ts";
import { type FeedbackAbout, feedbackRecords } from "#facts/feedback.ts";
import { findByName, readRecord } from "#ledger/read-records.ts";

export interface FeedbackSubject {
  readonly kind: FeedbackAbout;
  /** Null where it has a name alone. */
  readonly id: string | null;
  readonly name: string;
}

const isRecord = (kind: FeedbackAbout): kind is (typeof feedbackRecords)[number] => (feedbackRecords as readonly string[]).includes(kind);

/** The record of that kind and id, by its name; null where there is none. */
export async function subjectOnRecord(tx: Tx, workspaceId: string, { kind, id }: { kind: FeedbackAbout; id: string }): Promise<FeedbackSubject | null> {
  if (!isRecord(kind)) return null;
  const found = await readRecord(tx, { workspaceId, entity: kind, id });
  if (found === null) return null;
  const name = found.record.fields["name"];
  return { kind, id, name: typeof name === "string" && name !== "" ? name.slice(0, 200) : id };
}

/** Those whose name or id holds a text, records before names used earlier; or the one of a kind and id. */
export async function subjectsNamed(
  tx: Tx,
  workspaceId: string,
  { text, kind, id }: { text: string; kind?: FeedbackAbout | undefined; id?: string | undefined },
): Promise<FeedbackSubject[]> {
  if (kind !== undefined && id !== undefined) {
    const one = await subjectOnRecord(tx, workspaceId, { kind, id });
    return one === null ? [] : [one];
  }
  if (text.length < 2) return [];
  const entities = kind === undefined ? feedbackRecords : feedbackRecords.filter((each) => each === kind);
  const found = await findByName(tx, { workspaceId, entities, text, most: 3 });
  const used = await namesUsed(tx, workspaceId, text);
  return [
    ...found.map((one) => ({ kind: one.entity, id: one.id, name: one.name ?? one.id })),
    ...used.map(({ kind: of, name }) => ({ kind: of, id: null, name })),
  ];
}

/** What a member worked on last at the handoff: leads that wait to be spoken of, the newest first. */
export async function subjectsWorkedOn(tx: Tx, workspaceId: string, memberId: string): Promise<FeedbackSubject[]> {
  const rows = await tx.rows<{ id: string; name: string | null }>(
    `select t.lead as id, coalesce(l.name, k.name, a.name) as name
       from (select lead, max(id) as last from evenhand.handoff_act
              where workspace_id = $1 and member_id = $2 and act in ('accepted', 'returned', 'attempted', 'qualified', 'disqualified', 'recycled')
              group by lead order by max(id) desc limit 5) t
       join evenhand.lead l on l.workspace_id = $1 and l.id = t.lead
       left join evenhand.contact k on k.workspace_id = $1 and k.id = l.contact
       left join evenhand.account a on a.workspace_id = $1 and a.id = l.account
      order by t.last desc`,
    [workspaceId, memberId],
  );
  return rows.map(({ id, name }) => ({ kind: "lead", id, name: (name ?? id).slice(0, 200) }));
}

/** Names that earlier comments gave to materials, prices and competitors. */
async function namesUsed(tx: Tx, workspaceId: string, text: string): Promise<{ kind: FeedbackAbout; name: string }[]> {
  return tx.rows(
    `select about_kind as kind, about_name as name from evenhand.feedback
      where workspace_id = $1 and about_id is null and withdrawn_at is null and about_name ilike $2
      group by about_kind, about_name order by count(*) desc, about_name limit 6`,
    [workspaceId, `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`],
  );
}
