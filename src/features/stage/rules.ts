// What the table of tasks says of each, and what a change of stage would change: owners, and rooms that do not apply.
import type { ProfileView, StageAnswer, TaskView } from "#features/stage/contract.ts";
import { type FirmStage, type StageAnswers, doAnswersAgree } from "#facts/firm-stage.ts";
import { type HiddenRoom, hiddenRooms } from "#facts/hidden-rooms.ts";
import { type MarketingTask, type NamedOwner, type TaskOwner, isLate, judgedOn, namedOwner, standingOf, usualOwner } from "#facts/marketing-tasks.ts";
import type { Day } from "#kit/day.ts";

interface Known {
  readonly signs: ReadonlyMap<string, Day>;
  readonly said: readonly { readonly id: string; readonly task: string; readonly on: Day; readonly note: string | null; readonly by: string | null }[];
  readonly today: Day;
}

/** What the records show goes before what was said, where it is as late or later. */
export function taskView(task: MarketingTask, { signs, said, today }: Known): TaskView {
  const measured = signs.get(task.id);
  const told = said.find((one) => one.task === task.id);
  const last =
    measured !== undefined && (told === undefined || measured >= told.on)
      ? { on: measured, isMeasured: true, saidBy: null, note: null, saidId: null }
      : told === undefined
        ? null
        : { on: told.on, isMeasured: false, saidBy: told.by, note: told.note, saidId: told.id };
  return {
    ...task,
    owners: task.owners.map(({ owner, names }) => ({ owner, names: [...names] })),
    last,
    isLate: isLate({ lastOn: last?.on ?? null, everyDays: task.everyDays, today }),
    judgedOn: task.since === null ? null : judgedOn({ since: task.since, months: task.judgedMonths, today }),
  };
}

/** What is said must not contradict itself, begins on a day that has come, and not before what was said last. */
export function whyNotSay({ answers, since, before, today }: { answers: StageAnswers; since: Day; before: Pick<ProfileView, "since"> | null; today: Day }) {
  if (!doAnswersAgree(answers)) return "answers-differ";
  if (since > today) return "begins-in-the-future";
  return before !== null && since < before.since ? "before-the-last" : null;
}

export interface OwnerChange {
  readonly task: TaskView;
  readonly from: readonly NamedOwner[];
  readonly to: readonly NamedOwner[];
}

export interface StageChange {
  /** Tasks that get another owner by themselves. */
  readonly moves: readonly OwnerChange[];
  /** Tasks whose owners were named by hand and would be others by the stage: they stay, unless they are given up. */
  readonly byHand: readonly OwnerChange[];
  readonly hides: readonly HiddenRoom[];
  readonly returns: readonly HiddenRoom[];
  /** Tasks that nobody would own then. */
  readonly between: readonly OwnerChange[];
}

/** What another stage would change, worked out before anything is changed. */
export function changeOf(
  told: Pick<StageAnswer, "tasks" | "people" | "hidden">,
  next: { readonly stage: FirmStage; readonly answers: StageAnswers },
): StageChange {
  const changes = told.tasks
    .filter(({ key, isRemoved }) => key !== null && !isRemoved)
    .map((task): OwnerChange => {
      const role = usualOwner(task.key!, { stage: next.stage, agencyFor: next.answers.agencyFor });
      const to = role === null ? [] : [namedOwner({ kind: "role", role }, told.people)];
      return { task, from: task.owners, to };
    })
    .filter(({ from, to }) => !isSameOwners(from, to));
  const hidden = hiddenRooms(next);
  const isIn = (rooms: readonly { readonly room: string }[], room: string) => rooms.some((one) => one.room === room);
  const moves = changes.filter(({ task }) => !task.isByHand);
  return {
    moves,
    byHand: changes.filter(({ task }) => task.isByHand),
    hides: hidden.filter(({ room }) => !isIn(told.hidden, room)),
    returns: told.hidden.filter(({ room }) => !isIn(hidden, room)),
    between: moves.filter(({ to }) => standingOf(to) === "between-chairs"),
  };
}

const keyOf = (owner: TaskOwner) => (owner.kind === "role" ? owner.role : owner.memberId);
const isSameOwners = (one: readonly NamedOwner[], other: readonly NamedOwner[]) =>
  one.length === other.length && one.every(({ owner }) => other.some((each) => keyOf(each.owner) === keyOf(owner)));

/** How many tasks stand on the table, how many nobody owns, how many are done twice, how many are late. */
export function answerOf({ tasks }: Pick<StageAnswer, "tasks">) {
  const shown = tasks.filter(({ isRemoved }) => !isRemoved);
  const count = (is: (task: TaskView) => boolean) => shown.filter(is).length;
  return {
    all: shown.length,
    between: count(({ standing }) => standing === "between-chairs"),
    twice: count(({ standing }) => standing === "twice"),
    late: count((task) => task.isLate),
  };
}
