// Answers about definitions: what holds, proposing, signing, withdrawing.
import { whyNotPropose, whyNotReadDefinitions, whyNotSign, whyNotWithdraw } from "#features/definitions/access.ts";
import {
  type DefinitionVersionView,
  listDefinitions,
  proposeDefinition,
  readDefinition,
  signDefinition,
  withdrawDefinition,
} from "#features/definitions/contract.ts";
import { asReadToday, differencesOf, readTerms, sentenceOfTerms, shippedOf } from "#features/definitions/rules.ts";
import { words } from "#features/definitions/words.en.ts";
import type { Tx } from "#db/database.ts";
import { type TermKey, termKeys } from "#facts/agreements.ts";
import type { Asker } from "#facts/department.ts";
import { isReasonOfRole, stateOf, versionInForce, waitingOf } from "#facts/signatures.ts";
import { deny, missing } from "#http/answers.ts";
import { type Route, serve } from "#http/route.ts";
import { refuse } from "#kit/refusal.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { type DefinitionRow, addDefinition, definitionRows } from "#ledger/agreed-versions.ts";
import { audit } from "#ledger/audit.ts";
import { holdAgreements, ofDefinition, signAsHead, withdraw } from "#ledger/signatures.ts";

const options = { sentences: sentencesOf(words) };

/** The rows of one definition, the shipped version among them, the newest first. */
function versionsOf(rows: readonly DefinitionRow[], key: TermKey): DefinitionRow[] {
  const own = rows.filter((row) => row.key === key);
  return own.some((row) => row.version === 1) ? own : [...own, shippedRow(key)];
}

function definitionView(rows: readonly DefinitionRow[], key: TermKey, asker: Asker) {
  const versions = versionsOf(rows, key);
  const waiting = waitingOf(versions);
  const inForce = versions.find((row) => row.version === versionInForce(versions))!;
  const view = (row: DefinitionRow) => versionView(row, versions, asker);
  return { key, inForce: view(inForce), waiting: waiting && view(waiting), versions: versions.length, whyNotPropose: whyNotPropose(asker) };
}

export const routes: Route[] = [
  serve(
    listDefinitions,
    async ({ asker, database }) => {
      const why = whyNotReadDefinitions(asker);
      if (why !== null) return deny(why);
      const rows = await database.inWorkspace(asker.workspaceId, (tx) => definitionRows(tx, asker.workspaceId), { readOnly: true });
      return { definitions: termKeys.map((key) => definitionView(rows, key, asker)) };
    },
    options,
  ),
  serve(
    readDefinition,
    async ({ asker, database, params }) => {
      const why = whyNotReadDefinitions(asker);
      if (why !== null) return deny(why);
      const rows = await database.inWorkspace(asker.workspaceId, (tx) => definitionRows(tx, asker.workspaceId), { readOnly: true });
      const versions = versionsOf(rows, params.key);
      return { key: params.key, versions: versions.map((row) => versionView(row, versions, asker)), whyNotPropose: whyNotPropose(asker) };
    },
    options,
  ),
  serve(
    proposeDefinition,
    async ({ asker, database, params, body }) => {
      const why = whyNotPropose(asker);
      if (why !== null) return deny(why);
      const terms = readTerms(params.key, body.terms);
      if (!terms.ok) return { ...terms, status: 422 };
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        await holdAgreements(tx, asker.workspaceId);
        const versions = versionsOf(await definitionRows(tx, asker.workspaceId), params.key);
        if (waitingOf(versions)) return refuse("another-is-waiting");
        const inForce = versions.find((row) => row.version === versionInForce(versions))!;
        const differences = differencesOf(asReadToday(params.key, inForce.terms), terms.value);
        if (differences.length === 0) return refuse("same-as-in-force");
        const version = Math.max(...versions.map((row) => row.version)) + 1;
        await addDefinition(tx, asker.workspaceId, {
          key: params.key,
          version,
          terms: terms.value,
          note: body.note === "" ? null : body.note,
          by: asker.memberId,
        });
        await audit(tx, asker, {
          act: "definition.proposed",
          subjectKind: "definition",
          subjectId: `${params.key}@${version}`,
          before: inForce.terms,
          after: terms.value,
        });
        await signAsHead(tx, asker, { kind: ofDefinition, of: params.key, version });
        return oneDefinition(tx, asker, { key: params.key, version });
      });
    },
    options,
  ),
  serve(
    signDefinition,
    async ({ asker, database, params }) =>
      database.inWorkspace(asker.workspaceId, async (tx) => {
        await holdAgreements(tx, asker.workspaceId);
        const versions = versionsOf(await definitionRows(tx, asker.workspaceId), params.key);
        const row = versions.find((one) => one.version === params.version);
        if (!row) return missing();
        const why = whyNotSign(asker, row, versionInForce(versions));
        if (why !== null) return isReasonOfRole(why) ? deny(why) : refuse(why);
        // The shipped version gets its row with its first signature.
        if (row.proposedAt === null)
          await addDefinition(tx, asker.workspaceId, { key: params.key, version: 1, terms: shippedOf(params.key), note: null, by: null });
        await signAsHead(tx, asker, { kind: ofDefinition, of: params.key, version: row.version });
        return oneDefinition(tx, asker, { key: params.key, version: row.version });
      }),
    options,
  ),
  serve(
    withdrawDefinition,
    async ({ asker, database, params }) =>
      database.inWorkspace(asker.workspaceId, async (tx) => {
        await holdAgreements(tx, asker.workspaceId);
        const versions = versionsOf(await definitionRows(tx, asker.workspaceId), params.key);
        const row = versions.find((one) => one.version === params.version);
        if (!row) return missing();
        const why = whyNotWithdraw(asker, row);
        if (why !== null) return isReasonOfRole(why) ? deny(why) : refuse(why);
        await withdraw(tx, asker.workspaceId, { kind: ofDefinition, of: params.key, version: row.version, by: asker.memberId });
        await audit(tx, asker, { act: "definition.withdrawn", subjectKind: "definition", subjectId: `${params.key}@${row.version}` });
        return {};
      }),
    options,
  ),
];

async function oneDefinition(tx: Tx, asker: Asker, { key, version }: { key: TermKey; version: number }) {
  const versions = versionsOf(await definitionRows(tx, asker.workspaceId), key);
  return versionView(
    versions.find((row) => row.version === version)!,
    versions,
    asker,
  );
}

/** A version as the asker sees it. */
function versionView(row: DefinitionRow, versions: readonly DefinitionRow[], asker: Asker): DefinitionVersionView {
  const inForce = versionInForce(versions);
  const terms = asReadToday(row.key, row.terms);
  const before = versions.find((one) => one.version < row.version && stateOf(one, inForce) !== "withdrawn");
  return {
    version: row.version,
    state: stateOf(row, inForce),
    proposedBy: row.proposerName,
    proposedAt: row.version === 1 ? null : row.proposedAt,
    signatures: row.signatures,
    whyNotSign: whyNotSign(asker, row, inForce),
    whyNotWithdraw: whyNotWithdraw(asker, row),
    terms: terms as DefinitionVersionView["terms"],
    note: row.note,
    sentence: { en: sentenceOfTerms(row.key, terms, "en"), ru: sentenceOfTerms(row.key, terms, "ru") },
    differences: (before ? differencesOf(asReadToday(row.key, before.terms), terms) : []) as DefinitionVersionView["differences"],
  };
}

function shippedRow(key: TermKey): DefinitionRow {
  return { key, version: 1, terms: shippedOf(key), note: null, proposedBy: null, proposerName: null, proposedAt: null, withdrawnAt: null, signatures: [] };
}
