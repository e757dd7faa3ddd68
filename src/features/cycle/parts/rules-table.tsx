// What deals that nobody closed do to the figures: the same figures under several rules.
import type { CycleTold } from "#features/cycle/contract.ts";
import { Behind } from "#features/cycle/parts/behind.tsx";
import { DaysCell, ShareCell } from "#features/cycle/parts/figures.tsx";
import type { words } from "#features/cycle/words.en.ts";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { nothing } from "#ui/format.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";

type Rule = CycleTold["rules"][number];

export function RulesTable({ told }: { readonly told: CycleTold }) {
  const t = useWords<typeof words>("cycle");
  const format = useFormat();
  const limit = format.days(told.course.limit);
  const wonBy = (treated: "leftOut" | "asLost", name: string): Column<Rule> => ({
    key: `won-${treated}`,
    name,
    isNumber: true,
    isFixed: true,
    value: (rule) => rule[treated].wonBy?.value ?? null,
    cell: (rule) => {
      const share = rule[treated].wonBy;
      return share === null ? nothing : <ShareCell of={share} />;
    },
  });
  const median = (treated: "leftOut" | "asLost", name: string): Column<Rule> => ({
    key: `median-${treated}`,
    name,
    isNumber: true,
    isFixed: true,
    value: (rule) => rule[treated].median.value,
    cell: (rule) => <DaysCell of={rule[treated].median} />,
  });
  const columns: Column<Rule>[] = [
    {
      key: "rule",
      name: t("col-rule"),
      isFixed: true,
      isNumber: false,
      value: (rule) => rule.olderThan,
      cell: (rule) => (rule.olderThan === null ? t("rule-none") : t(rule.isAgreed ? "rule-agreed" : "rule-older", { days: format.days(rule.olderThan) })),
      onPhone: "title",
    },
    {
      key: "dead",
      name: t("col-dead"),
      isNumber: true,
      isFixed: true,
      value: (rule) => rule.dead,
      cell: (rule) =>
        rule.olderThan === null || rule.dead === 0 ? (
          format.count(rule.dead)
        ) : (
          <Behind ask={{ which: "dead", olderThan: rule.olderThan }}>{format.count(rule.dead)}</Behind>
        ),
    },
    median("leftOut", t("col-median-left-out")),
    median("asLost", t("col-median-as-lost")),
    wonBy("leftOut", t("col-won-left-out")),
    wonBy("asLost", t("col-won-as-lost")),
  ];
  return (
    <Section title={t("rules")} note={t("rules-note", { limit })}>
      <DataTable caption={t("rules")} columns={columns} rows={told.rules} rowKey={(rule) => String(rule.olderThan)} fileName="evenhand-dead-deals" />
    </Section>
  );
}
