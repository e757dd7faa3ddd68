// Promises between the firm and agencies, their signatures, and what passed between the two, as they stand in the tables.
import type { Tx } from "#db/database.ts";
import type { AgencyDealing, AgencyParty, AgencyPromiseKey, AgencyTerms } from "#facts/agency-promises.ts";
import { type ShareKind, shareKinds } from "#facts/rights.ts";
import type { Day } from "#kit/day.ts";

export interface AgencyMember {
  readonly id: string;
  readonly name: string;
  readonly isHere: boolean;
}

/** Agencies on a day by name, those that have left last; or the one of this id. */
export async function agenciesOn(tx: Tx, workspaceId: string, { day, id }: { day: Day; id: string | null }): Promise<AgencyMember[]> {
  return tx.rows(
    `select id, name, (served_from is null or served_from <= $2) and (served_until is null or served_until > $2) as "isHere"
       from evenhand.member where workspace_id = $1 and role = 'agency' and ($3::uuid is null or id = $3) order by 3 desc, lower(name), id`,
    [workspaceId, day, id],
  );
}

export interface VersionRow {
  readonly agencyId: string;
  readonly key: AgencyPromiseKey;
  readonly version: number;
  readonly terms: AgencyTerms;
  readonly note: string | null;
  readonly holdsFrom: Day | null;
  readonly proposedBy: string;
  readonly proposerName: string | null;
  readonly proposedAt: string;
  readonly withdrawnAt: string | null;
  readonly signatures: readonly { readonly party: AgencyParty; readonly memberName: string; readonly signedAt: string }[];
  /** The day of the second signature, by the firm's own clock; null: one is missing. */
  readonly signedOn: Day | null;
}

/** All versions with one agency, or with all, the newest first within a promise. */
export async function versionRows(tx: Tx, workspaceId: string, agencyId: string | null): Promise<VersionRow[]> {
  const rows = await tx.rows<Omit<VersionRow, "signatures" | "signedOn" | "terms"> & AgencyTerms>(
    `select v.agency_id as "agencyId", v.promise as key, v.version, v.level, v.at_least as "atLeast", v.note, v.holds_from as "holdsFrom",
            v.proposed_by as "proposedBy", p.name as "proposerName", v.proposed_at as "proposedAt", v.withdrawn_at as "withdrawnAt"
       from evenhand.agency_promise v left join evenhand.member p on p.workspace_id = v.workspace_id and p.id = v.proposed_by
      where v.workspace_id = $1 and ($2::uuid is null or v.agency_id = $2) order by v.promise, v.version desc`,
    [workspaceId, agencyId],
  );
  const signatures = await tx.rows<{ agencyId: string; key: string; version: number; party: AgencyParty; memberName: string; signedAt: string; signedOn: Day }>(
    `select s.agency_id as "agencyId", s.promise as key, s.version, s.party, coalesce(m.name, '') as "memberName", s.signed_at as "signedAt",
            (s.signed_at at time zone w.time_zone)::date as "signedOn"
       from evenhand.agency_promise_signature s join evenhand.workspace w on w.workspace_id = s.workspace_id
       left join evenhand.member m on m.workspace_id = s.workspace_id and m.id = s.member_id
      where s.workspace_id = $1 and ($2::uuid is null or s.agency_id = $2) order by s.signed_at`,
    [workspaceId, agencyId],
  );
  return rows.map(({ level, atLeast, ...row }) => {
    const own = signatures.filter((one) => one.agencyId === row.agencyId && one.key === row.key && one.version === row.version);
    return Object.assign(row, {
      terms: { level, atLeast },
      signatures: own.map(({ party, memberName, signedAt }) => ({ party, memberName, signedAt })),
      signedOn: own.length < 2 ? null : own.map(({ signedOn }) => signedOn).reduce((a, b) => (a > b ? a : b)),
    });
  });
}

export interface NewVersion {
  readonly agencyId: string;
  readonly key: AgencyPromiseKey;
  readonly version: number;
  readonly terms: AgencyTerms;
  readonly note: string;
  readonly holdsFrom: Day | null;
  readonly by: string;
}

export async function insertVersion(tx: Tx, workspaceId: string, { agencyId, key, version, terms, note, holdsFrom, by }: NewVersion): Promise<void> {
  await tx.run(
    `insert into evenhand.agency_promise (workspace_id, agency_id, promise, version, level, at_least, note, holds_from, proposed_by)
     values ($1, $2, $3, $4, $5, $6, nullif($7, ''), $8, $9)`,
    [workspaceId, agencyId, key, version, terms.level, terms.atLeast, note, holdsFrom, by],
  );
}

interface OfVersion {
  readonly agencyId: string;
  readonly key: AgencyPromiseKey;
  readonly version: number;
}

/** `at` only where it was signed earlier than it is written down. */
export async function insertSignature(tx: Tx, workspaceId: string, sign: OfVersion & { party: AgencyParty; memberId: string; at?: string }): Promise<void> {
  await tx.run(
    `insert into evenhand.agency_promise_signature (workspace_id, agency_id, promise, version, party, member_id, signed_at)
     values ($1, $2, $3, $4, $5, $6, coalesce($7::timestamptz, now()))`,
    [workspaceId, sign.agencyId, sign.key, sign.version, sign.party, sign.memberId, sign.at ?? null],
  );
}

export async function setVersionWithdrawn(tx: Tx, workspaceId: string, { agencyId, key, version }: OfVersion): Promise<void> {
  await tx.run("update evenhand.agency_promise set withdrawn_at = now() where workspace_id = $1 and agency_id = $2 and promise = $3 and version = $4", [
    workspaceId,
    agencyId,
    key,
    version,
  ]);
}

export interface DealingRow extends AgencyDealing {
  readonly agencyId: string;
  readonly about: string;
  readonly enteredBy: string | null;
  readonly answeredBy: string | null;
}

export async function dealingRows(tx: Tx, workspaceId: string, agencyId: string | null): Promise<DealingRow[]> {
  return tx.rows(
    `select d.id, d.agency_id as "agencyId", d.kind, d.about, d.asked_on as "askedOn", d.for_on as "forOn", d.answered_on as "answeredOn",
            e.name as "enteredBy", a.name as "answeredBy" from evenhand.agency_dealing d
       left join evenhand.member e on e.workspace_id = d.workspace_id and e.id = d.entered_by
       left join evenhand.member a on a.workspace_id = d.workspace_id and a.id = d.answered_by
      where d.workspace_id = $1 and d.withdrawn_at is null and ($2::uuid is null or d.agency_id = $2) order by d.asked_on desc, d.entered_at desc, d.id`,
    [workspaceId, agencyId],
  );
}

export interface NewDealing extends AgencyDealing {
  readonly agencyId: string;
  readonly about: string;
  readonly by: string;
}

export async function insertDealing(tx: Tx, workspaceId: string, { id, agencyId, kind, about, askedOn, forOn, answeredOn, by }: NewDealing): Promise<void> {
  await tx.run(
    `insert into evenhand.agency_dealing (workspace_id, id, agency_id, kind, about, asked_on, for_on, answered_on, entered_by, answered_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, case when $8::date is not null then $9::uuid end)`,
    [workspaceId, id, agencyId, kind, about, askedOn, forOn, answeredOn, by],
  );
}

export async function dealingToChange(tx: Tx, workspaceId: string, id: string) {
  return tx.maybe<{ agencyId: string; kind: AgencyDealing["kind"]; about: string; askedOn: Day; answeredOn: Day | null; isWithdrawn: boolean }>(
    `select agency_id as "agencyId", kind, about, asked_on as "askedOn", answered_on as "answeredOn", withdrawn_at is not null as "isWithdrawn"
       from evenhand.agency_dealing where workspace_id = $1 and id = $2 for update`,
    [workspaceId, id],
  );
}

export async function setAnswered(tx: Tx, workspaceId: string, { id, answeredOn, by }: { id: string; answeredOn: Day | null; by: string }): Promise<void> {
  await tx.run(
    "update evenhand.agency_dealing set answered_on = $3, answered_by = case when $3::date is not null then $4::uuid end where workspace_id = $1 and id = $2",
    [workspaceId, id, answeredOn, by],
  );
}

export async function setDealingWithdrawn(tx: Tx, workspaceId: string, { id, isWithdrawn }: { id: string; isWithdrawn: boolean }): Promise<void> {
  await tx.run("update evenhand.agency_dealing set withdrawn_at = case when $3 then now() end where workspace_id = $1 and id = $2", [
    workspaceId,
    id,
    isWithdrawn,
  ]);
}

export interface SharedWith {
  readonly memberId: string;
  readonly kind: ShareKind;
  readonly id: string;
}

/** The campaigns and channels shown to one agency, or to each, in the order in which its own page has them. */
export async function sharedWith(tx: Tx, workspaceId: string, agencyId: string | null): Promise<SharedWith[]> {
  return tx.rows(
    `select member_id as "memberId", kind, subject_id as id from evenhand.share
      where workspace_id = $1 and kind = any($3) and ($2::uuid is null or member_id = $2) order by shared_at desc, id`,
    [workspaceId, agencyId, [...shareKinds]],
  );
}
