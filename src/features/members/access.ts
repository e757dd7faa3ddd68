// Who may bring members in and change them.
import type { Asker, Department, Role } from "#facts/department.ts";
import { whyNotReadRoom } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

/** The department that comes with a role; null where the role leaves it open. */
export function departmentWith(role: Role): Department | null {
  if (role === "head-of-sales" || role === "sales") return "sales";
  if (role === "head-of-marketing" || role === "marketing-strategic" || role === "marketing-operational") return "marketing";
  return role === "management" ? "management" : null;
}

/** Why a role and a department do not go together. */
export function whyNotTogether(role: Role, department: Department | null): WhyNot {
  const own = departmentWith(role);
  return own !== null && department !== null && own !== department ? "department-does-not-fit" : null;
}

export function whyNotSeeMembers(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadRoom(asker);
}

/** Administrators invite anybody, heads into their own department. */
export function whyNotInvite(asker: Pick<Asker, "role">): WhyNot {
  return asker.role === "administrator" || headOf(asker.role) !== null ? null : "only-administrators";
}

export function whyNotInviteAs(asker: Pick<Asker, "role">, as: Role): WhyNot {
  const why = whyNotInvite(asker);
  if (why !== null || asker.role === "administrator") return why;
  return mayBringIn(asker.role).includes(as) ? null : "heads-invite-their-own";
}

/** Whoever is on the list without signing in is put there by the same people. */
export function whyNotAddAs(asker: Pick<Asker, "role">, as: Role): WhyNot {
  return whyNotInviteAs(asker, as);
}

export function whyNotSeeInvitations(asker: Pick<Asker, "role">): WhyNot {
  return whyNotInvite(asker);
}

interface Standing {
  readonly role: Role;
  readonly department: Department | null;
}

/** Whether this member's line may be changed at all: administrators change everybody, heads those of their own department. */
export function whyNotChangeMember(asker: Pick<Asker, "role">, member: Standing): WhyNot {
  if (asker.role === "administrator") return null;
  return mayBringIn(asker.role).includes(member.role) ? null : "only-administrators";
}

export interface MemberChange {
  readonly role: Role;
  /** Whether the member may enter after the change. */
  readonly isInService: boolean;
}

/** Whether it may become this: nobody hands out more than they could invite, and the last administrator stays. */
export function whyNotBecome(asker: Pick<Asker, "role">, member: Standing, change: MemberChange & { readonly otherAdministrators: number }): WhyNot {
  const why = whyNotChangeMember(asker, member);
  if (why !== null) return why;
  const losesAdministrator = member.role === "administrator" && (change.role !== "administrator" || !change.isInService);
  if (losesAdministrator && change.otherAdministrators === 0) return "last-administrator";
  return change.role === member.role ? null : whyNotInviteAs(asker, change.role);
}

function headOf(role: Role): Department | null {
  if (role === "head-of-sales") return "sales";
  return role === "head-of-marketing" ? "marketing" : null;
}

function mayBringIn(role: Role): readonly Role[] {
  if (role === "head-of-sales") return ["sales"];
  return role === "head-of-marketing" ? ["marketing-strategic", "marketing-operational", "agency"] : [];
}
