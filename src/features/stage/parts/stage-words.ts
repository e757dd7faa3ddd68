// How tasks, their owners and their days are named on the screen.
import type { StageAnswer, TaskView } from "#features/stage/contract.ts";
import type { words } from "#features/stage/words.en.ts";
import type { NamedOwner } from "#facts/marketing-tasks.ts";
import { useFormat, useWords } from "#ui/language.ts";

/** So many names stand beside a role; more are counted. */
const namesShown = 2;

export const taskTexts = ["what", "marketing", "sales", "alive"] as const;
export type TaskText = (typeof taskTexts)[number];

export function useStageWords(people: StageAnswer["people"]) {
  const t = useWords<typeof words>("stage");
  const format = useFormat();
  const names = (of: readonly string[]) =>
    of.length <= namesShown ? of.join(", ") : t("owner-more", { names: of.slice(0, namesShown).join(", "), count: of.length - namesShown });
  const owner = ({ owner: one, names: here }: NamedOwner): string => {
    if (one.kind === "member") return here[0] ?? people.find(({ memberId }) => memberId === one.memberId)?.name ?? t("owner-left");
    const role = t(`owner-${one.role}`);
    return here.length === 0 ? t("owner-nobody-here", { role }) : t("owner-named", { role, names: names(here) });
  };
  return {
    name: ({ key, name }: Pick<TaskView, "key" | "name">) => name ?? t(`name-${key!}`),
    /** null: the firm has not written it. */
    text: (task: TaskView, text: TaskText) => task[text] ?? (task.key === null ? null : t(`${text}-${task.key}`)),
    owner,
    owners: (owners: readonly NamedOwner[]) => (owners.length === 0 ? t("owner-nobody") : owners.map(owner).join("; ")),
    /** The role or the name alone, for a row. */
    ownersShort: (owners: readonly NamedOwner[]) =>
      owners.length === 0 ? t("owner-nobody") : owners.map((one) => (one.owner.kind === "role" ? t(`owner-${one.owner.role}`) : owner(one))).join("; "),
    last: ({ last }: Pick<TaskView, "last">) => {
      if (last === null) return t("last-never");
      const day = format.day(last.on);
      if (last.isMeasured) return t("last-measured", { day });
      return last.saidBy === null ? t("last-said-unnamed", { day }) : t("last-said", { day, name: last.saidBy });
    },
    every: ({ everyDays }: Pick<TaskView, "everyDays">) => (everyDays === null ? t("every-never") : t("every-days", { count: everyDays })),
  };
}
