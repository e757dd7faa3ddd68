import { describe, expect, it } from "vitest";

import { whyNotReadAudit } from "#features/audit/access.ts";
import { roles } from "#facts/department.ts";

describe("the audit log", () => {
  it("is read by administrators, heads and management", () => {
    expect(roles.filter((role) => whyNotReadAudit({ role }) === null)).toEqual(["administrator", "head-of-sales", "head-of-marketing", "management"]);
  });
});
