// Who is who: the departments, the roles of members, and the owners of a part of a shortfall.

export const departments = ["sales", "marketing", "management"] as const;
export type Department = (typeof departments)[number];

/** What a member is to the workspace; what each role may do is decided in the rooms' access.ts. */
export const roles = [
  "administrator",
  "head-of-sales",
  "head-of-marketing",
  "sales",
  "marketing-strategic",
  "marketing-operational",
  "management",
  "agency",
  "compensation",
  "viewer",
] as const;
export type Role = (typeof roles)[number];

/** Whose a part of the shortfall is: a side, both, the market, or management. */
export const owners = ["marketing", "sales", "joint", "market", "management"] as const;
export type Owner = (typeof owners)[number];

/** The member of us that asks: the little that every access rule needs to know. */
export interface Asker {
  readonly memberId: string;
  readonly workspaceId: string;
  readonly role: Role;
  readonly department: Department | null;
}

/** Heads of the two departments sign definitions and owners together. */
export function isHead(role: Role): boolean {
  return role === "head-of-sales" || role === "head-of-marketing";
}
