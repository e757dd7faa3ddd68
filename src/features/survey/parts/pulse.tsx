// What a pulse says: its statements by group, each beside the last wave that asked for it, and where the two sides see it differently.
import { type PulseResultView } from "#features/survey/contract.ts";
import { MeanCell, SpreadCell } from "#features/survey/parts/mean.tsx";
import classes from "#features/survey/parts/survey.module.css";
import type { words } from "#features/survey/words.en.ts";
import type { SurveyStatement } from "#facts/survey.ts";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";

interface Row {
  readonly statement: SurveyStatement;
}

const index = { unit: "index" } as const;

export function PulseResult({ pulse, name }: { readonly pulse: PulseResultView; readonly name: string }) {
  const t = useWords<typeof words>("survey");
  const format = useFormat();
  const { asked, answered, counted, cautions, gaps } = pulse;
  // Both together say nothing of their own where the sides stand there.
  const groups = pulse.groups.filter(({ group }) => gaps === null || group !== "joint");
  const rows: Row[] = (pulse.groups[0]?.statements ?? []).map(({ statement }) => ({ statement }));
  const columnsOf = ({ group, statements, since }: (typeof groups)[number]): Column<Row>[] => {
    const of = ({ statement }: Row) => statements.find((one) => one.statement === statement)!;
    const mean: Column<Row> = {
      key: group,
      name: t(`col-${group}`),
      isNumber: true,
      value: (row) => of(row).mean.value,
      cell: (row) => {
        const one = of(row);
        return one.isAgreed ? <MeanCell mean={one.mean} side={group} /> : <SpreadCell counts={one.counts} side={group} />;
      },
    };
    const change: Column<Row> = {
      key: `${group}-change`,
      name: t("pulse-since", { number: since ?? 0 }),
      isNumber: true,
      value: (row) => of(row).change?.value ?? null,
      cell: (row) => {
        const told = of(row).change;
        if (told === null) return "–";
        return `${format.change(told.value, index)} (${format.changeInterval(told.interval, index)})${told.isMoreThanChance ? "" : `, ${t("gap-chance")}`}`;
      },
    };
    return [mean, ...(since === null ? [] : [change])];
  };
  const gap: Column<Row> = {
    key: "gap",
    name: t("col-gap"),
    isNumber: true,
    value: ({ statement }) => gaps?.find((one) => one.statement === statement)?.difference?.value ?? null,
    cell: ({ statement }) => {
      const told = gaps?.find((one) => one.statement === statement);
      if (told?.difference == null) return "–";
      return `${format.change(told.difference.value, index)}, ${t(told.isClear ? "gap-clear" : "gap-chance")}`;
    },
  };
  return (
    <>
      <div className={classes["now"]}>
        <p>{t("people-of", { answered, asked: asked.sales + asked.marketing, counted })}</p>
        {cautions.map(({ code, details }) => (
          <p key={code} className={classes["quiet"]}>
            {t(`caution.${code}` as "caution.survey-left-out", details)}
          </p>
        ))}
      </div>
      <Section title={t("statements")} note={t("pulse-note")}>
        <DataTable<Row>
          caption={t("statements")}
          rows={rows}
          rowKey={({ statement }) => statement}
          fileName={name}
          columns={[
            { key: "statement", name: t("col-statement"), value: ({ statement }) => t(`s-${statement}`), onPhone: "title", width: "34%" },
            ...groups.flatMap(columnsOf),
            ...(gaps === null ? [] : [gap]),
          ]}
        />
      </Section>
    </>
  );
}
