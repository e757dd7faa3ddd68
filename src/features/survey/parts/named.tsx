// Answers under names, side by side for those who gave them: what there is to talk over stands out, and a step can begin from it.
import { Button } from "@mantine/core";

import type { NamedView, WaveView } from "#features/survey/contract.ts";
import classes from "#features/survey/parts/survey.module.css";
import type { words } from "#features/survey/words.en.ts";
import { type SurveyStatement, surveyStatements } from "#facts/survey.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { EmptyState } from "#ui/states.tsx";

const statements = Object.keys(surveyStatements) as SurveyStatement[];
/** From so many points between two people on there is something to talk over. */
const apart = 2;

export function Named({ named, wave }: { readonly named: readonly NamedView[]; readonly wave: WaveView }) {
  const t = useWords<typeof words>("survey");
  const workspace = useWorkspaceSlug();
  if (named.length === 0) return <EmptyState title={t("none-title")}>{t("named-nobody")}</EmptyState>;
  const answers = (statement: SurveyStatement) => named.map(({ ballot }) => ballot.statements[statement]);
  const reach = (statement: SurveyStatement) => Math.max(...answers(statement)) - Math.min(...answers(statement));
  const rows = statements.toSorted((a, b) => reach(b) - reach(a)).map((statement) => ({ statement }));
  return (
    <Section title={t("named")} note={t("named-note")}>
      <DataTable
        caption={t("named")}
        rows={rows}
        rowKey={({ statement }) => statement}
        fileName={`evenhand-survey-${wave.number}-named`}
        totals={Object.fromEntries([["statement", t("col-sum-of")], ...named.map(({ memberId, sum }) => [memberId, sum] as const)])}
        columns={[
          { key: "statement", name: t("col-statement"), value: ({ statement }) => t(`s-${statement}`), onPhone: "title" },
          ...named.map(({ memberId, name, ballot }) => ({
            key: memberId,
            name,
            isNumber: true,
            value: ({ statement }: { statement: SurveyStatement }) => ballot.statements[statement],
          })),
          { key: "talk", name: t("col-difference"), value: ({ statement }) => (reach(statement) >= apart ? t("named-differ") : "") },
        ]}
      />
      <div className={classes["acts"]}>
        <Button component={GoTo} href={paths.actions(workspace)} variant="default">
          {t("to-actions")}
        </Button>
      </div>
    </Section>
  );
}
