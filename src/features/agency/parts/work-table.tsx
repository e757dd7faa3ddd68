// Campaigns and channels side by side: what each cost and what came of it.
import type { AgencyWork } from "#features/agency/contract.ts";
import { numberOf } from "#features/agency/parts/answer.tsx";
import type { words } from "#features/agency/words.en.ts";
import { toMajor } from "#kit/money.ts";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { FigureCell } from "#ui/figure-cell.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";

type Row = AgencyWork["work"][number];

const small = { display: "block", color: "var(--text-quiet)", fontSize: "var(--mantine-font-size-xs)" } as const;

export function WorkTable({ told, onOpen }: { readonly told: AgencyWork; readonly onOpen: (row: Row) => void }) {
  const t = useWords<typeof words>("agency");
  const format = useFormat();
  const { all, unit, currency } = told;
  /** As the file holds it: whole units, no more digits than the money has. */
  const major = (minor: number | null) => (minor === null ? null : toMajor(Math.round(minor), currency));
  const money = (key: "cost-per-lead" | "cost-per-won", name: string): Column<Row> => ({
    key,
    name,
    isNumber: true,
    value: ({ result }) => major(numberOf(result, key).value),
    cell: ({ result }) => <FigureCell of={numberOf(result, key)} />,
  });
  return (
    <Section title={t("table")} note={t("table-note")}>
      <DataTable
        caption={t("table")}
        rows={told.work}
        rowKey={({ kind, id }) => `${kind} ${id}`}
        onOpen={onOpen}
        fileName="evenhand-campaigns"
        order={{ key: "spend", desc: true }}
        columns={[
          { key: "what", name: t("what"), width: "26%", onPhone: "title", value: (row) => nameOf(row), cell: (row) => <What row={row} /> },
          { key: "touches", name: t("touches"), value: ({ result }) => result.touches },
          { key: "leads", name: t(unit === "lead" ? "leads" : "deals"), value: ({ result }) => result.leads },
          { key: "open", name: t("open"), value: ({ result }) => result.open },
          { key: "won", name: t("won"), value: ({ result }) => result.won },
          {
            key: "spend",
            name: t("spend"),
            isNumber: true,
            value: ({ result }) => major(numberOf(result, "spend").value),
            cell: ({ result, planned }) => (
              <span>
                <FigureCell of={numberOf(result, "spend")} />
                {planned === null ? null : <small style={small}>{t("planned", { money: format.money(planned.amount, planned.currency, true) })}</small>}
              </span>
            ),
          },
          money("cost-per-lead", t(unit === "lead" ? "lead-cost" : "deal-cost")),
          money("cost-per-won", t("won-cost")),
        ]}
        {...(all === null || told.work.length < 2
          ? {}
          : {
              totals: {
                what: t("sum"),
                touches: format.count(all.touches),
                leads: format.count(all.leads),
                open: format.count(all.open),
                won: format.count(all.won),
                spend: <FigureCell of={numberOf(all, "spend")} />,
                "cost-per-lead": <FigureCell of={numberOf(all, "cost-per-lead")} />,
                "cost-per-won": <FigureCell of={numberOf(all, "cost-per-won")} />,
              },
            })}
      />
    </Section>
  );
}

export const nameOf = ({ name, id }: Pick<Row, "name" | "id">) => name ?? id;

function What({ row }: { readonly row: Row }) {
  const t = useWords<typeof words>("agency");
  const format = useFormat();
  const days = [row.startsOn, row.endsOn].flatMap((day) => (day === null ? [] : [format.day(day)])).join(" – ");
  const about = [row.kind === "channel" ? t("kind.channel") : row.channel, days === "" ? null : days, row.isOnRecord ? null : t("gone")].filter(
    (part) => part !== null,
  );
  return (
    <>
      {nameOf(row)}
      <small style={small}>{about.join(" · ")}</small>
    </>
  );
}
