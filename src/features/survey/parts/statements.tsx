// The twenty statements: means where people agree, how many chose what where they do not, and where the two sides see it differently.
import type { WaveResultView } from "#features/survey/contract.ts";
import { groupsOf } from "#features/survey/parts/factors.tsx";
import { MeanCell, SpreadCell } from "#features/survey/parts/mean.tsx";
import type { words } from "#features/survey/words.en.ts";
import { type SurveyGroup, type SurveyStatement, surveyStatements } from "#facts/survey.ts";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";

interface Row {
  readonly statement: SurveyStatement;
}

export function Statements({ result, name }: { readonly result: WaveResultView; readonly name: string }) {
  const t = useWords<typeof words>("survey");
  const format = useFormat();
  const { sides } = result;
  const of = (group: SurveyGroup, statement: SurveyStatement) => result.groups[group]!.statements.find((one) => one.statement === statement)!;
  const gapOf = (statement: SurveyStatement) => sides?.gaps.find((gap) => gap.statement === statement);
  const rows: Row[] = (sides === null ? (Object.keys(surveyStatements) as SurveyStatement[]) : sides.gaps.map(({ statement }) => statement)).map(
    (statement) => ({ statement }),
  );
  // Both together say nothing of their own where the sides stand there.
  const groups = groupsOf(result).filter((group) => sides === null || group !== "joint");
  const most = result.groups.joint ?? result.groups.sales ?? result.groups.marketing!;
  const ofGroup = (group: SurveyGroup): Column<Row>[] => [
    {
      key: group,
      name: t(`col-${group}`),
      isNumber: true,
      value: ({ statement }) => of(group, statement).mean.value,
      cell: ({ statement }) => {
        const { isAgreed, mean, counts } = of(group, statement);
        return isAgreed ? <MeanCell mean={mean} side={group} /> : <SpreadCell counts={counts} side={group} />;
      },
    },
    ...[1, 2, 3, 4, 5].map((answer) => ({
      key: `${group}-${answer}`,
      name: `${t(`g-${group}`)}: ${answer}`,
      isSavedOnly: true as const,
      value: ({ statement }: Row) => of(group, statement).counts[answer - 1]!,
    })),
  ];
  const gap: Column<Row> = {
    key: "gap",
    name: t("col-gap"),
    isNumber: true,
    value: ({ statement }) => gapOf(statement)?.difference?.value ?? null,
    cell: ({ statement }) => {
      const told = gapOf(statement);
      if (told?.difference == null) return "–";
      return (
        <>
          {format.change(told.difference.value, { unit: "index" })}, {t(told.isClear ? "gap-clear" : "gap-chance")}
        </>
      );
    },
  };
  return (
    <Section title={t("statements")} note={`${sides === null ? "" : `${t("statements-sides-note")} `}${t("statements-note")}`}>
      <DataTable<Row>
        caption={t("statements")}
        rows={rows}
        rowKey={({ statement }) => statement}
        fileName={name}
        columns={[
          { key: "statement", name: t("col-statement"), value: ({ statement }) => t(`s-${statement}`), onPhone: "title", width: "34%" },
          { key: "factor", name: t("col-factor"), isSavedOnly: true, value: ({ statement }) => t(`f-${surveyStatements[statement]}`) },
          ...groups.flatMap(ofGroup),
          ...(sides === null ? [] : [gap]),
          {
            key: "matters",
            name: t("col-matters"),
            isNumber: true,
            value: ({ statement }) => most.importance[statement].value,
            cell: ({ statement }) => format.value(most.importance[statement].value, { unit: "index" }),
          },
        ]}
      />
    </Section>
  );
}
