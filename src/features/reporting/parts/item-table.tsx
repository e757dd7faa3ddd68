// Everything that is asked, with its reader, its decision, its minutes and who used it.
import { Checkbox, Group, SegmentedControl } from "@mantine/core";

import type { ReportItemView, Reporting } from "#features/reporting/contract.ts";
import { useMinutes } from "#features/reporting/parts/minutes.ts";
import type { ReportingQuestion } from "#features/reporting/parts/question.ts";
import classes from "#features/reporting/parts/reporting.module.css";
import type { words } from "#features/reporting/words.en.ts";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { SideBadge } from "#ui/marks.tsx";

export function ItemTable({ told, question }: { readonly told: Reporting; readonly question: ReportingQuestion }) {
  const t = useWords<typeof words>("reporting");
  const columns = useColumns();
  const rows = told.items.filter(({ askedOf, askedUntil }) => (question.of === null || question.of === askedOf) && (question.withEnded || askedUntil === null));
  return (
    <>
      <Group gap="md">
        <SegmentedControl
          aria-label={t("col-asked")}
          value={question.of ?? "all"}
          onChange={(of) => question.filter({ of: of === "all" ? undefined : of })}
          data={[
            { value: "all", label: t("show-all") },
            { value: "sales", label: t("sales") },
            { value: "marketing", label: t("marketing") },
          ]}
        />
        <Checkbox
          label={t("show-ended")}
          checked={question.withEnded}
          onChange={(event) => question.filter({ ended: event.currentTarget.checked ? "true" : undefined })}
        />
      </Group>
      {rows.length === 0 ? (
        <p className={classes["quiet"]}>{t("none")}</p>
      ) : (
        <DataTable
          caption={t("table")}
          rows={rows}
          rowKey={({ id }) => id}
          columns={columns}
          onOpen={({ id }) => question.show(id)}
          fileName="evenhand-reporting"
        />
      )}
    </>
  );
}

function useColumns(): Column<ReportItemView>[] {
  const t = useWords<typeof words>("reporting");
  const format = useFormat();
  const minutes = useMinutes();
  const orNot = (amount: number | null) => (amount === null ? t("untold") : minutes(amount));
  const used = ({ use }: ReportItemView) =>
    use.state === "used"
      ? t("use-used", { day: format.day(use.lastUsedOn!) })
      : use.state === "unused"
        ? t("use-unused")
        : use.toldFrom === null
          ? t("use-not-counted")
          : t("use-too-early", { day: format.day(use.toldFrom) });
  return [
    {
      key: "name",
      name: t("col-name"),
      value: ({ name }) => name,
      cell: ({ name, askedUntil }) => (askedUntil === null ? name : <span className={classes["ended"]}>{name}</span>),
      onPhone: "title",
    },
    { key: "asked", name: t("col-asked"), value: ({ askedOf }) => t(askedOf), cell: ({ askedOf }) => <SideBadge side={askedOf}>{t(askedOf)}</SideBadge> },
    { key: "reader", name: t("col-reader"), value: ({ reader }) => reader },
    { key: "decision", name: t("col-decision"), value: ({ decision }) => decision },
    { key: "per-week", name: t("col-per-week"), isNumber: true, value: ({ perWeek }) => perWeek, cell: ({ perWeek }) => orNot(perWeek) },
    { key: "each", name: t("col-each"), isNumber: true, value: ({ time }) => time.minutes, cell: ({ time }) => minutes(time.minutes) },
    {
      key: "minutes",
      name: t("col-minutes"),
      isNumber: true,
      value: (item) => item.minutes,
      cell: (item) => (
        <span>
          {orNot(item.minutes)}
          {item.interval === null ? null : (
            <small className={classes["under"]}>{t("measured-range", { low: minutes(item.interval.low!), high: minutes(item.interval.high!) })}</small>
          )}
        </span>
      ),
    },
    {
      key: "record",
      name: t("col-record"),
      isNumber: true,
      value: ({ onRecord }) => onRecord?.share ?? null,
      cell: ({ onRecord }) =>
        onRecord === null ? (
          "–"
        ) : (
          <span>
            {format.share(onRecord.share, 0)}
            {onRecord.left === 0 ? null : <small className={classes["under"]}>{t("left", { count: onRecord.left })}</small>}
          </span>
        ),
    },
    { key: "use", name: t("col-use"), value: used, cell: used },
  ];
}
