// Which moves are proposed: those whose statements stand worst beside their facts, what is done already left out, ties told.
import { factSays } from "#evidence/survey/twins.ts";
import { type MoveKey, moveKeys, moveRuleOf } from "#facts/cooperation.ts";
import type { RelationshipKind, SurveyStatement } from "#facts/survey.ts";
import type { Twin } from "#facts/survey-twins.ts";

/** How many are proposed at a time. */
export const movesProposed = 3;

/** The middle of the answers 1 to 5. */
const middle = 3;

/**
 * not-borne-out: the whole range of the fact misses its level; near: its value misses the level and the range reaches over it; said: nothing is measured, and the
 * answers lie below the middle; quiet: nothing speaks against the statement.
 */
export const reasonKinds = ["not-borne-out", "near", "said", "quiet"] as const;
export type ReasonKind = (typeof reasonKinds)[number];

export interface MoveReason {
  readonly statement: SurveyStatement;
  readonly kind: ReasonKind;
  /** How far it misses: of a fact as a share of its level, of answers as a share of the way from the middle to the end. */
  readonly distance: number;
  /** Null: nothing is measured beside it. */
  readonly twin: Twin | null;
  /** Mean answer of both sides together, 1 to 5; null: not shown. */
  readonly said: number | null;
}

export interface ProposedMove {
  readonly move: MoveKey;
  readonly reason: MoveReason;
  /** Stands level with another, so that the order of the list decided. */
  readonly isTied: boolean;
}

export interface MovesGround {
  readonly twins: readonly Twin[];
  /** Mean answers of both sides together; empty: no wave may be shown. */
  readonly said: ReadonlyMap<SurveyStatement, number>;
  /** Begun already, or a way of working that is taken up. */
  readonly done: ReadonlySet<MoveKey>;
}

export interface MovesFound {
  readonly moves: readonly ProposedMove[];
  /** Moves to the same kind that are begun or done already. */
  readonly done: readonly MoveKey[];
  /** Of the statements of all moves to this kind: how many have a fact that could be measured. */
  readonly measured: number;
  readonly statements: number;
}

/** Moves that lead to a kind: the worst first. Facts go before answers, answers before silence; equals stand in the order of the list, and it is said. */
export function movesTo(to: RelationshipKind, { twins, said, done }: MovesGround): MovesFound {
  const all = moveKeys.filter((move) => moveRuleOf(move).to === to);
  const reasons = new Map(all.map((move) => [move, worstOf(moveRuleOf(move).statements.map((statement) => reasonOf(statement, twins, said)))] as const));
  const open = all.filter((move) => !done.has(move)).toSorted((a, b) => order(reasons.get(a)!, reasons.get(b)!));
  const isTied = (move: MoveKey) => open.some((other) => other !== move && order(reasons.get(move)!, reasons.get(other)!) === 0);
  const statements = new Set(all.flatMap((move) => moveRuleOf(move).statements));
  return {
    moves: open.slice(0, movesProposed).map((move) => ({ move, reason: reasons.get(move)!, isTied: isTied(move) })),
    done: all.filter((move) => done.has(move)),
    measured: [...statements].filter((statement) => twins.some((twin) => twin.statement === statement && twin.value !== null)).length,
    statements: statements.size,
  };
}

/** Below zero: the first is worse. To three digits, so that what looks the same counts as the same. */
function order(a: MoveReason, b: MoveReason): number {
  const kinds = reasonKinds.indexOf(a.kind) - reasonKinds.indexOf(b.kind);
  return kinds === 0 ? Math.round(b.distance * 1_000) - Math.round(a.distance * 1_000) : kinds;
}

const worstOf = (reasons: readonly MoveReason[]): MoveReason => reasons.toSorted(order)[0]!;

function reasonOf(statement: SurveyStatement, twins: readonly Twin[], means: ReadonlyMap<SurveyStatement, number>): MoveReason {
  const twin = twins.find((one) => one.statement === statement && one.value !== null && one.level !== null) ?? null;
  const said = means.get(statement) ?? null;
  if (twin !== null) {
    const distance = missOf(twin);
    const kind = factSays(twin) === "not-borne-out" ? "not-borne-out" : factSays(twin) === "open" && distance > 0 ? "near" : "quiet";
    return { statement, kind, distance: kind === "quiet" ? 0 : distance, twin, said };
  }
  const distance = said === null ? 0 : (middle - said) / (middle - 1);
  return { statement, kind: distance > 0 ? "said" : "quiet", distance: Math.max(0, distance), twin: null, said };
}

/** By how much of its level a fact misses it; below zero where it keeps it. */
function missOf({ value, level, holds }: Twin): number {
  const [at, due] = [value ?? 0, level ?? 0];
  return (holds === "at-least" ? due - at : at - due) / (due || 1);
}
