// What is owed next and how much time is left for it, in working time where so agreed; overdue stands out.
import type { HandoffList } from "#features/handoff/contract.ts";
import classes from "#features/handoff/parts/handoff.module.css";
import { type Left, leftOf } from "#features/handoff/rules.ts";
import type { words } from "#features/handoff/words.en.ts";
import type { HandoffRow } from "#facts/handoff-row.ts";
import { useFormat, useWords } from "#ui/language.ts";

export function useLeft(): (left: Omit<Left, "isLate">) => string {
  const t = useWords<typeof words>("handoff");
  return ({ days, hours, minutes }) => {
    const parts = [
      days > 0 ? t("days", { count: days }) : null,
      hours > 0 ? t("time-hours", { count: hours }) : null,
      minutes > 0 || (days === 0 && hours === 0) ? t("time-minutes", { count: minutes }) : null,
    ];
    return parts.filter((part) => part !== null).join(" ");
  };
}

export function Owed({ row, told, now }: { readonly row: HandoffRow; readonly told: Pick<HandoffList, "week" | "zone">; readonly now: number }) {
  const t = useWords<typeof words>("handoff");
  const format = useFormat();
  const say = useLeft();
  if (row.due === null) return null;
  const left = leftOf(row, { nowMs: now, week: told.week, zone: told.zone });
  const at = row.due.at === null ? null : new Date(row.due.at).toISOString();
  return (
    <span className={classes["owed"]}>
      <span>{t(`owes-${row.due.kind}`)}</span>
      <span
        className={classes["left"]}
        {...(left?.isLate === true ? { "data-late": true } : {})}
        {...(at === null ? {} : { title: t("until", { moment: format.moment(at) }) })}
      >
        {left === null ? t("due-never") : t(left.isLate ? "late" : "left", { time: say(left) })}
      </span>
    </span>
  );
}
