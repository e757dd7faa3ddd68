// Versions that both heads sign, and the signatures under them: definitions, owners of drivers and promises are kept the same way.
import type { Tx } from "#db/database.ts";
import type { Asker } from "#facts/department.ts";
import { type HeadRole, type Versioned, headRole } from "#facts/signatures.ts";
import { audit } from "#ledger/audit.ts";
import { raiseFactsVersion } from "#ledger/version.ts";

export interface Signature {
  readonly role: HeadRole;
  readonly memberId: string;
  readonly memberName: string;
  readonly signedAt: string;
}

export interface SignedVersion extends Versioned {
  readonly proposerName: string | null;
  readonly proposedAt: string | null;
  readonly signatures: readonly Signature[];
}

const proposedColumns = `v.version, v.proposed_by as "proposedBy", p.name as "proposerName", v.proposed_at as "proposedAt", v.withdrawn_at as "withdrawnAt"`;

export interface KindOfVersion {
  readonly table: "definition_version" | "driver_owner" | "promise_version";
  readonly signatures: "definition_signature" | "driver_owner_signature" | "promise_signature";
  /** Column that names what the version is of. */
  readonly key: "key" | "driver" | "promise";
  /** What the audit log calls it. */
  readonly subject: "definition" | "driver-owner" | "promise";
}

export const ofDefinition: KindOfVersion = { table: "definition_version", signatures: "definition_signature", key: "key", subject: "definition" };
export const ofOwner: KindOfVersion = { table: "driver_owner", signatures: "driver_owner_signature", key: "driver", subject: "driver-owner" };
export const ofPromise: KindOfVersion = { table: "promise_version", signatures: "promise_signature", key: "promise", subject: "promise" };

/** All versions of one kind with the given further columns and their signatures, the newest first within a key. */
export async function withSignatures<R extends { version: number }>(tx: Tx, ask: { workspaceId: string; kind: KindOfVersion; columns: string }): Promise<R[]> {
  const { workspaceId, kind, columns } = ask;
  const rows = await tx.rows<R & Record<string, unknown>>(
    `select v.${kind.key}, ${proposedColumns}, ${columns} from evenhand.${kind.table} v
       left join evenhand.member p on p.workspace_id = v.workspace_id and p.id = v.proposed_by
      where v.workspace_id = $1 order by v.${kind.key}, v.version desc`,
    [workspaceId],
    { isOften: true },
  );
  const signatures = await tx.rows<Signature & { version: number; of: string }>(
    `select s.${kind.key} as "of", s.version, s.role, s.member_id as "memberId", coalesce(m.name, '') as "memberName", s.signed_at as "signedAt"
       from evenhand.${kind.signatures} s left join evenhand.member m on m.workspace_id = s.workspace_id and m.id = s.member_id
      where s.workspace_id = $1 order by s.signed_at`,
    [workspaceId],
    { isOften: true },
  );
  return rows.map((row) =>
    Object.assign(row, {
      signatures: signatures
        .filter((one) => one.of === row[kind.key] && one.version === row.version)
        .map(({ role, memberId, memberName, signedAt }) => ({ role, memberId, memberName, signedAt })),
    }),
  );
}

/** Held until the transaction ends, so that of two proposals or signatures at once the second sees the first. */
export async function holdAgreements(tx: Tx, workspaceId: string): Promise<void> {
  await tx.rows("select 1 from evenhand.workspace where workspace_id = $1 for update", [workspaceId]);
}

async function addSignature(
  tx: Tx,
  workspaceId: string,
  sign: { kind: KindOfVersion; of: string; version: number; role: HeadRole; memberId: string; at: string | null },
): Promise<void> {
  const { kind } = sign;
  await tx.run(
    `insert into evenhand.${kind.signatures} (workspace_id, ${kind.key}, version, role, member_id, signed_at) values ($1, $2, $3, $4, $5, coalesce($6::timestamptz, now()))`,
    [workspaceId, sign.of, sign.version, sign.role, sign.memberId, sign.at],
  );
}

export async function withdraw(tx: Tx, workspaceId: string, what: { kind: KindOfVersion; of: string; version: number; by: string }): Promise<void> {
  const { kind } = what;
  await tx.run(`update evenhand.${kind.table} set withdrawn_at = now(), withdrawn_by = $4 where workspace_id = $1 and ${kind.key} = $2 and version = $3`, [
    workspaceId,
    what.of,
    what.version,
    what.by,
  ]);
}

/** What is signed; `at` only where it was signed earlier than it is written down. */
export interface Signing {
  readonly kind: KindOfVersion;
  readonly of: string;
  readonly version: number;
  readonly at?: string;
}

/** Signs as head of one's department: signature, audit and the facts version in the caller's transaction. Others do nothing. */
export async function signAsHead(tx: Tx, asker: Asker, { kind, of, version, at }: Signing): Promise<void> {
  const role = headRole(asker.role);
  if (!role) return;
  await addSignature(tx, asker.workspaceId, { kind, of, version, role, memberId: asker.memberId, at: at ?? null });
  await audit(tx, asker, { act: `${kind.subject}.signed`, subjectKind: kind.subject, subjectId: `${of}@${version}` });
  // Numbers change with the second signature only; raising at the first as well costs one reading and forgets nothing.
  await raiseFactsVersion(tx, asker.workspaceId);
}
