// The sum and the five factors of each group that is shown, with what changed since the wave before.
import type { WaveResultView } from "#features/survey/contract.ts";
import { MeanCell } from "#features/survey/parts/mean.tsx";
import classes from "#features/survey/parts/survey.module.css";
import type { words } from "#features/survey/words.en.ts";
import { type SurveyFactor, type SurveyGroup, surveyFactors } from "#facts/survey.ts";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";

interface Row {
  readonly key: "sum" | SurveyFactor;
}
const rows: readonly Row[] = (["sum", ...surveyFactors] as const).map((key) => ({ key }));
const groupOrder: readonly SurveyGroup[] = ["sales", "marketing", "joint"];
export const groupsOf = (result: WaveResultView) => groupOrder.filter((group) => result.groups[group] !== undefined);

export function Factors({ result, name }: { readonly result: WaveResultView; readonly name: string }) {
  const t = useWords<typeof words>("survey");
  const format = useFormat();
  const of = (group: SurveyGroup, { key }: Row) => (key === "sum" ? result.groups[group]!.sum : result.groups[group]!.factors[key]);
  const changeOf = (group: SurveyGroup, { key }: Row) => {
    const change = result.changes.find((each) => each.group === group);
    return change === undefined ? null : key === "sum" ? change.sum : change.factors[key];
  };
  const written = (group: SurveyGroup, row: Row) => {
    const told = changeOf(group, row);
    if (told === null) return null;
    return t(told.isMoreThanChance ? "change-beyond" : "change-within", {
      change: format.change(told.value, { unit: row.key === "sum" ? "points" : "index" }),
    });
  };
  const columns = groupsOf(result).flatMap((group): Column<Row>[] => [
    {
      key: group,
      name: t(`g-${group}`),
      isNumber: true,
      value: (row) => of(group, row).value,
      cell: (row) => (
        <span className={classes["mean"]}>
          <MeanCell mean={of(group, row)} side={group} isSum={row.key === "sum"} />
          <small>{written(group, row)}</small>
        </span>
      ),
    },
    { key: `${group}-low`, name: `${t(`g-${group}`)}: ${t("col-range")} −`, isSavedOnly: true, value: (row) => of(group, row).interval?.low ?? null },
    { key: `${group}-high`, name: `${t(`g-${group}`)}: ${t("col-range")} +`, isSavedOnly: true, value: (row) => of(group, row).interval?.high ?? null },
    { key: `${group}-change`, name: `${t(`g-${group}`)}: ${t("col-difference")}`, isSavedOnly: true, value: (row) => written(group, row) },
  ]);
  const since = result.changes[0]?.since;
  return (
    <Section title={t("by-factor")} note={since === undefined ? t("by-factor-note") : `${t("by-factor-note")} ${t("by-factor-since", { since })}`}>
      <DataTable<Row>
        caption={t("by-factor")}
        rows={rows}
        rowKey={({ key }) => key}
        fileName={name}
        columns={[{ key: "factor", name: t("col-factor"), value: ({ key }) => t(`f-${key}`), onPhone: "title" }, ...columns]}
      />
    </Section>
  );
}
