// Should a firm move up from its kind of relationship: conditions for moving against conditions for staying, each with one voice, told only where what is open could not turn it.
import { type Condition, type ConditionGround, conditionOf } from "#evidence/relationship/conditions.ts";
import { type ConditionKey, type MovableKind, conditionKeys, nextKind, ruleOf } from "#facts/cooperation.ts";
import type { RelationshipKind } from "#facts/survey.ts";

export type MoveUp = "move" | "stay" | "cannot-be-told";

export interface KindAnswer {
  readonly from: RelationshipKind;
  /** Null: there is nothing above. */
  readonly to: RelationshipKind | null;
  readonly answer: MoveUp;
  /** Conditions that hold and speak for it. */
  readonly forMoving: readonly ConditionKey[];
  readonly forStaying: readonly ConditionKey[];
  /** Conditions that are open: where the answer cannot be told, those that would settle it. */
  readonly missing: readonly ConditionKey[];
  readonly conditions: readonly Condition[];
}

/**
 * The answer for one kind. Move: more conditions for moving hold than for staying, even if all open ones for staying did too. Stay: at least as many hold for
 * staying as for moving, even if all open ones for moving did too; so that with no reason to move one stays. Else it cannot be told. The authors weigh no
 * condition above another, and warn that not every company should move: a tie is for staying.
 * What speaks for staying never turns the answer to moving: it can only raise the number that holds, or lower the number that is open, by as much.
 */
export function kindAnswer(from: RelationshipKind, ground: ConditionGround): KindAnswer {
  if (from === "integrated") return { from, to: null, answer: "stay", forMoving: [], forStaying: [], missing: [], conditions: [] };
  const conditions = conditionKeys.filter((key) => ruleOf(key).from === from).map((key) => conditionOf(key, ground));
  const of = (speaks: "stay" | "move", states: readonly Condition["state"][]) =>
    conditions.filter(({ key, state }) => ruleOf(key).speaks === speaks && states.includes(state)).map(({ key }) => key);
  const forMoving = of("move", ["holds"]);
  const forStaying = of("stay", ["holds"]);
  const openMoving = of("move", ["open", "parted"]);
  const openStaying = of("stay", ["open", "parted"]);
  const answer: MoveUp =
    forMoving.length > forStaying.length + openStaying.length ? "move" : forStaying.length >= forMoving.length + openMoving.length ? "stay" : "cannot-be-told";
  return { from, to: nextKind[from], answer, forMoving, forStaying, missing: [...openMoving, ...openStaying], conditions };
}

export interface RelationshipAnswer {
  readonly answer: MoveUp;
  /** The kind to move to or to stay with; null: it cannot be told. */
  readonly at: RelationshipKind | null;
  /** Why it cannot be told. */
  readonly because: "no-wave" | "kinds-differ" | "conditions-open" | null;
  /** One for each kind that it may be. */
  readonly kinds: readonly KindAnswer[];
}

const movable: readonly MovableKind[] = ["undefined", "defined", "aligned"];

/**
 * The answer for a firm. `kinds`: those that the range of the last wave's sum reaches into; null where there is no wave: all of them are gone through, and none
 * is told. With more than one kind an answer is given only where it is to stay in each, for then it does not matter which it is.
 */
export function relationshipAnswer(
  kinds: readonly RelationshipKind[] | null,
  { kind, ground }: { readonly kind: RelationshipKind | null; readonly ground: ConditionGround },
): RelationshipAnswer {
  const answers = (kinds ?? movable).map((each) => kindAnswer(each, ground));
  const untold = (because: RelationshipAnswer["because"]): RelationshipAnswer => ({ answer: "cannot-be-told", at: null, because, kinds: answers });
  if (kinds === null || kind === null) return untold("no-wave");
  const [only] = answers;
  if (answers.length === 1 && only !== undefined) {
    if (only.answer === "cannot-be-told") return untold("conditions-open");
    return { answer: only.answer, at: only.answer === "move" ? only.to : only.from, because: null, kinds: answers };
  }
  if (answers.every(({ answer }) => answer === "stay")) return { answer: "stay", at: kind, because: null, kinds: answers };
  return untold("kinds-differ");
}
