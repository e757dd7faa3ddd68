// Deals drawn for review and the verdicts on them, as they stand in the tables.
import type { ReviewRow, Side, VerdictRow } from "#features/journeys/contract.ts";
import type { Tx } from "#db/database.ts";

const columns = `r.id, r.seed, m.name as "drawnBy", r.drawn_at as "drawnAt", r.withdrawn_at is not null as "isWithdrawn"`;
const joined = `evenhand.deal_review r left join evenhand.member m on m.workspace_id = r.workspace_id and m.id = r.drawn_by`;

/** The sample under way; null where there is none. */
export async function reviewUnderWay(tx: Tx, workspaceId: string): Promise<ReviewRow | null> {
  return tx.maybe<ReviewRow>(`select ${columns} from ${joined} where r.workspace_id = $1 and r.withdrawn_at is null`, [workspaceId]);
}

/** One sample, also one put aside, held until the transaction ends. */
export async function reviewToChange(tx: Tx, workspaceId: string, id: string): Promise<ReviewRow | null> {
  return tx.maybe<ReviewRow>(`select ${columns} from ${joined} where r.workspace_id = $1 and r.id = $2 for update of r`, [workspaceId, id]);
}

export async function casesOf(tx: Tx, workspaceId: string, reviewId: string): Promise<string[]> {
  const rows = await tx.rows<{ deal: string }>(`select deal from evenhand.deal_review_case where workspace_id = $1 and review_id = $2 order by place`, [
    workspaceId,
    reviewId,
  ]);
  return rows.map(({ deal }) => deal);
}

/** False where another sample is under way. */
export async function insertReview(
  tx: Tx,
  workspaceId: string,
  { id, seed, by, deals }: { id: string; seed: number; by: string; deals: readonly string[] },
): Promise<boolean> {
  const made = await tx.run(
    `insert into evenhand.deal_review (workspace_id, id, seed, drawn_by) values ($1, $2, $3, $4) on conflict (workspace_id) where withdrawn_at is null do nothing`,
    [workspaceId, id, seed, by],
  );
  if (made === 0) return false;
  await tx.run(
    `insert into evenhand.deal_review_case (workspace_id, review_id, deal, place) select $1, $2, d.deal, d.place from unnest($3::text[]) with ordinality as d (deal, place)`,
    [workspaceId, id, deals],
  );
  return true;
}

export async function setWithdrawn(tx: Tx, workspaceId: string, { id, by }: { id: string; by: string | null }): Promise<void> {
  await tx.run(
    `update evenhand.deal_review set withdrawn_by = $3, withdrawn_at = case when $3::uuid is null then null else now() end where workspace_id = $1 and id = $2`,
    [workspaceId, id, by],
  );
}

export async function verdictsOf(tx: Tx, workspaceId: string, reviewId: string): Promise<VerdictRow[]> {
  return tx.rows<VerdictRow>(
    `select v.deal, v.side, v.channel, v.note, m.name as by, v.given_at as at
     from evenhand.deal_verdict v left join evenhand.member m on m.workspace_id = v.workspace_id and m.id = v.member_id
     where v.workspace_id = $1 and v.review_id = $2 order by v.deal, v.side`,
    [workspaceId, reviewId],
  );
}

/** The sides that have judged a deal of a sample under way, held until the transaction ends; null where it is no deal of one. */
export async function sidesThatJudged(tx: Tx, workspaceId: string, { id, deal }: { id: string; deal: string }): Promise<Side[] | null> {
  const held = await tx.maybe(
    `select 1 from evenhand.deal_review_case c join evenhand.deal_review r on r.workspace_id = c.workspace_id and r.id = c.review_id
     where c.workspace_id = $1 and c.review_id = $2 and c.deal = $3 and r.withdrawn_at is null for update of c`,
    [workspaceId, id, deal],
  );
  if (!held) return null;
  const rows = await tx.rows<{ side: Side }>(`select side from evenhand.deal_verdict where workspace_id = $1 and review_id = $2 and deal = $3`, [
    workspaceId,
    id,
    deal,
  ]);
  return rows.map(({ side }) => side);
}

interface Verdict {
  readonly id: string;
  readonly deal: string;
  readonly side: Side;
  readonly channel: string | null;
  readonly note: string | null;
  readonly by: string;
}

export async function putVerdict(tx: Tx, workspaceId: string, { id, deal, side, channel, note, by }: Verdict): Promise<void> {
  await tx.run(
    `insert into evenhand.deal_verdict (workspace_id, review_id, deal, side, channel, note, member_id) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (workspace_id, review_id, deal, side) do update set channel = excluded.channel, note = excluded.note, member_id = excluded.member_id, given_at = now()`,
    [workspaceId, id, deal, side, channel, note, by],
  );
}

export async function deleteVerdict(tx: Tx, workspaceId: string, { id, deal, side }: Pick<Verdict, "id" | "deal" | "side">): Promise<void> {
  await tx.run(`delete from evenhand.deal_verdict where workspace_id = $1 and review_id = $2 and deal = $3 and side = $4`, [workspaceId, id, deal, side]);
}
