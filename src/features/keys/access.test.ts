import { describe, expect, it } from "vitest";

import { whyNotRevokeKey, whyNotScopes } from "#features/keys/access.ts";
import { type Role, roles } from "#facts/department.ts";

const open = (why: (asker: { role: Role }) => string | null) => roles.filter((role) => why({ role }) === null);

describe("an API key", () => {
  it("that reads is open to all but agencies; one that writes, to those who may change something", () => {
    expect(open((asker) => whyNotScopes(asker, ["read"]))).toEqual(roles.filter((role) => role !== "agency"));
    expect(open((asker) => whyNotScopes(asker, ["read", "write"]))).toEqual(roles.filter((role) => !["agency", "viewer", "compensation"].includes(role)));
  });
  it("is revoked by its member or by an administrator", () => {
    const key = { memberId: "m1" };
    expect(whyNotRevokeKey({ role: "viewer", memberId: "m1" }, key)).toBeNull();
    expect(whyNotRevokeKey({ role: "administrator", memberId: "m2" }, key)).toBeNull();
    expect(whyNotRevokeKey({ role: "head-of-sales", memberId: "m2" }, key)).toBe("not-your-key");
  });
});
