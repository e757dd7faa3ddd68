// How an answer to a claim is known: question, data, method, the size that matters, numbers side by side, cautions, records, what would settle it.
import type { ReactNode } from "react";

import type { ClaimAnswerView } from "#features/claims/contract.ts";
import { useClaimWords } from "#features/claims/parts/claim-words.ts";
import classes from "#features/claims/parts/claims.module.css";
import type { words } from "#features/claims/words.en.ts";
import type { ClaimKey } from "#facts/claims.ts";
import { DataTable } from "#ui/data-table.tsx";
import { nothing } from "#ui/format.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { MethodPage } from "#ui/papers.tsx";
import { useCaution } from "#ui/reasons.ts";

export interface Terms {
  readonly firstAttemptHours: number;
  readonly attempts: number;
  readonly noticeDays: number;
  readonly materialDays: number;
}

export interface AnswerPapersProps {
  readonly standard: ClaimKey;
  readonly needs: readonly string[];
  readonly answer: ClaimAnswerView | null;
  readonly currency: string;
  readonly terms: Terms | null;
  readonly records?: ReactNode;
}

/** The question with the hours and attempts that hold. */
export function useQuestionWords(): (standard: ClaimKey, terms: Terms | null) => string {
  const t = useWords<typeof words>("claims");
  return (standard, terms) =>
    t(`question.${standard}`, {
      hours: terms?.firstAttemptHours ?? nothing,
      attempts: terms?.attempts ?? nothing,
      days: (standard === "materials-not-used" ? terms?.materialDays : terms?.noticeDays) ?? nothing,
    });
}

export function AnswerPapers({ standard, needs, answer, currency, terms, records }: AnswerPapersProps) {
  const t = useWords<typeof words>("claims");
  const say = useClaimWords();
  const caution = useCaution();
  const question = useQuestionWords();
  const cautions = answer?.measured?.cautions ?? [];
  return (
    <dl className={classes["papers"]}>
      <Entry name={t("question")}>{question(standard, terms)}</Entry>
      <Entry name={t("data-used")}>{say.needs(needs)}</Entry>
      <Entry name={t("method")}>
        {t(`how.${standard}`)}
        <MethodPage method="claims" find={standard} />
      </Entry>
      <Entry name={t("matters")}>
        {t(`matters.${standard}`)} {t("matters-rule")}
      </Entry>
      {answer?.measured ? (
        <Entry name={t("side-by-side")} isWide>
          <SideBySide standard={standard} compared={answer.measured.compared} currency={currency} />
        </Entry>
      ) : null}
      {cautions.length === 0 ? null : (
        <Entry name={t("cautions")}>
          <ul>
            {cautions.map((one) => (
              <li key={one.code}>{caution(one)}</li>
            ))}
          </ul>
        </Entry>
      )}
      {records === undefined ? null : <Entry name={t("records")}>{records}</Entry>}
      <Entry name={t("settle")}>{t(`settle.${standard}`)}</Entry>
    </dl>
  );
}

function Entry({ name, isWide = false, children }: { readonly name: string; readonly isWide?: boolean; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd {...(isWide ? { style: { maxWidth: "none", marginTop: 6 } } : {})}>{children}</dd>
    </div>
  );
}

type Compared = NonNullable<ClaimAnswerView["measured"]>["compared"];

function SideBySide({ standard, compared, currency }: { readonly standard: ClaimKey; readonly compared: Compared; readonly currency: string }) {
  const t = useWords<typeof words>("claims");
  const format = useFormat();
  const say = useClaimWords();
  if (compared.length === 0) return <>{t("no-numbers")}</>;
  return (
    <DataTable
      caption={t("side-by-side")}
      rows={compared}
      rowKey={(row) => row.name}
      {...(compared.length > 2 ? { fileName: `evenhand-claim-${standard}` } : {})}
      columns={[
        { key: "name", name: t("col-name"), value: (row) => say.comparedName(row), onPhone: "title" },
        {
          key: "value",
          name: t("col-value"),
          isNumber: true,
          value: (row) => row.value,
          cell: (row) => say.comparedValue(standard, row.value, currency),
        },
        {
          key: "cases",
          name: t("col-cases"),
          isNumber: true,
          value: (row) => (row.hits === null && row.cases === 0 ? null : row.cases),
          cell: (row) =>
            row.hits !== null
              ? t("hits-of", { hits: format.count(row.hits), cases: format.count(row.cases) })
              : row.cases === 0
                ? nothing
                : format.count(row.cases),
        },
      ]}
    />
  );
}
