// What an agency finds: things that are shared with it, by the words that it is shown of them and by no others.
import type { Tx } from "#db/database.ts";
import { type FindKind, agencyKinds } from "#facts/finds.ts";
import { indexed } from "#kit/find-words.ts";
import { type FindQuestion, type Found, type FoundText, type Term, listsOf, marker, mostLookedAt, termsOf } from "#ledger/find.ts";
import { stemsOf } from "#ledger/find-stems.ts";

/** Names members by '<@id>': an id is no word. */
const plainSaid = "regexp_replace(t.said, '<@[0-9a-f-]+>', '@', 'g')";

/** What is shared with an agency: ids of campaigns (themselves or by their channel), channels as they are called, ids of projects that are still there. */
interface Shared {
  readonly campaigns: readonly string[];
  readonly channels: readonly string[];
  readonly projects: readonly string[];
}

async function sharedWith(tx: Tx, workspaceId: string, agency: string): Promise<Shared> {
  return tx.one<Shared>(
    `with shared as (select kind, subject_id from evenhand.share where workspace_id = $1 and member_id = $2)
     select coalesce((select array_agg(c.id) from evenhand.campaign c where c.workspace_id = $1 and (
         c.id in (select subject_id from shared where kind = 'campaign') or c.channel in (select subject_id from shared where kind = 'channel'))), '{}') as campaigns,
       coalesce((select array_agg(subject_id) from shared where kind = 'channel'), '{}') as channels,
       coalesce((select array_agg(p.id::text) from evenhand.project_share s join evenhand.project p on p.workspace_id = $1 and p.id = s.project_id and p.removed_at is null
         where s.workspace_id = $1 and s.member_id = $2), '{}') as projects`,
    [workspaceId, agency],
  );
}

/**
 * Of each kind: what is shared ($2 campaigns, $3 channels, $4 projects) with what an agency is shown of it. Leads stand by their number and channel: their names, firms and people are not shown,
 * so they are not looked through either. Of a project neither notes nor money; of a thread what is not kept inside.
 */
const shown: Readonly<Record<(typeof agencyKinds)[number], string>> = {
  campaign: `select f.no, c.id, coalesce(nullif(c.name, ''), c.id) as title, concat_ws(E'\\n', c.id, c.channel) as body, null::text as who, c.starts_on::timestamptz as at, null::text as place
    from evenhand.campaign c join evenhand.find_text f on f.workspace_id = $1 and f.kind = 'campaign' and f.id = c.id where c.workspace_id = $1 and c.id = any($2::text[])`,
  lead: `select f.no, l.id, l.id as title, concat_ws(E'\\n', c.name, l.channel) as body, null::text as who, l.created_at as at, c.id as place
    from (select id, channel, created_at, case when campaign = any($2::text[]) then campaign end as campaign from evenhand.lead
           where workspace_id = $1 and (campaign = any($2::text[]) or channel = any($3::text[])) offset 0) l
    join evenhand.find_text f on f.workspace_id = $1 and f.kind = 'lead' and f.id = l.id
    left join evenhand.campaign c on c.workspace_id = $1 and c.id = l.campaign`,
  project: `select f.no, p.id::text as id, p.name as title, concat_ws(E'\\n', p.place, k.said) as body, null::text as who, p.starts_on::timestamptz as at, null::text as place
    from evenhand.project p join evenhand.find_text f on f.workspace_id = $1 and f.kind = 'project' and f.id = p.id::text
    left join lateral (select string_agg(x.title, E'\\n' order by x.id) as said from evenhand.project_task x where x.workspace_id = $1 and x.project_id = p.id and x.removed_at is null) k on true
    where p.workspace_id = $1 and p.id = any($4::uuid[])`,
  thread: `select f.no, t.id::text as id, left(split_part(${plainSaid}, E'\\n', 1), 120) as title, ${plainSaid} as body, m.name as who, t.at, t.subject_kind || ':' || t.subject_id as place
    from evenhand.thread_message t join evenhand.find_text f on f.workspace_id = $1 and f.kind = 'thread' and f.id = t.id::text
    left join evenhand.member m on m.workspace_id = $1 and m.id = t.member_id
    where t.workspace_id = $1 and t.removed_at is null and not t.is_inside
      and ((t.subject_kind = 'campaign' and t.subject_id = any($2::text[])) or (t.subject_kind = 'project' and t.subject_id = any($4::text[])))`,
};

type Row = FoundText & { readonly no: number };

/**
 * Each word is looked up once, and of what holds it only what is shared is kept; what is left is read by the words that the agency is shown. So a word that is hidden from it finds nothing,
 * whatever search knows of the thing.
 */
export async function findShared(tx: Tx, question: FindQuestion & { readonly agency: string }): Promise<Found> {
  const { workspaceId, kinds, wanted, agency, limit, offset } = question;
  const terms = await termsOf(tx, question.typed);
  const mark = marker(tx, terms);
  const { campaigns, channels, projects } = await sharedWith(tx, workspaceId, agency);
  const hasAny = {
    campaign: campaigns.length > 0,
    lead: campaigns.length + channels.length > 0,
    project: projects.length > 0,
    thread: campaigns.length + projects.length > 0,
  };
  const looked = agencyKinds.filter((kind) => kinds.includes(kind) && hasAny[kind]);
  if (terms.length === 0 || looked.length === 0) return { texts: [], counts: new Map(), isMore: false, mark };
  const params: unknown[] = [workspaceId, campaigns, channels, projects, mostLookedAt];
  const place = (value: unknown) => `$${params.push(value)}`;
  const lists = listsOf(terms, place, "where no in (select m.no from mine m)");
  const holds = terms.map((_term, n) => `exists (select 1 from t${n} where t${n}.no = m.no)`).join(" and ");
  const rows = await tx.rows<Row & { kind: FindKind }>(
    // What no part names would have no type.
    `with given as (select $2::text[], $3::text[], $4::uuid[]), mine as materialized (${looked.map((kind) => `select '${kind}' as kind, x.* from (${shown[kind]}) x`).join(" union all ")}), ${lists.join(", ")}
     select m.* from mine m where ${holds} order by m.at desc nulls last, m.no desc limit $5 + 1`,
    params,
  );
  const seen = await heldBy(tx, terms, rows);
  const counts = new Map<FindKind, number>();
  for (const { row } of seen) counts.set(row.kind, (counts.get(row.kind) ?? 0) + 1);
  const isWanted = (kind: FindKind) => wanted.length === 0 || wanted.includes(kind);
  const texts = seen
    .filter(({ row }) => isWanted(row.kind))
    .toSorted((a, b) => Number(b.inTitle) - Number(a.inTitle))
    .slice(offset, offset + limit)
    .map(({ row: { no: _no, ...text } }) => text);
  return { texts, counts, isMore: rows.length > mostLookedAt, mark };
}

/** Those whose shown words hold every term, and whether their titles do. */
async function heldBy<T extends Row>(tx: Tx, terms: readonly Term[], rows: readonly T[]): Promise<{ row: T; inTitle: boolean }[]> {
  const words = rows.map(({ title, body, who }) => ({ title: indexed(title), all: indexed(`${title}\n${body}\n${who ?? ""}`) }));
  const stem = await stemsOf(tx, new Set(words.flatMap(({ all }) => [...all])));
  const holds = (own: ReadonlySet<string>) =>
    terms.every((term) => {
      if (own.has(term.word)) return true;
      for (const word of own) if ((term.stem !== null && stem(word) === term.stem) || (term.isBeginning && word.startsWith(term.word))) return true;
      return false;
    });
  return rows.flatMap((row, n) => (holds(words[n]!.all) ? [{ row, inTitle: holds(words[n]!.title) }] : []));
}
