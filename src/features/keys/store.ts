// API keys as they stand: hashed, with the first characters to tell them apart. Keys live beside sign-in, so every query names the workspace.
import type { Tx } from "#db/database.ts";

import type { KeyView } from "#features/keys/contract.ts";

const columns = `k.id, k.name, k.prefix, k.scopes, k.member_id as "memberId", m.name as "memberName", k.created_at as "createdAt",
  k.last_used_at as "lastUsedAt", k.expires_at as "expiresAt", k.revoked_at is not null as "isRevoked"`;

/** Keys of the workspace, or of one member of it. */
export async function keysOf(tx: Tx, workspaceId: string, memberId: string | null): Promise<KeyView[]> {
  return tx.rows(
    `select ${columns} from sign_in.api_key k join evenhand.member m on m.workspace_id = k.workspace_id and m.id = k.member_id
      where k.workspace_id = $1 and ($2::uuid is null or k.member_id = $2) order by k.created_at desc, k.id`,
    [workspaceId, memberId],
  );
}

export interface NewKey {
  readonly id: string;
  readonly memberId: string;
  readonly name: string;
  readonly prefix: string;
  readonly hash: string;
  readonly scopes: readonly string[];
  readonly days: number | null;
}

export async function saveKey(tx: Tx, workspaceId: string, key: NewKey): Promise<void> {
  await tx.run(
    `insert into sign_in.api_key (workspace_id, id, member_id, name, prefix, hash, scopes, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, now() + make_interval(days => $8))`,
    [workspaceId, key.id, key.memberId, key.name, key.prefix, key.hash, key.scopes, key.days],
  );
}

export async function revoke(tx: Tx, workspaceId: string, id: string): Promise<void> {
  await tx.run("update sign_in.api_key set revoked_at = now() where workspace_id = $1 and id = $2 and revoked_at is null", [workspaceId, id]);
}
