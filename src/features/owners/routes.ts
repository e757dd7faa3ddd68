// Answers about whose each part of a shortfall is: what holds, proposing, signing, withdrawing.
import { whyNotPropose, whyNotReadOwners, whyNotSign, whyNotWithdraw } from "#features/owners/access.ts";
import { type OwnerVersionView, listDriverOwners, proposeDriverOwner, signDriverOwner, withdrawDriverOwner } from "#features/owners/contract.ts";
import { words } from "#features/owners/words.en.ts";
import type { Tx } from "#db/database.ts";
import type { Asker } from "#facts/department.ts";
import { type Driver, defaultOwners, drivers } from "#facts/driver.ts";
import { isReasonOfRole, stateOf, versionInForce, waitingOf } from "#facts/signatures.ts";
import { deny, missing } from "#http/answers.ts";
import { type Route, serve } from "#http/route.ts";
import { refuse } from "#kit/refusal.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { type OwnerRow, addOwner, ownerRows } from "#ledger/agreed-versions.ts";
import { audit } from "#ledger/audit.ts";
import { holdAgreements, ofOwner, signAsHead, withdraw } from "#ledger/signatures.ts";

const options = { sentences: sentencesOf(words) };

export const routes: Route[] = [
  serve(
    listDriverOwners,
    async ({ asker, database }) => {
      const why = whyNotReadOwners(asker);
      if (why !== null) return deny(why);
      const rows = await database.inWorkspace(asker.workspaceId, (tx) => ownerRows(tx, asker.workspaceId), { readOnly: true });
      return { drivers: drivers.map((driver) => ownerView(rows, driver, asker)) };
    },
    options,
  ),
  serve(
    proposeDriverOwner,
    async ({ asker, database, params, body }) => {
      const why = whyNotPropose(asker);
      if (why !== null) return deny(why);
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        await holdAgreements(tx, asker.workspaceId);
        const versions = (await ownerRows(tx, asker.workspaceId)).filter((row) => row.driver === params.driver);
        if (waitingOf(versions)) return refuse("another-is-waiting");
        const before = ownerInForce(versions, params.driver);
        if (before === body.owner) return refuse("same-as-in-force");
        // Version 1 is the shipped owner, as with definitions.
        const version = Math.max(1, ...versions.map((row) => row.version)) + 1;
        await addOwner(tx, asker.workspaceId, { driver: params.driver, version, owner: body.owner, reason: body.reason, by: asker.memberId });
        await audit(tx, asker, { act: "driver-owner.proposed", subjectKind: "driver-owner", subjectId: params.driver, before: { owner: before }, after: body });
        await signAsHead(tx, asker, { kind: ofOwner, of: params.driver, version });
        return oneOwner(tx, asker, { driver: params.driver, version });
      });
    },
    options,
  ),
  serve(
    signDriverOwner,
    async ({ asker, database, params }) =>
      database.inWorkspace(asker.workspaceId, async (tx) => {
        await holdAgreements(tx, asker.workspaceId);
        const versions = (await ownerRows(tx, asker.workspaceId)).filter((row) => row.driver === params.driver);
        const row = versions.find((one) => one.version === params.version);
        if (!row) return missing();
        const why = whyNotSign(asker, row, versionInForce(versions));
        if (why !== null) return isReasonOfRole(why) ? deny(why) : refuse(why);
        await signAsHead(tx, asker, { kind: ofOwner, of: params.driver, version: row.version });
        return oneOwner(tx, asker, { driver: params.driver, version: row.version });
      }),
    options,
  ),
  serve(
    withdrawDriverOwner,
    async ({ asker, database, params }) =>
      database.inWorkspace(asker.workspaceId, async (tx) => {
        await holdAgreements(tx, asker.workspaceId);
        const versions = (await ownerRows(tx, asker.workspaceId)).filter((row) => row.driver === params.driver);
        const row = versions.find((one) => one.version === params.version);
        if (!row) return missing();
        const why = whyNotWithdraw(asker, row);
        if (why !== null) return isReasonOfRole(why) ? deny(why) : refuse(why);
        await withdraw(tx, asker.workspaceId, { kind: ofOwner, of: params.driver, version: row.version, by: asker.memberId });
        await audit(tx, asker, { act: "driver-owner.withdrawn", subjectKind: "driver-owner", subjectId: params.driver });
        return {};
      }),
    options,
  ),
];

async function oneOwner(tx: Tx, asker: Asker, { driver, version }: { driver: Driver; version: number }) {
  const versions = (await ownerRows(tx, asker.workspaceId)).filter((row) => row.driver === driver);
  return versionView(
    versions.find((row) => row.version === version)!,
    versions,
    asker,
  );
}

function ownerInForce(versions: readonly OwnerRow[], driver: Driver) {
  const inForce = versionInForce(versions);
  return versions.find((row) => row.version === inForce && stateOf(row, inForce) === "in-force")?.owner ?? defaultOwners[driver];
}

function ownerView(rows: readonly OwnerRow[], driver: Driver, asker: Asker) {
  const versions = rows.filter((row) => row.driver === driver);
  return {
    driver,
    owner: ownerInForce(versions, driver),
    shipped: defaultOwners[driver],
    versions: versions.map((row) => versionView(row, versions, asker)),
    whyNotPropose: whyNotPropose(asker),
  };
}

/** A version as the asker sees it. */
function versionView(row: OwnerRow, versions: readonly OwnerRow[], asker: Asker): OwnerVersionView {
  const inForce = versionInForce(versions);
  return {
    version: row.version,
    state: stateOf(row, inForce),
    proposedBy: row.proposerName,
    proposedAt: row.proposedAt,
    signatures: row.signatures,
    whyNotSign: whyNotSign(asker, row, inForce),
    whyNotWithdraw: whyNotWithdraw(asker, row),
    owner: row.owner,
    reason: row.reason,
  };
}
