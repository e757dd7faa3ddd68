// How a version that both heads sign goes over the wire.
import { z } from "zod";

import { listOf } from "#facts/papers-shape.ts";
import { headRoles, versionStates } from "#facts/signatures.ts";
import { momentShape } from "#kit/shapes.ts";

const signatureShape = z.object({ role: z.enum(headRoles), memberId: z.uuid(), memberName: z.string(), signedAt: momentShape });

/** What every version that both heads sign says of itself; spread into a shape. */
export const signedVersionShape = {
  version: z.number().int(),
  /** in-force: counted with now; waiting: a signature is missing; past: a later one holds; withdrawn. */
  state: z.enum(versionStates),
  /** null for the shipped version. */
  proposedBy: z.string().nullable(),
  proposedAt: momentShape.nullable(),
  signatures: listOf(signatureShape),
  whyNotSign: z.string().nullable(),
  whyNotWithdraw: z.string().nullable(),
};
