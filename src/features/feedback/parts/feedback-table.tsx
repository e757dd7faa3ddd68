// Everything that was said, what waits first; narrowed by the address, saved as CSV.
import { Anchor, Checkbox } from "@mantine/core";

import type { FeedbackList, FeedbackView } from "#features/feedback/contract.ts";
import classes from "#features/feedback/parts/feedback.module.css";
import { type FeedbackQuestion, shownStates, unfiltered } from "#features/feedback/parts/question.ts";
import type { words } from "#features/feedback/words.en.ts";
import { feedbackAbout, feedbackMoods } from "#facts/feedback.ts";
import { DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { FilterSelect } from "#ui/filter-select.tsx";
import { PageByPage } from "#ui/page-by-page.tsx";

export const pageSize = 50;

export function FeedbackTable({ told, question }: { readonly told: FeedbackList; readonly question: FeedbackQuestion }) {
  const t = useWords<typeof words>("feedback");
  const format = useFormat();
  const state = (row: FeedbackView) => (row.isOverdue ? t("state-overdue") : row.outcome === null ? t(`state-${row.state}`) : t(`outcome-${row.outcome}`));
  return (
    <Section title={t("list")}>
      <Filters question={question} />
      {told.feedback.length === 0 ? (
        <p style={{ margin: 0 }}>
          {t("none-filtered")}{" "}
          <Anchor component="button" type="button" onClick={() => question.filter(unfiltered)}>
            {t("show-all")}
          </Anchor>
        </p>
      ) : (
        <DataTable<FeedbackView>
          caption={t("list")}
          rows={told.feedback}
          rowKey={({ id }) => id}
          onOpen={({ id }) => question.open({ item: id })}
          total={told.total}
          fileName="evenhand-feedback"
          foot={<PageByPage offset={question.offset} total={told.total} pageSize={pageSize} by="time" />}
          columns={[
            { key: "said", name: t("col-said"), value: ({ said }) => said, onPhone: "title" },
            { key: "mood", name: t("col-mood"), value: ({ mood }) => t(`mood-${mood}`) },
            { key: "about", name: t("col-about"), value: ({ about }) => `${t(`about-${about.kind}`)}: ${about.name}` },
            { key: "by", name: t("col-by"), value: ({ askedBy }) => askedBy ?? t("nobody") },
            {
              key: "state",
              name: t("col-state"),
              value: state,
              cell: (row) => <span {...(row.isOverdue ? { className: classes["overdue"] } : {})}>{state(row)}</span>,
            },
            { key: "due", name: t("col-due"), isNumber: true, value: ({ dueAt }) => dueAt, cell: ({ dueAt }) => format.moment(dueAt) },
            { key: "asked", name: t("col-asked"), isNumber: true, value: ({ askedAt }) => askedAt, cell: ({ askedAt }) => format.moment(askedAt) },
          ]}
        />
      )}
    </Section>
  );
}

function Filters({ question }: { readonly question: FeedbackQuestion }) {
  const t = useWords<typeof words>("feedback");
  return (
    <div className={`${classes["filters"]} not-on-paper`}>
      <FilterSelect
        label={t("filter-state")}
        value={question.state}
        options={shownStates.map((value) => ({ value, label: t(`state-${value}`) }))}
        onChoose={(state) => question.filter({ state })}
      />
      <FilterSelect
        label={t("filter-mood")}
        value={question.mood}
        options={feedbackMoods.map((value) => ({ value, label: t(`mood-${value}`) }))}
        onChoose={(mood) => question.filter({ mood })}
      />
      <FilterSelect
        label={t("filter-about")}
        value={question.kind}
        options={feedbackAbout.map((value) => ({ value, label: t(`about-${value}`) }))}
        onChoose={(kind) => question.filter({ kind })}
      />
      <Checkbox
        label={t("filter-mine")}
        checked={question.isMine}
        onChange={(event) => question.filter({ mine: event.currentTarget.checked ? "true" : undefined })}
      />
    </div>
  );
}
