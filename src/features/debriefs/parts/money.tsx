// What is gone for it, what it has won, and what its open deals are worth.
import type { ProjectResultsView } from "#features/debriefs/contract.ts";
import type { words } from "#features/debriefs/words.en.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { Cards, Section, Surface } from "#ui/page.tsx";

const quiet = { margin: 0, color: "var(--text-quiet)", fontSize: "var(--mantine-font-size-xs)" } as const;
const large = { fontSize: "var(--mantine-font-size-lg)", fontWeight: 600 } as const;

export function Money({ told }: { readonly told: ProjectResultsView }) {
  const t = useWords<typeof words>("debriefs");
  const format = useFormat();
  const money = (minor: number) => format.money(minor, told.currency, true);
  const { cost } = told;
  const noteOf = ({ lines: count, planned }: NonNullable<typeof cost>) => {
    const lines = t("money-lines", { count });
    return planned === 0 ? t("money-cost-unplanned", { lines }) : t("money-cost-note", { lines, planned: money(planned) });
  };
  const parts = [
    {
      key: "cost",
      name: t("money-cost"),
      value: cost === null ? null : money(cost.total),
      note: cost === null ? t("not-told") : noteOf(cost),
    },
    { key: "won", name: t("money-won"), value: money(told.wonAmount), note: null },
    { key: "open", name: t("money-open"), value: money(told.openAmount), note: t("money-open-note", { count: told.open, lost: format.count(told.lost) }) },
  ];
  const staff =
    cost === null || cost.staffDays === 0
      ? null
      : cost.staffCost === null
        ? t("money-staff-unknown", { days: format.count(cost.staffDays) })
        : t("money-staff", { days: format.count(cost.staffDays), cost: money(cost.staffCost) });
  return (
    <Section title={t("money")}>
      <Cards>
        {parts.map(({ key, name, value, note }) => (
          <Surface key={key}>
            <div style={quiet}>{name}</div>
            <div className="figures" style={large}>
              {value ?? "–"}
            </div>
            {note === null ? null : <p style={quiet}>{note}</p>}
          </Surface>
        ))}
      </Cards>
      {cost?.isTyped === true ? <p style={quiet}>{t("money-typed")}</p> : null}
      {staff === null ? null : <p style={quiet}>{staff}</p>}
    </Section>
  );
}
