// Everything that was said, what waits first; narrowed by the address, saved as CSV.
import { Anchor, Button, Checkbox } from "@mantine/core";

import type { FeedbackList, FeedbackView } from "#features/feedback/contract.ts";
import classes from "#features/feedback/parts/feedback.module.css";
import { type FeedbackQuestion, shownStates, unfiltered } from "#features/feedback/parts/question.ts";
import type { words } from "#features/feedback/words.en.ts";
import { feedbackAbout, feedbackMoods } from "#facts/feedback.ts";
import { DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { Select } from "#ui/select.tsx";

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
          foot={<Pages told={told} question={question} />}
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
  const any = { value: "any", label: t("filter-any") } as const;
  const chosen = (value: string | null) => (value === "any" || value === null ? undefined : value);
  return (
    <div className={`${classes["filters"]} not-on-paper`}>
      <Select
        size="sm"
        label={t("filter-state")}
        value={question.state ?? "any"}
        data={[any, ...shownStates.map((value) => ({ value, label: t(`state-${value}`) }))]}
        onChange={(value) => question.filter({ state: chosen(value) })}
      />
      <Select
        size="sm"
        label={t("filter-mood")}
        value={question.mood ?? "any"}
        data={[any, ...feedbackMoods.map((value) => ({ value, label: t(`mood-${value}`) }))]}
        onChange={(value) => question.filter({ mood: chosen(value) })}
      />
      <Select
        size="sm"
        label={t("filter-about")}
        value={question.kind ?? "any"}
        data={[any, ...feedbackAbout.map((value) => ({ value, label: t(`about-${value}`) }))]}
        onChange={(value) => question.filter({ kind: chosen(value) })}
      />
      <Checkbox
        label={t("filter-mine")}
        checked={question.isMine}
        onChange={(event) => question.filter({ mine: event.currentTarget.checked ? "true" : undefined })}
      />
    </div>
  );
}

function Pages({ told, question }: { readonly told: FeedbackList; readonly question: FeedbackQuestion }) {
  const t = useWords<typeof words>("feedback");
  const { offset } = question;
  if (told.total <= pageSize) return null;
  const to = (next: number) => question.open({ offset: next <= 0 ? undefined : String(next) });
  return (
    <>
      <span style={{ marginRight: 8 }}>{t("shown", { from: offset + 1, to: Math.min(offset + pageSize, told.total), total: told.total })}</span>
      <Button size="compact-sm" variant="subtle" disabled={offset === 0} onClick={() => to(offset - pageSize)}>
        {t("later")}
      </Button>
      <Button size="compact-sm" variant="subtle" disabled={offset + pageSize >= told.total} onClick={() => to(offset + pageSize)}>
        {t("earlier")}
      </Button>
    </>
  );
}
