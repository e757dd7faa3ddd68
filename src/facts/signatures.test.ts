// Who may propose, sign and withdraw what both heads agree on.
import { describe, expect, it } from "vitest";

import { roles } from "#facts/department.ts";
import { type Versioned, versionInForce, waitingOf, whyNotPropose, whyNotSign, whyNotWithdraw } from "#facts/signatures.ts";

const version = (over: Partial<Versioned> = {}): Versioned => ({ version: 2, signatures: [], withdrawnAt: null, proposedBy: "vera", ...over });
const bothSigned = [{ role: "head-of-sales" }, { role: "head-of-marketing" }] as const;
const allowed = (why: (role: (typeof roles)[number]) => string | null) => roles.filter((role) => why(role) === null);

describe("what both heads sign", () => {
  it("is proposed by heads and administrators, and signed by heads alone", () => {
    expect(allowed((role) => whyNotPropose({ role }))).toEqual(["administrator", "head-of-sales", "head-of-marketing"]);
    expect(allowed((role) => whyNotSign({ role }, version(), 1))).toEqual(["head-of-sales", "head-of-marketing"]);
  });

  it("is signed once by each head, and not when it has been withdrawn or overtaken", () => {
    const head = { role: "head-of-sales" } as const;
    expect(whyNotSign(head, version({ signatures: [{ role: "head-of-sales" }] }), 1)).toBe("already-signed");
    expect(whyNotSign(head, version({ withdrawnAt: "2026-01-01T00:00:00Z" }), 1)).toBe("withdrawn");
    expect(whyNotSign(head, version(), 3)).toBe("superseded");
  });

  it("is withdrawn by a head or by who proposed it, as long as they change anything here and not both have signed", () => {
    expect(allowed((role) => whyNotWithdraw({ role, memberId: "petr" }, version()))).toEqual(["head-of-sales", "head-of-marketing"]);
    expect(whyNotWithdraw({ role: "administrator", memberId: "vera" }, version())).toBeNull();
    // Vera proposed it as an administrator and has become one who only reads.
    expect(whyNotWithdraw({ role: "viewer", memberId: "vera" }, version())).toBe("role-only-reads");
    expect(whyNotWithdraw({ role: "head-of-sales", memberId: "petr" }, version({ signatures: bothSigned }))).toBe("signed-by-both");
  });

  it("holds in its newest version that both have signed; two signatures of one head are one", () => {
    const twice = version({ signatures: [{ role: "head-of-sales" }, { role: "head-of-sales" }] });
    expect([versionInForce([twice]), waitingOf([twice])?.version]).toEqual([1, 2]);
    expect([versionInForce([version({ signatures: bothSigned })]), waitingOf([version({ signatures: bothSigned })])]).toEqual([2, null]);
    expect(versionInForce([version({ signatures: bothSigned, withdrawnAt: "2026-01-01T00:00:00Z" })])).toBe(1);
  });
});
