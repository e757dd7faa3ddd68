// How promises with an agency are put together: what holds, what waits, how far each was kept and in which cases it was not.
import { type AgencyGround, agencyCases, agencyVerdict } from "#evidence/promises/agency.ts";
import { isSigned, whyNotSign, whyNotWithdraw } from "#features/agency-promises/access.ts";
import { type AgencyPromiseView, type AgencyVersionView, mostCases } from "#features/agency-promises/contract.ts";
import { type AgencyPromiseHeld, type AgencyPromiseKey, agencyParties, agencyPromiseKeys, heldOn, levelOf, partyOfPromise } from "#facts/agency-promises.ts";
import type { AgencyTerms } from "#facts/agency-promises.ts";
import type { Asker } from "#facts/department.ts";
import type { Day } from "#kit/day.ts";

/** A version as it stands on record. */
export interface Row extends Omit<AgencyVersionView, "state" | "inForceFrom" | "whyNotSign" | "whyNotWithdraw"> {
  readonly agencyId: string;
  readonly key: AgencyPromiseKey;
  readonly withdrawnAt: string | null;
  readonly signedOn: Day | null;
}

/** The first day on which a version holds: the day it names, but never before the second signature. */
export function inForceFrom({ signedOn, holdsFrom, withdrawnAt }: Pick<Row, "signedOn" | "holdsFrom" | "withdrawnAt">): Day | null {
  if (signedOn === null || withdrawnAt !== null) return null;
  return holdsFrom !== null && holdsFrom > signedOn ? holdsFrom : signedOn;
}

export function heldOf(rows: readonly Row[]): AgencyPromiseHeld[] {
  return rows.flatMap((row) => {
    const from = inForceFrom(row);
    return from === null ? [] : [{ key: row.key, version: row.version, terms: row.terms, from }];
  });
}

/** The newest that both have signed; 0: none. */
export const newestSigned = (rows: readonly Row[]): number =>
  Math.max(0, ...rows.filter((row) => row.withdrawnAt === null && isSigned(row)).map(({ version }) => version));

/** The proposal that waits for a signature; there is at most one. */
export function waitingIn(rows: readonly Row[]): Row | null {
  const newest = newestSigned(rows);
  return rows.find((row) => row.withdrawnAt === null && row.version > newest) ?? null;
}

interface Proposed {
  readonly key: AgencyPromiseKey;
  readonly terms: AgencyTerms;
  readonly holdsFrom: Day | null;
  readonly today: Day;
}

export function whyNotTerms(rows: readonly Row[], { key, terms, holdsFrom, today }: Proposed) {
  if (terms.level > levelOf[key].most) return "level-too-high";
  if (holdsFrom !== null && holdsFrom < today) return "begins-in-past";
  if (waitingIn(rows) !== null) return "another-is-waiting";
  const holds = heldOn(heldOf(rows), key, "9999-12-31")?.terms;
  return holds !== undefined && holds.level === terms.level && holds.atLeast === terms.atLeast ? "same-as-in-force" : null;
}

interface Seen {
  readonly asker: Pick<Asker, "role" | "memberId">;
  readonly agencyId: string;
  readonly ground: AgencyGround;
  /** False: no campaign and no channel is shown to the agency, so no lead can be counted. */
  readonly isShared: boolean;
  readonly about: ReadonlyMap<string, string>;
}

const ofLeads: ReadonlySet<AgencyPromiseKey> = new Set<AgencyPromiseKey>(["leads-delivered", "lead-feedback"]);

/** Promises that anybody proposed, those of the agency first. */
export function promiseViews(rows: readonly Row[], seen: Seen): AgencyPromiseView[] {
  return agencyPromiseKeys.map((key) => rows.filter((row) => row.key === key)).flatMap((own) => (own.length === 0 ? [] : [promiseView(own, seen)]));
}

function promiseView(rows: readonly Row[], { asker, agencyId, ground, isShared, about }: Seen): AgencyPromiseView {
  const { key } = rows[0]!;
  const holds = heldOn(ground.held, key, ground.asOf);
  const isUntold = ofLeads.has(key) && !isShared;
  const cases = isUntold ? [] : agencyCases(key, ground);
  const { status, reason, ...counted } = agencyVerdict(cases);
  const waits = waitingIn(rows);
  const signed = new Set(waits?.signatures.map(({ party }) => party));
  return {
    agencyId,
    key,
    party: partyOfPromise[key],
    ...counted,
    status: holds === null && cases.length === 0 ? "not-agreed" : status,
    reason: holds === null && cases.length === 0 ? null : isUntold ? "nothing-shared" : reason,
    terms: holds?.terms ?? null,
    since: holds?.from ?? null,
    waitsFor: waits === null ? [] : agencyParties.filter((party) => !signed.has(party)),
    cases: cases.slice(0, mostCases).map(({ id, dueOn, doneOn, count, isKept }) => ({
      id,
      about: about.get(id) ?? (ofLeads.has(key) && count === null ? id : null),
      dueOn,
      doneOn,
      count,
      isKept,
    })),
    versions: rows.map((row) => versionView(row, { rows, asker, agencyId, holds: holds?.version ?? 0 })),
  };
}

function versionView(
  row: Row,
  { rows, asker, agencyId, holds }: Pick<Seen, "asker" | "agencyId"> & { rows: readonly Row[]; holds: number },
): AgencyVersionView {
  const { key: _key, agencyId: _agency, withdrawnAt, signedOn: _signed, ...shown } = row;
  const newest = newestSigned(rows);
  const state =
    withdrawnAt !== null
      ? "withdrawn"
      : row.version === holds
        ? "in-force"
        : !isSigned(row) && row.version > newest
          ? "waiting"
          : row.version > holds && isSigned(row)
            ? "ahead"
            : "past";
  const about = { agencyId, one: row };
  return { ...shown, state, inForceFrom: inForceFrom(row), whyNotSign: whyNotSign(asker, { ...about, newest }), whyNotWithdraw: whyNotWithdraw(asker, about) };
}

/** How many each party gave that are kept, and how many wait for a signature. */
export function answerOf(promises: readonly Pick<AgencyPromiseView, "party" | "status" | "waitsFor">[]) {
  const of = (party: "agency" | "firm") => {
    const own = promises.filter((one) => one.party === party && one.status !== "not-agreed");
    return { all: own.length, kept: own.filter(({ status }) => status === "kept").length, broken: own.filter(({ status }) => status === "broken").length };
  };
  return { agency: of("agency"), firm: of("firm"), waits: promises.filter(({ waitsFor }) => waitsFor.length > 0).length };
}
