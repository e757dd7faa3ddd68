// Ways of the firm's own and adoptions, as they stand in the tables.
import type { Tx } from "#db/database.ts";
import type { FirmPart, PartField } from "#facts/actions.ts";
import type { Adoption, OwnPractice, WatchedPractice } from "#facts/practices.ts";
import type { Day } from "#kit/day.ts";

export interface OwnPracticeText {
  readonly name: string;
  readonly what: string;
  readonly helps: string;
  readonly helpsNot: string;
  readonly start: string;
  readonly alive: string;
}

const ownColumns = `id, name, what, helps, helps_not as "helpsNot", start_with as start, alive, withdrawn_at as "withdrawnAt"`;

export async function ownPractices(tx: Tx, workspaceId: string): Promise<OwnPractice[]> {
  return tx.rows<OwnPractice>(`select ${ownColumns} from evenhand.practice where workspace_id = $1 order by lower(name), id`, [workspaceId]);
}

export async function ownToChange(tx: Tx, workspaceId: string, id: string): Promise<OwnPractice | null> {
  return tx.maybe<OwnPractice>(`select ${ownColumns} from evenhand.practice where workspace_id = $1 and id = $2 for update`, [workspaceId, id]);
}

const textsOf = ({ name, what, helps, helpsNot, start, alive }: OwnPracticeText) => [name, what, helps, helpsNot, start, alive];

export async function insertOwn(tx: Tx, workspaceId: string, { id, by, ...text }: OwnPracticeText & { id: string; by: string }): Promise<void> {
  await tx.run(
    `insert into evenhand.practice (workspace_id, id, created_by, name, what, helps, helps_not, start_with, alive)
     values ($1, $2, $3, $4, $5, nullif($6, ''), nullif($7, ''), nullif($8, ''), nullif($9, ''))`,
    [workspaceId, id, by, ...textsOf(text)],
  );
}

export async function updateOwn(tx: Tx, workspaceId: string, { id, ...text }: OwnPracticeText & { id: string }): Promise<void> {
  await tx.run(
    `update evenhand.practice set name = $3, what = $4, helps = nullif($5, ''), helps_not = nullif($6, ''), start_with = nullif($7, ''), alive = nullif($8, ''),
            revision = revision + 1 where workspace_id = $1 and id = $2`,
    [workspaceId, id, ...textsOf(text)],
  );
}

export async function setOwnWithdrawn(tx: Tx, workspaceId: string, { id, isWithdrawn }: { id: string; isWithdrawn: boolean }): Promise<void> {
  await tx.run("update evenhand.practice set withdrawn_at = case when $3 then now() end where workspace_id = $1 and id = $2", [workspaceId, id, isWithdrawn]);
}

interface AdoptionRow extends Omit<Adoption, "within"> {
  readonly by: PartField | null;
  readonly value: string | null;
}

const adoptionColumns = `a.id, a.practice, a.within_by as by, a.within_value as value,
  coalesce((select s.name from evenhand.seller s where s.workspace_id = a.workspace_id and a.within_by = 'owner' and s.id = a.within_value), a.within_value) as "partName", a.begun_on::text as "begunOn", a.ended_on::text as "endedOn", a.owner_id as "ownerId",
  m.name as "ownerName", a.monthly_cost::float8 as "monthlyCost", a.note, a.withdrawn_at as "withdrawnAt"`;
const adoptionFrom = "evenhand.practice_adoption a join evenhand.member m on m.workspace_id = a.workspace_id and m.id = a.owner_id";

const adoptionOf = ({ by, value, ...rest }: AdoptionRow): Adoption => ({ ...rest, within: by === null ? null : { by, value: value! } });

/** The earliest first; those that were entered in error are left out. */
export async function adoptions(tx: Tx, workspaceId: string): Promise<Adoption[]> {
  const rows = await tx.rows<AdoptionRow>(
    `select ${adoptionColumns} from ${adoptionFrom} where a.workspace_id = $1 and a.withdrawn_at is null order by a.begun_on, a.created_at, a.id`,
    [workspaceId],
  );
  return rows.map(adoptionOf);
}

export async function adoptionToChange(tx: Tx, workspaceId: string, id: string): Promise<Adoption | null> {
  const row = await tx.maybe<AdoptionRow>(`select ${adoptionColumns} from ${adoptionFrom} where a.workspace_id = $1 and a.id = $2 for update of a`, [
    workspaceId,
    id,
  ]);
  return row === null ? null : adoptionOf(row);
}

export interface AdoptionDetail {
  readonly within: FirmPart | null;
  readonly begunOn: Day;
  readonly endedOn: Day | null;
  readonly ownerId: string;
  readonly monthlyCost: number | null;
  readonly note: string;
}

const valuesOf = ({ within, begunOn, endedOn, ownerId, monthlyCost, note }: AdoptionDetail) => [
  within?.by ?? null,
  within?.value ?? null,
  begunOn,
  endedOn,
  ownerId,
  monthlyCost,
  note,
];

export async function insertAdoption(
  tx: Tx,
  workspaceId: string,
  { id, by, practice, ...detail }: AdoptionDetail & { id: string; by: string; practice: string },
) {
  await tx.run(
    `insert into evenhand.practice_adoption (workspace_id, id, created_by, practice, within_by, within_value, begun_on, ended_on, owner_id, monthly_cost, note)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, nullif($11, ''))`,
    [workspaceId, id, by, practice, ...valuesOf(detail)],
  );
}

export async function updateAdoption(tx: Tx, workspaceId: string, { id, ...detail }: AdoptionDetail & { id: string }): Promise<void> {
  await tx.run(
    `update evenhand.practice_adoption set within_by = $3, within_value = $4, begun_on = $5, ended_on = $6, owner_id = $7, monthly_cost = $8, note = nullif($9, '')
      where workspace_id = $1 and id = $2`,
    [workspaceId, id, ...valuesOf(detail)],
  );
}

export async function setAdoptionWithdrawn(tx: Tx, workspaceId: string, { id, isWithdrawn }: { id: string; isWithdrawn: boolean }): Promise<void> {
  await tx.run("update evenhand.practice_adoption set withdrawn_at = case when $3 then now() end where workspace_id = $1 and id = $2", [
    workspaceId,
    id,
    isWithdrawn,
  ]);
}

export async function watchedPractices(tx: Tx, workspaceId: string): Promise<WatchedPractice[]> {
  return tx.rows<WatchedPractice>(`select practice, asleep_on::text as "asleepOn" from evenhand.practice_watch where workspace_id = $1 order by practice`, [
    workspaceId,
  ]);
}

/** What is done at a moment, by the company's own day: since when at the earliest, and by whom. */
export async function practicesGoing(tx: Tx, workspaceId: string, at: string): Promise<{ practice: string; begunOn: Day; owners: string[]; today: Day }[]> {
  return tx.rows(
    `select a.practice, min(a.begun_on)::text as "begunOn", array_agg(distinct a.owner_id::text) as owners, d.today::text as today
       from evenhand.practice_adoption a
       join (select (($2::timestamptz) at time zone time_zone)::date as today from evenhand.workspace where workspace_id = $1) d on true
      where a.workspace_id = $1 and a.withdrawn_at is null and a.begun_on <= d.today and (a.ended_on is null or a.ended_on > d.today)
      group by a.practice, d.today order by a.practice`,
    [workspaceId, at],
  );
}

export async function noteWatched(tx: Tx, workspaceId: string, { practice, asleepOn }: WatchedPractice): Promise<void> {
  await tx.run(
    `insert into evenhand.practice_watch (workspace_id, practice, asleep_on) values ($1, $2, $3)
     on conflict (workspace_id, practice) do update set asleep_on = excluded.asleep_on`,
    [workspaceId, practice, asleepOn],
  );
}

export async function forgetWatched(tx: Tx, workspaceId: string, practices: readonly string[]): Promise<void> {
  await tx.run("delete from evenhand.practice_watch where workspace_id = $1 and practice = any($2)", [workspaceId, practices]);
}
