// Whose signature a promise between the firm and an agency waits for is told so, and no longer once it is there or not wanted any more.
import type { Tx } from "#db/database.ts";
import { type AgencyParty, type AgencyPromiseKey, agencyParties } from "#facts/agency-promises.ts";
import type { Asker } from "#facts/department.ts";
import { headRoles } from "#facts/signatures.ts";
import { nameOf } from "#ledger/meetings.ts";
import { membersWithRole, settle, settleOf, tell } from "#ledger/notices.ts";

interface OfPromise {
  /** The agency's member. */
  readonly agency: string;
  readonly key: AgencyPromiseKey;
}

/** Whichever version of it waits: there is at most one. */
const subjectOf = ({ agency, key }: OfPromise) => ({ kind: "agency-promise", id: `${agency}/${key}` });

/** Who may sign for a party: of an agency its own member and nobody of another, of the firm the heads and the management. */
async function signersOf(tx: Tx, workspaceId: string, { agency, party }: { readonly agency: string; readonly party: AgencyParty }): Promise<readonly string[]> {
  return party === "agency" ? [agency] : membersWithRole(tx, workspaceId, [...headRoles, "management"]);
}

/** Tells those who have yet to sign. `signed`: for whom the asker has signed with the proposal; null: for neither. */
export async function askToSign(tx: Tx, asker: Asker, { signed, ...of }: OfPromise & { readonly signed: AgencyParty | null }): Promise<void> {
  const data = { who: await nameOf(tx, asker), whatCode: `agency-${of.key}` };
  for (const party of agencyParties) {
    if (party === signed) continue;
    const to = (await signersOf(tx, asker.workspaceId, { agency: of.agency, party })).filter((each) => each !== asker.memberId);
    await tell(tx, asker.workspaceId, { to, kind: "agency-promise-asked", subject: subjectOf(of), data });
  }
}

/** A party has signed: its own people are waited for no longer, the other's still are. */
export async function settleSigned(tx: Tx, workspaceId: string, { party, ...of }: OfPromise & { readonly party: AgencyParty }): Promise<void> {
  for (const memberId of await signersOf(tx, workspaceId, { agency: of.agency, party })) await settleOf(tx, { workspaceId, memberId }, subjectOf(of));
}

export async function settleWithdrawn(tx: Tx, workspaceId: string, of: OfPromise): Promise<void> {
  await settle(tx, workspaceId, { kinds: ["agency-promise-asked"], subject: subjectOf(of) });
}
