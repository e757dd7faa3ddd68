// The stand as it stands in the tables: its project, its leads with what sales did, files of scanners, and records that a visitor may be.
import type { Tx } from "#db/database.ts";
import type { OnRecord } from "#features/capture/contract.ts";
import type { StandEntry } from "#facts/stand.ts";

export interface StandProject {
  readonly id: string;
  readonly name: string;
  readonly place: string | null;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly zone: string;
  readonly isOver: boolean;
  /** With the member who asks, where it is an agency. */
  readonly isShared: boolean;
}

/** Null: no such project, or it was taken away. Cancelled and closed ones take no leads any more. */
export function standProject(tx: Tx, workspaceId: string, { id, memberId }: { id: string; memberId: string }): Promise<StandProject | null> {
  return tx.maybe<StandProject>(
    `select p.id, p.name, p.place, p.starts_on as "startsOn", p.ends_on as "endsOn", p.time_zone as zone, p.state <> 'planned' as "isOver",
        exists (select 1 from evenhand.project_share s where s.workspace_id = $1 and s.project_id = p.id and s.member_id = $3) as "isShared"
       from evenhand.project p where p.workspace_id = $1 and p.id = $2 and p.removed_at is null`,
    [workspaceId, id, memberId],
  );
}

/** What visitors can be interested in: what is sold, and to whom, the most frequent first. */
export async function interestsOf(tx: Tx, workspaceId: string): Promise<{ products: string[]; segments: string[] }> {
  const list = async (query: string) => (await tx.rows<{ value: string }>(query, [workspaceId])).map(({ value }) => value);
  return {
    products: await list(
      `select p.name as value from evenhand.product p
         left join (select product, count(*) as n from evenhand.deal where workspace_id = $1 group by product) d on d.product = p.id or d.product = p.name
        where p.workspace_id = $1 and p.name is not null group by p.name order by sum(coalesce(d.n, 0)) desc, p.name limit 12`,
    ),
    segments: await list(
      `select segment as value from (select segment from evenhand.account where workspace_id = $1 union all select segment from evenhand.deal where workspace_id = $1) s
        where segment is not null group by segment order by count(*) desc, segment limit 8`,
    ),
  };
}

/** Whether all of these are members of ours. */
export async function areMembers(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<boolean> {
  const { count } = await tx.one<{ count: number }>("select count(*)::int as count from evenhand.member where workspace_id = $1 and id = any($2::uuid[])", [
    workspaceId,
    ids,
  ]);
  return count === new Set(ids).size;
}

export interface EntryRow extends StandEntry {
  readonly lead: string;
  readonly by: string | null;
  readonly file: string | null;
  readonly tookMs: number | null;
}

/** Every statement of a project, or of one lead, the earliest first. */
export function entryRows(tx: Tx, workspaceId: string, of: { readonly project: string } | { readonly lead: string }): Promise<EntryRow[]> {
  const [column, value] = "lead" in of ? ["lead", of.lead] : ["project_id", of.project];
  return tx.rows<EntryRow>(
    `select e.id, e.lead, e.way, e.name, e.company, e.title, e.phone, e.email, e.grade, e.products, e.segments, e.interest, e.next_step as "nextStep", e.next_on as "nextOn", e.note,
        e.taken_at as "takenAt", e.took_ms as "tookMs", (p.entry_id is not null) as "hasPhoto", m.name as by, f.name as file
       from evenhand.stand_entry e
       left join evenhand.stand_photo p on p.workspace_id = $1 and p.entry_id = e.id
       left join evenhand.member m on m.workspace_id = $1 and m.id = e.taken_by
       left join evenhand.stand_file f on f.workspace_id = $1 and f.id = e.file_id
      where e.workspace_id = $1 and e.${column} = $2 and e.lead is not null order by e.taken_at, e.id`,
    [workspaceId, value],
  );
}

export interface LeadStands {
  readonly lead: string;
  readonly account: string | null;
  readonly accountName: string | null;
  readonly contact: string | null;
  readonly contactName: string | null;
  readonly attemptHours: number | null;
  readonly offeredAt: string | null;
  readonly acceptFrom: string | null;
  readonly attemptedAt: string | null;
}

/** What was joined by hand, and what sales did, by lead. */
export async function standings(tx: Tx, workspaceId: string, project: string): Promise<ReadonlyMap<string, LeadStands>> {
  const rows = await tx.rows<LeadStands>(
    `select s.lead, s.account, a.name as "accountName", s.contact, k.name as "contactName", s.attempt_hours as "attemptHours", h.first_offered_at as "offeredAt",
        h.accept_from as "acceptFrom", least(h.first_attempt_at, l.first_attempt_at) as "attemptedAt"
       from evenhand.stand_lead s
       left join evenhand.lead l on l.workspace_id = $1 and l.id = s.lead
       left join evenhand.handoff h on h.workspace_id = $1 and h.lead = s.lead
       left join evenhand.account a on a.workspace_id = $1 and a.id = s.account
       left join evenhand.contact k on k.workspace_id = $1 and k.id = s.contact
      where s.workspace_id = $1 and s.project_id = $2`,
    [workspaceId, project],
  );
  return new Map(rows.map((row) => [row.lead, row]));
}

interface Keys {
  readonly emails: readonly string[];
  readonly phones: readonly string[];
  /** Firms' names; those on record that hold one of their words are looked at. */
  readonly companies: readonly string[];
}

const longestWord = (name: string) =>
  name
    .split(/[^\p{L}\p{N}]+/u)
    .toSorted((a, b) => b.length - a.length)[0]!
    .replaceAll(/[\\%_]/g, "");

/** Records of other sources that some of these visitors may be; whoever asks compares them one by one. */
export async function recordsLike(tx: Tx, workspaceId: string, { emails, phones, companies }: Keys): Promise<OnRecord[]> {
  const patterns = [...new Set(companies.map(longestWord).filter((word) => word.length >= 2))].map((word) => `%${word}%`);
  return tx.rows<OnRecord>(
    `(select 'contact' as kind, id, name, email, phone, account from evenhand.contact
       where workspace_id = $1 and source <> 'stand'
         and (lower(trim(email)) = any($2) or right(regexp_replace(phone, '[^0-9]', '', 'g'), 9) = any($3)) order by id limit 500)
     union all
     (select 'account', id, name, null, null, null from evenhand.account where workspace_id = $1 and source <> 'stand' and name ilike any($4) order by id limit 2000)`,
    [workspaceId, emails, phones, patterns],
  );
}

/** A record of ours by its kind and id, with the account of a contact. */
export function recordOf(tx: Tx, workspaceId: string, { kind, id }: { kind: "account" | "contact"; id: string }): Promise<{ id: string } | null> {
  return tx.maybe(`select id from evenhand.${kind === "account" ? "account" : "contact"} where workspace_id = $1 and id = $2`, [workspaceId, id]);
}

export function projectOfLead(tx: Tx, workspaceId: string, lead: string): Promise<{ project: string } | null> {
  return tx.maybe("select project_id as project from evenhand.stand_lead where workspace_id = $1 and lead = $2", [workspaceId, lead]);
}

/** The event at which a lead was taken. */
export function eventOfLead(tx: Tx, workspaceId: string, lead: string): Promise<{ project: string; projectName: string; isGone: boolean } | null> {
  return tx.maybe(
    `select s.project_id as project, p.name as "projectName", p.removed_at is not null as "isGone"
       from evenhand.stand_lead s join evenhand.project p on p.workspace_id = $1 and p.id = s.project_id where s.workspace_id = $1 and s.lead = $2`,
    [workspaceId, lead],
  );
}

export async function photoOf(tx: Tx, workspaceId: string, { project, entry }: { project: string; entry: string }): Promise<Uint8Array | null> {
  const row = await tx.maybe<{ bytes: Uint8Array }>(
    `select p.bytes from evenhand.stand_photo p join evenhand.stand_entry e on e.workspace_id = $1 and e.id = p.entry_id
      where p.workspace_id = $1 and p.entry_id = $2 and e.project_id = $3 and e.lead is not null`,
    [workspaceId, entry, project],
  );
  return row?.bytes ?? null;
}

export interface FileRow {
  readonly id: string;
  readonly name: string;
  readonly at: string;
  readonly by: string | null;
  readonly taken: number;
  readonly known: number;
  readonly setAside: number;
  readonly undoneAt: string | null;
}

export function fileRows(tx: Tx, workspaceId: string, project: string): Promise<FileRow[]> {
  return tx.rows<FileRow>(
    `select f.id, f.name, f.at, m.name as by, f.taken, f.known, jsonb_array_length(f.set_aside) as "setAside", f.undone_at as "undoneAt"
       from evenhand.stand_file f left join evenhand.member m on m.workspace_id = $1 and m.id = f.member_id
      where f.workspace_id = $1 and f.project_id = $2 order by f.at desc, f.id`,
    [workspaceId, project],
  );
}

export interface AsideRow {
  readonly line: number;
  readonly reason: string;
  readonly raw: readonly string[];
}

export function fileAside(tx: Tx, workspaceId: string, { project, file }: { project: string; file: string }): Promise<{ rows: AsideRow[] } | null> {
  return tx.maybe(`select set_aside as rows from evenhand.stand_file where workspace_id = $1 and id = $2 and project_id = $3`, [workspaceId, file, project]);
}

/** How the last file of this layout was read. */
export async function usedMapping(tx: Tx, workspaceId: string, fingerprint: string): Promise<Record<string, string> | null> {
  const row = await tx.maybe<{ mapping: Record<string, string> }>(
    "select mapping from evenhand.stand_file where workspace_id = $1 and fingerprint = $2 order by at desc limit 1",
    [workspaceId, fingerprint],
  );
  return row?.mapping ?? null;
}

export interface NewFile {
  readonly id: string;
  readonly project: string;
  readonly name: string;
  readonly fingerprint: string;
  readonly mapping: Readonly<Record<string, string>>;
  readonly aside: readonly AsideRow[];
  readonly memberId: string;
}

/** False where this very sending was taken before. */
export async function insertFile(tx: Tx, workspaceId: string, file: NewFile): Promise<boolean> {
  const written = await tx.run(
    `insert into evenhand.stand_file (workspace_id, id, project_id, name, fingerprint, mapping, taken, known, set_aside, member_id)
     values ($1, $2, $3, $4, $5, $6::jsonb, 0, 0, $7::jsonb, $8) on conflict (workspace_id, id) do nothing`,
    [workspaceId, file.id, file.project, file.name, file.fingerprint, JSON.stringify(file.mapping), JSON.stringify(file.aside), file.memberId],
  );
  return written > 0;
}

export async function countFile(tx: Tx, workspaceId: string, { id, taken, known }: { id: string; taken: number; known: number }): Promise<void> {
  await tx.run("update evenhand.stand_file set taken = $3, known = $4 where workspace_id = $1 and id = $2", [workspaceId, id, taken, known]);
}

/** The statements of a file that still count. */
export async function entriesOfFile(tx: Tx, workspaceId: string, file: string): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    "select id from evenhand.stand_entry where workspace_id = $1 and file_id = $2 and lead is not null order by line",
    [workspaceId, file],
  );
  return rows.map(({ id }) => id);
}

export async function markUndone(tx: Tx, workspaceId: string, { file, at }: { file: string; at: string }): Promise<void> {
  await tx.run("update evenhand.stand_file set undone_at = $3 where workspace_id = $1 and id = $2", [workspaceId, file, at]);
}
