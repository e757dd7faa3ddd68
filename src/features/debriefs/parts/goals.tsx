// What it was to bring against what it has brought, filled in from the records.
import type { ProjectResultsView } from "#features/debriefs/contract.ts";
import type { words } from "#features/debriefs/words.en.ts";
import { moneyGoals } from "#facts/projects.ts";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { nothing } from "#ui/format.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";

type Row = ProjectResultsView["goals"][number];
const small = { display: "block", color: "var(--text-quiet)", fontSize: "var(--mantine-font-size-xs)" } as const;

export function Goals({ told }: { readonly told: ProjectResultsView }) {
  const t = useWords<typeof words>("debriefs");
  const format = useFormat();
  const write = (row: Row, value: number) => (moneyGoals.has(row.key) ? format.money(value, told.currency, true) : format.count(value));
  const judged = ({ key, verdict }: Row) => (verdict === null ? null : key === "cost" ? t(`judged-cost-${verdict}`) : t(`judged-${verdict}`));
  const columns: Column<Row>[] = [
    { key: "goal", name: t("col-goal"), value: ({ key }) => t(`goal-${key}`), onPhone: "title" },
    { key: "planned", name: t("col-planned"), isNumber: true, value: ({ planned }) => planned, cell: (row) => write(row, row.planned) },
    {
      key: "result",
      name: t("col-result"),
      isNumber: true,
      value: ({ result }) => result,
      cell: (row) =>
        row.result === null ? (
          <span title={t("not-told")}>{nothing}</span>
        ) : (
          <>
            {write(row, row.result)}
            {row.interval === null ? null : (
              <small style={small}>
                {t("range-luck", { low: format.count(Math.round(row.interval.low ?? 0)), high: format.count(Math.round(row.interval.high ?? 0)) })}
              </small>
            )}
          </>
        ),
    },
    { key: "judged", name: t("col-judged"), value: (row) => (row.result === null ? t("not-told") : judged(row)) },
  ];
  return (
    <Section title={t("goals")} note={t("goals-note")}>
      {told.goals.length === 0 ? (
        <p>{t("goals-none")}</p>
      ) : (
        <DataTable caption={t("goals")} columns={columns} rows={told.goals} rowKey={({ key }) => key} fileName="evenhand-project-goals" />
      )}
    </Section>
  );
}
