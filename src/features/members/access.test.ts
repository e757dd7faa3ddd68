// The table of who may bring in and change: role by role.
import { describe, expect, it } from "vitest";

import { type Role, roles } from "#facts/department.ts";
import { whyNotChangeAnything, whyNotReadRoom } from "#facts/rights.ts";
import { departmentWith, whyNotBecome, whyNotChangeMember, whyNotInviteAs, whyNotSeeMembers, whyNotTogether } from "#features/members/access.ts";
import { stateOn } from "#features/members/rules.ts";

const short: Record<Role, string> = {
  administrator: "A",
  "head-of-sales": "S",
  "head-of-marketing": "M",
  sales: "s",
  "marketing-strategic": "t",
  "marketing-operational": "o",
  management: "g",
  agency: "x",
  compensation: "c",
  viewer: "v",
};
/** The roles for which a question has no objection, as letters. */
const open = (why: (asker: { role: Role }) => string | null) =>
  roles
    .filter((role) => why({ role }) === null)
    .map((role) => short[role])
    .join("");

describe("who may do what", () => {
  it("is this table", () => {
    const table = {
      read: open(whyNotReadRoom),
      change: open(whyNotChangeAnything),
      members: open(whyNotSeeMembers),
      "invite administrator": open((asker) => whyNotInviteAs(asker, "administrator")),
      "invite head of sales": open((asker) => whyNotInviteAs(asker, "head-of-sales")),
      "invite sales": open((asker) => whyNotInviteAs(asker, "sales")),
      "invite marketing": open((asker) => whyNotInviteAs(asker, "marketing-operational")),
      "invite agency": open((asker) => whyNotInviteAs(asker, "agency")),
      "change a seller": open((asker) => whyNotChangeMember(asker, { role: "sales", department: "sales" })),
      "change a head": open((asker) => whyNotChangeMember(asker, { role: "head-of-marketing", department: "marketing" })),
    };
    expect(table).toEqual({
      read: "ASMstogcv",
      change: "ASMstog",
      members: "ASMstogcv",
      "invite administrator": "A",
      "invite head of sales": "A",
      "invite sales": "AS",
      "invite marketing": "AM",
      "invite agency": "AM",
      "change a seller": "AS",
      "change a head": "A",
    });
  });
  it("keeps the last administrator", () => {
    const asker = { role: "administrator" as const };
    const member = { role: "administrator" as const, department: null };
    expect(whyNotBecome(asker, member, { role: "viewer", isInService: true, otherAdministrators: 0 })).toBe("last-administrator");
    expect(whyNotBecome(asker, member, { role: "administrator", isInService: false, otherAdministrators: 0 })).toBe("last-administrator");
    expect(whyNotBecome(asker, member, { role: "viewer", isInService: true, otherAdministrators: 1 })).toBeNull();
    expect(whyNotBecome(asker, member, { role: "administrator", isInService: true, otherAdministrators: 0 })).toBeNull();
  });
  it("lets no head make a seller an administrator", () => {
    expect(
      whyNotBecome({ role: "head-of-sales" }, { role: "sales", department: "sales" }, { role: "administrator", isInService: true, otherAdministrators: 1 }),
    ).toBe("heads-invite-their-own");
  });
  it("ties roles to departments where they belong to one", () => {
    expect(roles.map((role) => departmentWith(role))).toEqual([null, "sales", "marketing", "sales", "marketing", "marketing", "management", null, null, null]);
    expect([whyNotTogether("sales", "marketing"), whyNotTogether("sales", "sales"), whyNotTogether("viewer", "marketing")]).toEqual([
      "department-does-not-fit",
      null,
      null,
    ]);
  });
});

describe("service", () => {
  it("runs from its first day up to, not including, the day after its last", () => {
    const service = { servedFrom: "2026-01-01", servedUntil: "2026-02-01" };
    expect(["2025-12-31", "2026-01-01", "2026-01-31", "2026-02-01"].map((day) => stateOn(day, service))).toEqual([
      "not-yet",
      "in-service",
      "in-service",
      "ended",
    ]);
  });
});
