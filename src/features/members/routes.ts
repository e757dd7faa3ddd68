// Answers about members and invitations.
import { randomUUID } from "node:crypto";

import {
  departmentWith,
  whyNotAddAs,
  whyNotBecome,
  whyNotChangeMember,
  whyNotInvite,
  whyNotInviteAs,
  whyNotSeeInvitations,
  whyNotSeeMembers,
  whyNotTogether,
} from "#features/members/access.ts";
import {
  type MemberView,
  acceptInvitation,
  addMember as addMemberEndpoint,
  changeMember,
  invite,
  listInvitations,
  listMembers,
  readInvitation,
  revokeInvitation,
} from "#features/members/contract.ts";
import { endsBeforeItBegins, stateOn, withChange } from "#features/members/rules.ts";
import {
  type FoundInvitation,
  type MemberRow,
  accountWith,
  administratorsOn,
  countAsVisitor,
  forgetAccount,
  hasMemberWith,
  invitationByHash,
  invitationById,
  joinAccount,
  memberToChange,
  memberToJoin,
  membersOf,
  openInvitations,
  revokeOne,
  saveInvitation,
  saveMember,
  useInvitation,
} from "#features/members/store.ts";
import { words } from "#features/members/words.en.ts";
import type { Asker } from "#facts/department.ts";
import type { Tx } from "#db/database.ts";
import { deny, invalid, missing } from "#http/answers.ts";
import { type Route, serve, serveOpen } from "#http/route.ts";
import { hashOf, newSecret } from "#http/secrets.ts";
import { dayIn } from "#http/today.ts";
import type { Day } from "#kit/day.ts";
import { paths } from "#kit/paths.ts";
import { type Refusal, refuse } from "#kit/refusal.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { audit } from "#ledger/audit.ts";
import { endSharesOf } from "#ledger/shares.ts";
import { addMember, letIn } from "#ledger/workspaces.ts";

const options = { sentences: sentencesOf(words) };

function viewOf(row: MemberRow, asker: Asker, asOf: string): MemberView {
  const { userId, ...shown } = row;
  return { ...shown, signsIn: userId !== null, state: stateOn(asOf, row), isYou: row.id === asker.memberId, whyNotChange: whyNotChangeMember(asker, row) };
}

/** What the log keeps of a member. */
const logged = ({ name, role, department, servedFrom, servedUntil }: MemberRow) => ({ name, role, department, servedFrom, servedUntil });

const memberRoutes: Route[] = [
  serve(
    listMembers,
    async ({ asker, database, query, asOf }) => {
      const why = whyNotSeeMembers(asker);
      if (why) return deny(why);
      const rows = await database.inWorkspace(asker.workspaceId, (tx) => membersOf(tx, asker.workspaceId), { readOnly: true });
      const members = rows.map((row) => viewOf(row, asker, asOf)).filter((one) => query.withEnded || one.state !== "ended");
      return { members, whyNotInvite: whyNotInvite(asker) };
    },
    options,
  ),
  serve(
    addMemberEndpoint,
    async ({ asker, database, body, asOf }) => {
      const why = whyNotAddAs(asker, body.role);
      if (why) return deny(why);
      const department = body.department ?? departmentWith(body.role);
      const misfit = whyNotTogether(body.role, department);
      if (misfit) return invalid(misfit);
      if (endsBeforeItBegins(body)) return invalid("ends-before-it-begins");
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        if (body.email !== null && (await hasMemberWith(tx, asker.workspaceId, body.email))) return refuse("already-a-member");
        const id = await addMember(tx, asker.workspaceId, { ...body, department });
        const row: MemberRow = { ...body, department, id, userId: null };
        await audit(tx, asker, { act: "member.added", subjectKind: "member", subjectId: id, after: logged(row) });
        return viewOf(row, asker, asOf);
      });
    },
    options,
  ),
  serve(
    changeMember,
    async ({ asker, database, params, body, asOf }) =>
      database.inWorkspace(asker.workspaceId, async (tx) => {
        // Administrators' rows before the member's own, always in this order: two changes at once wait for each other instead of locking up.
        const administrators = await administratorsOn(tx, asker.workspaceId, asOf);
        const was = await memberToChange(tx, asker.workspaceId, params.id);
        if (!was) return missing();
        const role = body.role ?? was.role;
        const asked = withChange(was, body);
        const department = body.department === undefined && body.role !== undefined ? (departmentWith(role) ?? was.department) : asked.department;
        const now: MemberRow = { ...asked, role, department };
        const otherAdministrators = administrators.filter((id) => id !== was.id).length;
        const why = whyNotBecome(asker, was, { role, isInService: stateOn(asOf, now) === "in-service", otherAdministrators });
        if (why) return why === "last-administrator" ? refuse(why) : deny(why);
        const misfit = whyNotTogether(now.role, now.department);
        if (misfit) return invalid(misfit);
        if (endsBeforeItBegins(now)) return invalid("ends-before-it-begins");
        await saveMember(tx, asker.workspaceId, now);
        await audit(tx, asker, { act: "member.changed", subjectKind: "member", subjectId: was.id, before: logged(was), after: logged(now) });
        return viewOf(now, asker, asOf);
      }),
    options,
  ),
];

const invitationRoutes: Route[] = [
  serve(
    listInvitations,
    async ({ asker, database }) => {
      const why = whyNotSeeInvitations(asker);
      if (why) return deny(why);
      return { invitations: await database.inWorkspace(asker.workspaceId, (tx) => openInvitations(tx, asker.workspaceId), { readOnly: true }) };
    },
    options,
  ),
  serve(
    invite,
    async ({ asker, database, body, asOf }) => {
      const why = whyNotInviteAs(asker, body.role);
      if (why) return deny(why);
      const department = body.department ?? departmentWith(body.role);
      const misfit = whyNotTogether(body.role, department);
      if (misfit) return invalid(misfit);
      // The token begins with the workspace, so that it can be looked up behind that workspace's wall.
      const token = `${Buffer.from(asker.workspaceId.replaceAll("-", ""), "hex").toString("base64url")}${newSecret()}`;
      const id = randomUUID();
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        const listed = (await membersOf(tx, asker.workspaceId)).find((one) => one.userId !== null && one.email?.toLowerCase() === body.email.toLowerCase());
        // Who has left may be asked back.
        if (listed && stateOn(asOf, listed) !== "ended") return refuse("already-a-member");
        const { email, name, role, expiresInDays: days } = body;
        await saveInvitation(tx, asker.workspaceId, { id, tokenHash: hashOf(token), email, name, role, department, invitedBy: asker.memberId, days });
        await audit(tx, asker, { act: "member.invited", subjectKind: "invitation", subjectId: id, after: { email, name, role, department, days } });
        const invitation = await invitationById(tx, asker.workspaceId, id);
        if (!invitation) throw new Error("an invitation was written and is not there");
        return { invitation, token, path: paths.invitation(token) };
      });
    },
    options,
  ),
  serve(
    revokeInvitation,
    async ({ asker, database, params }) =>
      database.inWorkspace(asker.workspaceId, async (tx) => {
        const why = whyNotSeeInvitations(asker);
        if (why) return deny(why);
        const invitation = await invitationById(tx, asker.workspaceId, params.id);
        if (!invitation) return missing();
        const notThisOne = whyNotInviteAs(asker, invitation.role);
        if (notThisOne) return deny(notThisOne);
        await revokeOne(tx, asker.workspaceId, params.id);
        await audit(tx, asker, {
          act: "invitation.revoked",
          subjectKind: "invitation",
          subjectId: params.id,
          before: { email: invitation.email, role: invitation.role },
        });
        return {};
      }),
    options,
  ),
];

/** The workspace that a token begins with; null for a text that is no token. */
function workspaceOfToken(token: string): string | null {
  const hex = Buffer.from(token.slice(0, 22), "base64url").toString("hex");
  return /^[0-9a-f]{32}$/.test(hex) ? hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5") : null;
}

interface Joining {
  readonly workspaceId: string;
  readonly invitation: FoundInvitation;
  readonly who: { readonly userId: string; readonly name: string };
  readonly today: Day;
}

/**
 * Puts whoever accepts on the list, or gives them the line that they have there already. Who had left is in service again; what an agency was shown before it
 * left is shown anew or not at all. `opensOn`: the first day of service, where it is still to come.
 */
async function join(tx: Tx, { workspaceId, invitation, who, today }: Joining): Promise<{ opensOn: Day | null } | { refusal: Refusal }> {
  const { role, department, email } = invitation;
  const listed = await memberToJoin(tx, workspaceId, { email, userId: who.userId });
  const comesBack = listed !== null && stateOn(today, listed) === "ended";
  if (listed?.userId != null && !comesBack) return { refusal: refuse("already-a-member") };
  if (!(await useInvitation(tx, workspaceId, invitation.id))) return { refusal: missing() };
  const memberId = listed?.id ?? (await addMember(tx, workspaceId, { name: who.name, email, role, department, userId: who.userId }));
  if (listed) {
    await joinAccount(tx, workspaceId, { memberId, userId: who.userId, role, department, comesBack });
    await letIn(tx, workspaceId, { memberId, userId: who.userId });
  }
  if (comesBack) await endSharesOf(tx, workspaceId, memberId);
  const before = comesBack ? { role: listed.role, department: listed.department, servedUntil: listed.servedUntil } : undefined;
  await audit(tx, { workspaceId, memberId }, { act: "invitation.accepted", subjectKind: "member", subjectId: memberId, before, after: { role, department } });
  return { opensOn: listed !== null && stateOn(today, { ...listed, servedUntil: null }) === "not-yet" ? listed.servedFrom : null };
}

const doorRoutes: Route[] = [
  serveOpen(
    readInvitation,
    async ({ params, database, person }) => {
      const workspaceId = workspaceOfToken(params.token);
      const found =
        workspaceId && (await database.inWorkspace(workspaceId, (tx) => invitationByHash(tx, workspaceId, hashOf(params.token)), { readOnly: true }));
      if (!found) return missing();
      const { workspaceName, email, name, role, expiresAt } = found;
      const account = await accountWith(database, email);
      return { workspaceName, email, name, role, expiresAt, hasAccount: account !== null, isYou: account !== null && account === person?.userId };
    },
    options,
  ),
  serveOpen(
    acceptInvitation,
    async ({ params, body, database, house, person, caller, reply, now }) => {
      const wait = await house.attempts.take({ [`invitation from ${caller.address}`]: house.settings.limits.attemptsPerAddress });
      if (wait !== null) return refuse("too-many-attempts", { waitSeconds: wait });
      const workspaceId = workspaceOfToken(params.token);
      const found =
        workspaceId && (await database.inWorkspace(workspaceId, (tx) => invitationByHash(tx, workspaceId, hashOf(params.token)), { readOnly: true }));
      if (!workspaceId || !found) return missing();
      const account = await accountWith(database, found.email);
      if (account !== null && person === null) return { ...refuse("sign-in-first"), status: 401 };
      if (person !== null && person.userId !== account) return { ...refuse("meant-for-another"), status: 403 };
      let userId = account;
      let cookies: string[] = [];
      if (userId === null) {
        if (body.password === undefined) return invalid("password-needed");
        const made = await house.signIn.create({ name: body.name ?? found.name, email: found.email, password: body.password }, caller);
        if (!made.ok) return { ...refuse("sign-in-first"), status: 401 };
        ({ userId, cookies } = made.value);
        if (found.isDemo) await countAsVisitor(database, userId);
      }
      const who = { userId, name: body.name ?? found.name };
      const today = dayIn(found.timeZone, new Date(now));
      const joined = await database.inWorkspace(workspaceId, (tx) => join(tx, { workspaceId, invitation: found, who, today }));
      if ("refusal" in joined) {
        if (account === null) await forgetAccount(database, userId);
        return joined.refusal;
      }
      reply.cookies(cookies);
      return { workspace: found.slug, opensOn: joined.opensOn };
    },
    options,
  ),
];

export const routes: Route[] = [...memberRoutes, ...invitationRoutes, ...doorRoutes];
