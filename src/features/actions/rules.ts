// What makes an action one, when it is overdue, and how the agenda is put in another order.
import { whyNotChangeAction, whyNotChangeItem } from "#features/actions/access.ts";
import type { ActionDetail, ActionOnFile, ActionState, AgendaItemOnFile } from "#facts/actions.ts";
import type { Asker } from "#facts/department.ts";
import { hasParts } from "#facts/goal-keys.ts";
import type { Day } from "#kit/day.ts";
import type { WhyNot } from "#kit/refusal.ts";

/** Whether it stands so: its owner is with us; a new one is not due before today. `today` null: it was there before, and its day may have passed. */
export function whyNotAsAction(
  { dueOn, moves }: Pick<ActionDetail, "dueOn" | "moves">,
  given: { readonly isOwnerHere: boolean; readonly today: Day | null },
): WhyNot {
  if (!given.isOwnerHere) return "owner-not-here";
  if (moves?.within && !hasParts(moves.key)) return "figure-has-no-parts";
  return given.today !== null && dueOn < given.today ? "due-in-the-past" : null;
}

/** What is dropped says why. */
export function whyNotMove(state: ActionState, reason: string): WhyNot {
  return state === "dropped" && reason === "" ? "dropped-without-reason" : null;
}

export function isOverdue({ state, dueOn }: { readonly state: ActionState; readonly dueOn: Day }, today: Day): boolean {
  return state === "open" && dueOn < today;
}

/** The ids with one of them put before another, or at the end; null: one of the two is not among them. */
export function inNewOrder(ids: readonly string[], { id, before }: { readonly id: string; readonly before: string | null }): string[] | null {
  if (!ids.includes(id) || (before !== null && !ids.includes(before))) return null;
  if (before === id) return [...ids];
  const others = ids.filter((each) => each !== id);
  const place = before === null ? others.length : others.indexOf(before);
  return others.toSpliced(place, 0, id);
}

interface Looks {
  readonly asker: Asker;
  readonly asOf: Day;
}

export function detailOf({ title, note, ownerId, dueOn, metric, metricWay, metricShare, withinBy, withinValue }: ActionOnFile) {
  const within = withinBy === null ? null : { by: withinBy, value: withinValue! };
  return { title, note: note ?? "", ownerId, dueOn, moves: metric === null ? null : { key: metric, way: metricWay!, share: metricShare, within } };
}

/** How an action stood, in plain values: people by their names. */
export function stoodOf(row: ActionOnFile) {
  const { title, note, ownerName, dueOn, metric, metricWay, metricShare, withinBy, withinValue, state, stateReason } = row;
  return { title, note, owner: ownerName, dueOn, metric, metricWay, metricShare, withinBy, withinValue, state, stateReason };
}

export function actionView(row: ActionOnFile, { asker, asOf }: Looks) {
  const { id, title, note, dueOn, state, stateReason, endedAt, revision, createdBy, createdAt } = row;
  return {
    id,
    title,
    note,
    dueOn,
    state,
    stateReason,
    endedAt,
    revision,
    createdBy,
    createdAt,
    owner: { memberId: row.ownerId, name: row.ownerName, department: row.ownerDepartment },
    isOverdue: isOverdue(row, asOf),
    moves: detailOf(row).moves,
    from: fromOf(row),
    whyNotChange: whyNotChangeAction(asker, row),
  };
}

export function itemView(row: AgendaItemOnFile, asker: Asker) {
  const { id, title, why, putBy, putAt } = row;
  return { id, title, why, putBy, putAt, from: fromOf(row), whyNotChange: whyNotChangeItem(asker, row) };
}

const fromOf = ({ fromKind, fromId, fromTitle }: Pick<ActionOnFile, "fromKind" | "fromId" | "fromTitle">) =>
  fromKind === null ? null : { kind: fromKind, id: fromId!, title: fromTitle! };
