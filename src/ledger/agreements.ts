// What is agreed at the moment: the newest version of each definition that both heads have signed, else the shipped one; and the owners of drivers.
import type { Tx } from "#db/database.ts";
import { type Agreed, type DriverOwner, type TermKey, agreedByDefault, shippedTerms, termKeys } from "#facts/agreements.ts";

const bothSigned = 2;

/** The terms in force in a workspace, each with its version; version 1 is the shipped one. */
export async function readAgreed(tx: Tx, workspaceId: string): Promise<Agreed> {
  const rows = await tx.rows<{ key: TermKey; version: number; terms: object }>(
    `select distinct on (v.key) v.key, v.version, v.terms
       from evenhand.definition_version v
       join (select key, version from evenhand.definition_signature where workspace_id = $1 group by key, version having count(*) = $2) s
         on s.key = v.key and s.version = v.version
      where v.workspace_id = $1 and v.withdrawn_at is null
      order by v.key, v.version desc`,
    [workspaceId, bothSigned],
  );
  const inForce = new Map(rows.map((row) => [row.key, row]));
  const of = <T>(read: (key: TermKey) => T) => Object.fromEntries(termKeys.map((key) => [key, read(key)]));
  return {
    // A parameter that came with a later release is taken from the shipped terms.
    terms: of((key) => Object.assign({}, shippedTerms[key], inForce.get(key)?.terms)) as unknown as Agreed["terms"],
    versions: of((key) => inForce.get(key)?.version ?? agreedByDefault.versions[key]) as Agreed["versions"],
    signed: of((key) => inForce.has(key)) as Agreed["signed"],
  };
}

/** Drivers given to another owner than the shipped one, as signed by both heads. */
export async function readDriverOwners(tx: Tx, workspaceId: string): Promise<DriverOwner[]> {
  return tx.rows<DriverOwner>(
    `select distinct on (o.driver) o.driver, o.owner, o.version
       from evenhand.driver_owner o
       join (select driver, version from evenhand.driver_owner_signature where workspace_id = $1 group by driver, version having count(*) = $2) s
         on s.driver = o.driver and s.version = o.version
      where o.workspace_id = $1 and o.withdrawn_at is null
      order by o.driver, o.version desc`,
    [workspaceId, bothSigned],
  );
}
