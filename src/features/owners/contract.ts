// Whose each part of a shortfall is, where the heads have agreed on another owner than the shipped one.
import { z } from "zod";

import { owners } from "#facts/department.ts";
import { drivers } from "#facts/driver.ts";
import { listOf } from "#facts/papers-shape.ts";
import { signedVersionShape } from "#facts/signatures-shape.ts";
import { endpoint } from "#kit/endpoint.ts";
import { inWorkspace, nothing, workspaceSlugShape } from "#kit/shapes.ts";

const tag = "owners";
const noteShape = z.string().trim().max(2000);
const driverShape = z.enum(drivers);
const inDriver = z.strictObject({ workspace: workspaceSlugShape, driver: driverShape });
const inDriverVersion = z.strictObject({ workspace: workspaceSlugShape, driver: driverShape, version: z.coerce.number().int().min(1).max(100_000) });

export const ownerVersionShape = z.object({ ...signedVersionShape, owner: z.enum(owners), reason: z.string() }).meta({ id: "DriverOwnerVersion" });
export type OwnerVersionView = z.output<typeof ownerVersionShape>;

export const driverOwnerShape = z
  .object({ driver: driverShape, owner: z.enum(owners), shipped: z.enum(owners), versions: listOf(ownerVersionShape), whyNotPropose: z.string().nullable() })
  .meta({ id: "DriverOwner" });
export type DriverOwnerView = z.output<typeof driverOwnerShape>;

export const listDriverOwners = endpoint({
  name: "listDriverOwners",
  method: "GET",
  path: "/api/w/:workspace/driver-owners",
  audience: "member",
  summary: "Whose each part of a shortfall is, by agreement",
  tag,
  params: inWorkspace,
  reply: z.object({ drivers: listOf(driverOwnerShape) }),
  refusals: ["agency-sees-only-what-is-shared"],
});

export const proposeDriverOwner = endpoint({
  name: "proposeDriverOwner",
  method: "POST",
  path: "/api/w/:workspace/driver-owners/:driver/versions",
  audience: "member",
  summary: "Propose another owner with a reason; a head who proposes signs with it",
  tag,
  params: inDriver,
  body: z.strictObject({ owner: z.enum(owners), reason: noteShape.min(1) }),
  creates: true,
  reply: ownerVersionShape,
  refusals: ["only-heads-propose", "same-as-in-force", "another-is-waiting"],
});

export const signDriverOwner = endpoint({
  name: "signDriverOwner",
  method: "POST",
  path: "/api/w/:workspace/driver-owners/:driver/versions/:version/signatures",
  audience: "member",
  summary: "Sign another owner as head of your department",
  tag,
  params: inDriverVersion,
  body: z.strictObject({}),
  reply: ownerVersionShape,
  refusals: ["only-heads-sign", "already-signed", "withdrawn", "superseded"],
});

export const withdrawDriverOwner = endpoint({
  name: "withdrawDriverOwner",
  method: "DELETE",
  path: "/api/w/:workspace/driver-owners/:driver/versions/:version",
  audience: "member",
  summary: "Withdraw a proposal of another owner",
  tag,
  params: inDriverVersion,
  reply: nothing,
  refusals: ["role-only-reads", "only-heads-withdraw", "signed-by-both", "withdrawn"],
});
