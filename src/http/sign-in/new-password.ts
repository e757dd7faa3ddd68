// A new password for somebody who has forgotten theirs, given by whoever holds the installation itself; nobody has to be signed in.
import { randomBytes } from "node:crypto";

import type { Database } from "#db/database.ts";
import { audit } from "#ledger/audit.ts";
import { libraryOver } from "#http/sign-in/library.ts";

export interface NewPassword {
  readonly password: string;
  /** Sessions that ended. */
  readonly signedOut: number;
  readonly hadSecondFactor: boolean;
}

/**
 * Sets a password of 120 random bits, ends all sessions, and takes the second factor off where asked. Written into the audit log of each workspace that the
 * person belongs to, without a member: it was done from outside. Null where nobody has this e-mail; the demo's visitor has no password.
 */
export async function setNewPassword(
  database: Database,
  secret: string,
  { email, takesOffSecondFactor }: { readonly email: string; readonly takesOffSecondFactor: boolean },
): Promise<NewPassword | null> {
  const password = randomBytes(15).toString("base64url");
  const { password: hashing } = await libraryOver(database, secret).$context;
  const hash = await hashing.hash(password);
  const found = await database.inSignIn(async (tx) => {
    const person = await tx.maybe<{ id: string; hasSecondFactor: boolean }>(
      `select id, two_factor_enabled as "hasSecondFactor" from sign_in.person where lower(email) = lower($1) and not is_demo`,
      [email],
    );
    if (person === null) return null;
    await tx.run(
      `insert into sign_in.credential (id, user_id, account_id, provider_id, password) values (gen_random_uuid(), $1::uuid, $1::text, 'credential', $2)
        on conflict (provider_id, account_id) do update set password = excluded.password, updated_at = now()`,
      [person.id, hash],
    );
    const signedOut = await tx.run("delete from sign_in.session where user_id = $1", [person.id]);
    if (takesOffSecondFactor) {
      await tx.run("delete from sign_in.second_factor where user_id = $1", [person.id]);
      await tx.run("update sign_in.person set two_factor_enabled = false where id = $1", [person.id]);
    }
    const memberships = await tx.rows<{ workspaceId: string; memberId: string }>(
      `select workspace_id as "workspaceId", member_id as "memberId" from sign_in.membership where user_id = $1 order by workspace_id`,
      [person.id],
    );
    return { ...person, signedOut, memberships };
  });
  if (found === null) return null;
  for (const { workspaceId, memberId } of found.memberships)
    await database.inWorkspace(workspaceId, (tx) =>
      audit(
        tx,
        { workspaceId, memberId: null },
        { act: "member.password-set", subjectKind: "member", subjectId: memberId, after: { secondFactorTakenOff: takesOffSecondFactor } },
      ),
    );
  return { password, signedOut: found.signedOut, hadSecondFactor: found.hasSecondFactor };
}
