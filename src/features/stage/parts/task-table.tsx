// Tasks of one kind as a table: which part sales takes, who owns each, how often it is done, when it last was, and over how long it is judged.
import type { StageAnswer, TaskView } from "#features/stage/contract.ts";
import { useStageWords } from "#features/stage/parts/stage-words.ts";
import classes from "#features/stage/parts/stage.module.css";
import type { words } from "#features/stage/words.en.ts";
import { DataTable } from "#ui/data-table.tsx";
import { useFormat, useLanguage, useWords } from "#ui/language.ts";

interface TableProps {
  readonly caption: string;
  readonly rows: readonly TaskView[];
  /** What the file holds: both kinds. */
  readonly all: readonly TaskView[];
  readonly told: StageAnswer;
  readonly onOpen: (id: string) => void;
}

export function TaskTable({ caption, rows, all, told, onOpen }: TableProps) {
  const t = useWords<typeof words>("stage");
  const format = useFormat();
  const { language } = useLanguage();
  const say = useStageWords(told.people);
  return (
    <DataTable<TaskView>
      key={language}
      caption={caption}
      rows={rows}
      savedRows={all}
      rowKey={({ id }) => id}
      onOpen={({ id }) => onOpen(id)}
      fileName="evenhand-marketing-tasks"
      columns={[
        { key: "name", name: t("col-name"), value: say.name, onPhone: "title" },
        { key: "kind", name: t("col-kind"), value: ({ kind }) => t(kind), isSavedOnly: true },
        { key: "what", name: t("what"), value: (row) => say.text(row, "what"), isSavedOnly: true },
        { key: "marketing", name: t("col-marketing"), value: (row) => say.text(row, "marketing"), isSavedOnly: true },
        {
          key: "sales",
          name: t("col-sales"),
          value: ({ salesPart }) => t(`part-${salesPart}`),
          cell: (row) => (
            <span>
              {t(`part-${row.salesPart}`)}
              {say.text(row, "sales") === null ? null : <small className={classes["under"]}>{say.text(row, "sales")}</small>}
            </span>
          ),
        },
        { key: "sales-words", name: t("col-sales-words"), value: (row) => say.text(row, "sales"), isSavedOnly: true },
        {
          key: "owner",
          name: t("col-owner"),
          value: ({ owners }) => say.owners(owners),
          cell: ({ owners, standing }) => (
            <span>
              {say.ownersShort(owners)}
              {standing === "owned" ? null : (
                <small className={`${classes["under"]} ${classes["standing"]}`} data-standing={standing}>
                  {t(`standing-${standing}`)}
                </small>
              )}
            </span>
          ),
        },
        { key: "standing", name: t("col-standing"), value: ({ standing }) => t(`standing-${standing}`), isSavedOnly: true },
        { key: "every", name: t("col-every"), value: ({ everyDays }) => everyDays, cell: say.every, isNumber: false },
        {
          key: "last",
          name: t("col-last"),
          value: ({ last }) => last?.on ?? null,
          cell: (row) => (
            <span>
              {row.last === null ? <span className={classes["quiet"]}>{t("last-never")}</span> : format.day(row.last.on)}
              {row.isLate ? <small className={`${classes["under"]} ${classes["late"]}`}>{t("late")}</small> : null}
            </span>
          ),
        },
        {
          key: "judged",
          name: t("col-judged"),
          value: ({ judgedMonths }) => judgedMonths,
          isNumber: false,
          cell: ({ judgedMonths, judgedOn }) => (
            <span>
              {t("judged-months", { count: judgedMonths })}
              {judgedOn === null ? null : <small className={classes["under"]}>{format.day(judgedOn)}</small>}
            </span>
          ),
        },
        { key: "judged-on", name: t("col-judged-on"), value: ({ judgedOn }) => judgedOn, isSavedOnly: true },
        { key: "alive", name: t("alive"), value: (row) => say.text(row, "alive"), isSavedOnly: true },
      ]}
    />
  );
}
