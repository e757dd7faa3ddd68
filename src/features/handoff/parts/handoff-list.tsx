// The list in its groups: overdue, due today, later; each row says who, what, from where, and what is owed until when.
import { Button, Checkbox } from "@mantine/core";
import { memo } from "react";

import type { HandoffList } from "#features/handoff/contract.ts";
import classes from "#features/handoff/parts/handoff.module.css";
import { Owed } from "#features/handoff/parts/left.tsx";
import { type Begun, keyOf, openActs } from "#features/handoff/parts/row-acts.ts";
import { useNameOf } from "#features/handoff/parts/use-acts.ts";
import { groupOf, groups } from "#features/handoff/rules.ts";
import type { words } from "#features/handoff/words.en.ts";
import type { Asker } from "#facts/department.ts";
import type { HandoffRow } from "#facts/handoff-row.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";

export interface ListProps {
  readonly told: HandoffList;
  readonly asker: Pick<Asker, "role" | "memberId">;
  readonly now: number;
  readonly current: string | null;
  readonly selected: ReadonlySet<string>;
  readonly onCurrent: (lead: string) => void;
  readonly onSelect: (lead: string) => void;
  readonly onOpen: (lead: string) => void;
  readonly onBegin: (what: Begun, row: HandoffRow) => void;
}

export function Groups(props: ListProps) {
  const t = useWords<typeof words>("handoff");
  const { told, now } = props;
  return groups.map((group) => {
    const rows = told.rows.filter((row) => groupOf(row, { nowMs: now, zone: told.zone }) === group);
    if (rows.length === 0) return null;
    const title = `${t(`group-${group}`)} (${rows.length})`;
    return (
      <Section key={group} title={title}>
        <ul className={classes["list"]} aria-label={t("list-name", { group: t(`group-${group}`) })}>
          {rows.map((row) => (
            <Row key={row.lead} row={row} {...props} isCurrent={props.current === row.lead} isSelected={props.selected.has(row.lead)} />
          ))}
        </ul>
      </Section>
    );
  });
}

interface RowProps extends ListProps {
  readonly row: HandoffRow;
  readonly isCurrent: boolean;
  readonly isSelected: boolean;
}

const Row = memo(function Row({ row, told, asker, now, isCurrent, isSelected, onCurrent, onSelect, onOpen, onBegin }: RowProps) {
  const t = useWords<typeof words>("handoff");
  const format = useFormat();
  const name = useNameOf()(row);
  const about = [row.account === name ? null : row.account, row.grade === null ? null : t("grade-of", { grade: row.grade })].filter(Boolean).join(" · ");
  const from = [row.channel, row.campaign].filter(Boolean);
  const progress = [
    t(`state-${row.state}`),
    row.round > 1 ? t("round", { round: row.round }) : null,
    row.attempts > 0 ? t("attempts", { count: row.attempts }) : null,
  ];
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the row follows the focus of what stands in it; it takes none itself
    <li
      className={classes["row"]}
      data-lead={row.lead}
      {...(isCurrent ? { "data-current": true } : {})}
      {...(isSelected ? { "data-selected": true } : {})}
      onFocus={() => onCurrent(row.lead)}
    >
      <Checkbox size="xs" checked={isSelected} aria-label={t("select", { lead: name })} onChange={() => onSelect(row.lead)} tabIndex={-1} />
      <div className={`${classes["cell"]} ${classes["first"]}`}>
        <button type="button" className={classes["name"]} data-open aria-label={t("open-of", { lead: name })} onClick={() => onOpen(row.lead)}>
          {name}
        </button>
        <span className={classes["quiet"]}>{about === "" ? row.lead : about}</span>
        {row.state === "returned" ? (
          <span className={`${classes["quiet"]} ${classes["note"]}`}>
            {row.returnClass === null ? null : t(`class-${row.returnClass}`)}
            {row.returnNote === null ? null : `: ${row.returnNote}`}
          </span>
        ) : null}
      </div>
      <div className={classes["cell"]}>
        <span>{from[0] ?? "–"}</span>
        <span className={classes["quiet"]}>{from[1] ?? (row.value === null ? null : format.money(row.value.amount, row.value.currency, true))}</span>
      </div>
      <div className={classes["cell"]}>
        <span>{row.person?.name ?? t("nobody")}</span>
        <span className={classes["quiet"]}>{progress.filter(Boolean).join(", ")}</span>
      </div>
      <div className={classes["cell"]}>
        <Owed row={row} told={told} now={now} />
      </div>
      <div className={classes["acts"]}>
        {openActs(asker, row).map((what, n) => (
          <Button
            key={what}
            size="compact-sm"
            variant={n === 0 ? "light" : "subtle"}
            color={n === 0 ? undefined! : "gray"}
            aria-label={t("act-of", { act: t(what), lead: name })}
            aria-keyshortcuts={keyOf[what]}
            onClick={() => onBegin(what, row)}
          >
            {t(what)}
          </Button>
        ))}
      </div>
    </li>
  );
});
