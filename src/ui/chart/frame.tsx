// What stands around every drawing: the finding as its title, table or picture by the key t, ways to save it.
import { ActionIcon } from "@mantine/core";
import { IconChartBar, IconDownload, IconTable } from "@tabler/icons-react";
import { type ReactNode, useRef, useState } from "react";

import classes from "#ui/chart/chart.module.css";
import type { Shown } from "#ui/chart/picture.ts";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { Dropdown, DropdownItem } from "#ui/dropdown.tsx";
import { useWords } from "#ui/language.ts";
import { ShortcutHint } from "#ui/marks.tsx";
import { saveFile } from "#ui/save-file.ts";
import { tableAsCsv } from "#ui/table-parts.ts";
import { Tip } from "#ui/tip.tsx";
import type { words } from "#ui/words.en.ts";

/** The same figures as rows: a chart without its table is not shown. */
export interface ChartTable<Row extends object = object> {
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
}

export interface ChartWords {
  /** The finding: 'Wins fell by a third in July'. */
  readonly title: string;
  readonly note?: ReactNode;
  /** What a reader who cannot see the picture is told. */
  readonly summary: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- each chart brings rows of its own kind; columns and rows agree by chartTable()
  readonly table: ChartTable<any>;
  readonly fileName: string;
  /** Under the picture: what the marks mean. */
  readonly legend?: ReactNode;
}

/** Keeps columns and rows of one kind together. */
export function chartTable<Row extends object>(table: ChartTable<Row>): ChartTable<Row> {
  return table;
}

/** The drawing as it stands on the page; null while there is none. */
type Drawing = () => SVGSVGElement | null;

export function ChartFrame({
  title,
  note,
  table,
  fileName,
  legend,
  drawing,
  children,
}: ChartWords & { readonly drawing: Drawing; readonly children: ReactNode }) {
  const [isTable, setTable] = useState(false);
  const foot = useRef<HTMLDivElement>(null);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the key t is a shortcut of the button inside
    <figure
      className={classes.figure}
      onKeyDown={(event) => {
        const isTyping = event.target instanceof HTMLElement && event.target.closest("input, textarea") !== null;
        if (event.key === "t" && !event.ctrlKey && !event.metaKey && !isTyping) setTable(!isTable);
      }}
    >
      <figcaption className={classes.head}>
        <div>
          <h2>{title}</h2>
          {note === undefined ? null : <p className={classes.note}>{note}</p>}
        </div>
        <Tools
          isTable={isTable}
          onTable={() => setTable(!isTable)}
          table={table}
          fileName={fileName}
          shown={() => {
            const svg = drawing();
            return svg && { svg, title, legend: foot.current };
          }}
        />
      </figcaption>
      <div className={classes.canvas} hidden={isTable}>
        {children}
      </div>
      {isTable ? <DataTable caption={title} columns={table.columns} rows={table.rows} rowKey={table.rowKey} fileName={fileName} /> : null}
      {legend === undefined || isTable ? null : (
        <div ref={foot} className={classes.foot}>
          {legend}
        </div>
      )}
    </figure>
  );
}

interface ToolsProps {
  readonly isTable: boolean;
  readonly onTable: () => void;
  // oxlint-disable-next-line typescript/no-explicit-any -- as above
  readonly table: ChartTable<any>;
  readonly fileName: string;
  readonly shown: () => Shown | null;
}

function Tools({ isTable, onTable, table, fileName, shown }: ToolsProps) {
  const t = useWords<typeof words>("kit");
  const name = isTable ? t("chart-as-chart") : t("chart-as-table");
  // Fetched when the first picture is saved.
  const save = async (kind: "png" | "svg") => {
    const picture = shown();
    if (!picture) return;
    const { drawingAsPicture, drawingAsSvg } = await import("#ui/chart/picture.ts");
    const blob = kind === "png" ? await drawingAsPicture(picture) : drawingAsSvg(picture);
    if (blob) saveFile(`${fileName}.${kind}`, blob);
  };
  return (
    <div className={`${classes.tools} not-on-paper`}>
      <Tip
        isEcho
        label={
          <>
            {name} <ShortcutHint keys="t" />
          </>
        }
      >
        <ActionIcon variant="subtle" color="gray" aria-label={name} aria-pressed={isTable} onClick={onTable}>
          {isTable ? <IconChartBar size={18} stroke={1.5} /> : <IconTable size={18} stroke={1.5} />}
        </ActionIcon>
      </Tip>
      <Dropdown
        align="end"
        target={
          <ActionIcon variant="subtle" color="gray" aria-label={t("chart-save")}>
            <IconDownload size={18} stroke={1.5} />
          </ActionIcon>
        }
      >
        <DropdownItem isOff={isTable} onPick={() => void save("png")}>
          {t("chart-png")}
        </DropdownItem>
        <DropdownItem isOff={isTable} onPick={() => void save("svg")}>
          {t("chart-svg")}
        </DropdownItem>
        <DropdownItem onPick={() => saveFile(`${fileName}.csv`, tableAsCsv(table.columns, table.rows))}>{t("chart-csv")}</DropdownItem>
      </Dropdown>
    </div>
  );
}
