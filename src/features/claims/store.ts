// Claims and their verdicts as they stand in the tables.
import type { Tx } from "#db/database.ts";
import type { ClaimOnFile, VerdictOnFile } from "#facts/claims.ts";

const columns = `c.id, c.standard, c.said, c.subject, c.period_from as "from", c.period_until as until, c.filed_by as "filedById", m.name as "filedByName",
  c.is_unnamed as "isUnnamed", c.filed_at as "filedAt", c.withdrawn_at as "withdrawnAt"`;
const joined = "evenhand.claim c left join evenhand.member m on m.workspace_id = c.workspace_id and m.id = c.filed_by";

/** The latest first. */
export async function claimRows(tx: Tx, workspaceId: string): Promise<ClaimOnFile[]> {
  return tx.rows<ClaimOnFile>(`select ${columns} from ${joined} where c.workspace_id = $1 order by c.filed_at desc, c.id`, [workspaceId]);
}

/** The claim, held until the transaction ends. */
export async function claimToChange(tx: Tx, workspaceId: string, id: string): Promise<ClaimOnFile | null> {
  return tx.maybe<ClaimOnFile>(`select ${columns} from ${joined} where c.workspace_id = $1 and c.id = $2 for update of c`, [workspaceId, id]);
}

export interface NewClaim {
  readonly id: string;
  readonly standard: string;
  readonly said: string;
  readonly subject: string | null;
  readonly from: string | null;
  readonly until: string | null;
  readonly by: string;
  readonly isUnnamed: boolean;
}

export async function insertClaim(tx: Tx, workspaceId: string, claim: NewClaim): Promise<void> {
  await tx.run(
    `insert into evenhand.claim (workspace_id, id, standard, said, subject, period_from, period_until, filed_by, is_unnamed)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [workspaceId, claim.id, claim.standard, claim.said, claim.subject, claim.from, claim.until, claim.by, claim.isUnnamed],
  );
}

/** Whether the same question is on file already. */
export async function hasSameClaim(tx: Tx, workspaceId: string, claim: Pick<NewClaim, "id" | "standard" | "subject" | "from" | "until">): Promise<boolean> {
  // One at a time for each question, so that two who file it at once do not both succeed.
  await tx.run("select pg_advisory_xact_lock(hashtextextended($1 || ' claim ' || $2, 0))", [workspaceId, claim.standard]);
  const row = await tx.one<{ has: boolean }>(
    `select exists (select 1 from evenhand.claim where workspace_id = $1 and standard = $2 and subject is not distinct from $3
       and period_from is not distinct from $4::date and period_until is not distinct from $5::date and withdrawn_at is null and id <> $6) as has`,
    [workspaceId, claim.standard, claim.subject, claim.from, claim.until, claim.id],
  );
  return row.has;
}

export async function setWithdrawn(tx: Tx, workspaceId: string, { id, isWithdrawn }: { id: string; isWithdrawn: boolean }): Promise<void> {
  await tx.run("update evenhand.claim set withdrawn_at = case when $3 then now() end where workspace_id = $1 and id = $2", [workspaceId, id, isWithdrawn]);
}

/** The last verdict of each claim. */
export async function lastVerdicts(tx: Tx, workspaceId: string): Promise<VerdictOnFile[]> {
  return tx.rows<VerdictOnFile>(
    `select distinct on (claim_id) claim_id as "claimId", as_of as "asOf", verdict, reason, effect, low, high, sample
       from evenhand.claim_verdict where workspace_id = $1 order by claim_id, given_at desc, facts_version desc, as_of desc`,
    [workspaceId],
  );
}

/** Verdicts are written down by one at a time. */
export async function holdVerdicts(tx: Tx, workspaceId: string): Promise<void> {
  await tx.run("select pg_advisory_xact_lock(hashtextextended($1 || ' verdicts', 0))", [workspaceId]);
}

/** Adds verdicts. For the same facts and day the last one stands: other claims that came on file may have changed it. */
export async function addVerdicts(
  tx: Tx,
  workspaceId: string,
  given: { readonly factsVersion: number; readonly verdicts: readonly VerdictOnFile[] },
): Promise<void> {
  for (const row of given.verdicts) {
    await tx.run(
      `insert into evenhand.claim_verdict (workspace_id, claim_id, facts_version, as_of, verdict, reason, effect, low, high, sample, given_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, clock_timestamp())
       on conflict (workspace_id, claim_id, facts_version, as_of) do update set verdict = excluded.verdict, reason = excluded.reason,
         effect = excluded.effect, low = excluded.low, high = excluded.high, sample = excluded.sample, given_at = excluded.given_at`,
      [workspaceId, row.claimId, given.factsVersion, row.asOf, row.verdict, row.reason, row.effect, row.low, row.high, row.sample],
    );
  }
}

/** Every verdict of a claim, the latest first. */
export async function verdictHistory(tx: Tx, workspaceId: string, claimId: string): Promise<(VerdictOnFile & { readonly givenAt: string })[]> {
  return tx.rows(
    `select claim_id as "claimId", given_at as "givenAt", as_of as "asOf", verdict, reason, effect, low, high, sample
       from evenhand.claim_verdict where workspace_id = $1 and claim_id = $2 order by given_at desc, facts_version desc, as_of desc limit 200`,
    [workspaceId, claimId],
  );
}

export async function claimTurns(tx: Tx, workspaceId: string): Promise<{ id: string; day: string; name: string }[]> {
  return tx.rows(`select id::text as id, day, name from evenhand.turning_point where workspace_id = $1 and removed_at is null order by day, id`, [workspaceId]);
}

/** A company whose claims are weighed by the clock, as it stands now. */
export interface WorkspaceToWeigh {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly language: "en" | "ru";
  readonly fiscalStartMonth: number;
  readonly isDemo: boolean;
  readonly factsVersion: number;
  /** Another one when the claims on file are others, or what they are judged by besides facts: promises, the working calendar, turning points. */
  readonly judgedBy: string;
}

const judgedBy = `md5(concat_ws('|',
  (select string_agg(concat(id, withdrawn_at), ',' order by id) from evenhand.claim where workspace_id = $1),
  (select string_agg(concat(promise, version, role), ',' order by promise, version, role) from evenhand.promise_signature where workspace_id = $1),
  (select string_agg(concat(id, day, removed_at), ',' order by id) from evenhand.turning_point where workspace_id = $1),
  (select concat(days::text, from_minute, '-', until_minute, country) from evenhand.working_calendar where workspace_id = $1),
  (select string_agg(concat(day, is_working), ',' order by day) from evenhand.special_day where workspace_id = $1)))`;

/** Null where no claim stands. */
export async function workspaceToWeigh(tx: Tx, workspaceId: string): Promise<WorkspaceToWeigh | null> {
  return tx.maybe<WorkspaceToWeigh>(
    `select workspace_id as id, slug, name, currency, time_zone as "timeZone", language, fiscal_start_month as "fiscalStartMonth", is_demo as "isDemo",
            facts_version as "factsVersion", ${judgedBy} as "judgedBy"
       from evenhand.workspace where workspace_id = $1 and exists (select 1 from evenhand.claim where workspace_id = $1 and withdrawn_at is null)`,
    [workspaceId],
  );
}
