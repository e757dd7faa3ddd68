// The members of a workspace: who they are, what they may do, from when to when, and how new ones come in.
import { z } from "zod";

import { departments, roles } from "#facts/department.ts";
import { endpoint } from "#kit/endpoint.ts";
import { dayShape, flagInQuery, inWorkspace, inWorkspaceWithId, momentShape, nothing } from "#kit/shapes.ts";

const tag = "members";
const nameShape = z.string().trim().min(1).max(120);
const emailShape = z.email().max(254);
const passwordShape = z.string().min(12).max(128);

export const memberShape = z
  .object({
    id: z.uuid(),
    name: z.string(),
    email: z.string().nullable(),
    role: z.enum(roles),
    department: z.enum(departments).nullable(),
    /** First day of service. */
    servedFrom: dayShape.nullable(),
    /** First day that is no longer of service; null while it lasts. */
    servedUntil: dayShape.nullable(),
    /** Whether an account belongs to it: without one it is on the list and does not sign in. */
    signsIn: z.boolean(),
    /** Only who is in service may enter. */
    state: z.enum(["in-service", "not-yet", "ended"]),
    isYou: z.boolean(),
    /** Why you may not change this member; null where you may. */
    whyNotChange: z.string().nullable(),
  })
  .meta({ id: "Member" });
export type MemberView = z.output<typeof memberShape>;

export const listMembers = endpoint({
  name: "listMembers",
  method: "GET",
  path: "/api/w/:workspace/members",
  audience: "member",
  summary: "The members of the workspace; those whose service ended only when asked for",
  tag,
  params: inWorkspace,
  query: z.strictObject({ withEnded: flagInQuery.default(false) }),
  reply: z.object({ members: z.array(memberShape), whyNotInvite: z.string().nullable() }),
});

const detail = {
  name: nameShape,
  role: z.enum(roles),
  department: z.enum(departments).nullable(),
  servedFrom: dayShape.nullable(),
  servedUntil: dayShape.nullable(),
};

export const addMember = endpoint({
  name: "addMember",
  method: "POST",
  path: "/api/w/:workspace/members",
  audience: "member",
  summary: "Put someone on the list who does not sign in",
  tag,
  params: inWorkspace,
  body: z.strictObject({ ...detail, email: emailShape.nullable() }),
  reply: memberShape,
  refusals: ["only-administrators", "heads-invite-their-own", "ends-before-it-begins", "already-a-member", "department-does-not-fit"],
});

export const changeMember = endpoint({
  name: "changeMember",
  method: "PATCH",
  path: "/api/w/:workspace/members/:id",
  audience: "member",
  summary: "Change a member's name, role, department or dates of service; the day that service ends closes the door",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject(detail).partial(),
  reply: memberShape,
  refusals: ["only-administrators", "heads-invite-their-own", "last-administrator", "ends-before-it-begins", "department-does-not-fit"],
});

export const invitationShape = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  role: z.enum(roles),
  department: z.enum(departments).nullable(),
  invitedAt: momentShape,
  expiresAt: momentShape,
  invitedBy: z.string().nullable(),
});

export const listInvitations = endpoint({
  name: "listInvitations",
  method: "GET",
  path: "/api/w/:workspace/invitations",
  audience: "member",
  summary: "Invitations that still wait for an answer",
  tag,
  params: inWorkspace,
  reply: z.object({ invitations: z.array(invitationShape) }),
  refusals: ["only-administrators"],
});

export const invite = endpoint({
  name: "invite",
  method: "POST",
  path: "/api/w/:workspace/invitations",
  audience: "member",
  summary: "Invite someone; the link in the answer is shown once",
  tag,
  params: inWorkspace,
  body: z.strictObject({
    email: emailShape,
    name: nameShape,
    role: z.enum(roles),
    department: z.enum(departments).nullable(),
    expiresInDays: z.number().int().min(1).max(30).default(7),
  }),
  reply: z.object({ invitation: invitationShape, token: z.string(), path: z.string() }),
  refusals: ["only-administrators", "heads-invite-their-own", "already-a-member", "department-does-not-fit"],
});

export const revokeInvitation = endpoint({
  name: "revokeInvitation",
  method: "DELETE",
  path: "/api/w/:workspace/invitations/:id",
  audience: "member",
  summary: "Take an invitation back; its link stops working",
  tag,
  params: inWorkspaceWithId,
  reply: nothing,
  refusals: ["only-administrators"],
});

const tokenParams = z.strictObject({ token: z.string().min(20).max(200) });

export const readInvitation = endpoint({
  name: "readInvitation",
  method: "GET",
  path: "/api/invitations/:token",
  audience: "anyone",
  summary: "What an invitation says, to whoever holds its link",
  tag,
  params: tokenParams,
  reply: z.object({
    workspaceName: z.string(),
    email: z.string(),
    name: z.string(),
    role: z.enum(roles),
    expiresAt: momentShape,
    /** They have an account already and sign in first instead of choosing a password. */
    hasAccount: z.boolean(),
    /** Whoever is signed in is the one invited. */
    isYou: z.boolean(),
  }),
});

export const acceptInvitation = endpoint({
  name: "acceptInvitation",
  method: "POST",
  path: "/api/invitations/:token",
  audience: "anyone",
  summary: "Accept an invitation: with a password for a new account, or signed in as the one invited",
  tag,
  params: tokenParams,
  body: z.strictObject({ name: nameShape.optional(), password: passwordShape.optional() }),
  reply: z.object({
    workspace: z.string(),
    /** The first day of service, where it is still to come: the door opens then. */
    opensOn: dayShape.nullable(),
  }),
  refusals: ["sign-in-first", "password-needed", "meant-for-another", "already-a-member", "too-many-attempts"],
});
