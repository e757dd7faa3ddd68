// What the forecast is made of, what stands beside it, how it looks cut by a field, and what hangs on deals that are too old.
import type { ForecastView } from "#features/forecast/contract.ts";
import { useLevel } from "#features/forecast/parts/level.ts";
import type { words } from "#features/forecast/words.en.ts";
import { periodName } from "#kit/period.ts";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { nothing } from "#ui/format.ts";
import { useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";

interface PartRow {
  readonly key: "won" | "open" | "fresh";
  readonly deals: number | null;
  readonly wins: number;
  readonly full: number | null;
  readonly expected: number;
  readonly range: string | null;
}

export function PartsTable({ told }: { readonly told: ForecastView }) {
  const t = useWords<typeof words>("forecast");
  const { level, range, wins } = useLevel(told);
  const { wonSoFar, open, fresh, total } = told;
  const rows: PartRow[] = [
    { key: "won", deals: wonSoFar.deals, wins: wonSoFar.deals, full: wonSoFar.worth, expected: wonSoFar.worth, range: null },
    { key: "open", deals: open.deals, wins: open.wins, full: open.worth, expected: open.expected, range: range(open.interval) },
    { key: "fresh", deals: null, wins: fresh.wins, full: null, expected: fresh.expected, range: range(fresh.interval) },
  ];
  const columns: Column<PartRow>[] = [
    { key: "part", name: t("col-part"), isFixed: true, value: (row) => t(`part-${row.key}`), onPhone: "title" },
    { key: "deals", name: t("col-deals"), isNumber: true, value: (row) => row.deals },
    { key: "wins", name: t("col-wins"), isNumber: true, value: (row) => row.wins, cell: (row) => wins(row.wins) },
    { key: "full", name: t("col-full"), isNumber: true, value: (row) => row.full, cell: (row) => (row.full === null ? nothing : level(row.full)) },
    { key: "expected", name: t("col-expected"), isNumber: true, value: (row) => row.expected, cell: (row) => level(row.expected) },
    { key: "range", name: t("col-range"), isFixed: true, isNumber: true, value: (row) => row.range },
  ];
  return (
    <Section title={t("parts")} note={t("parts-note")}>
      <DataTable
        caption={t("parts")}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.key}
        totals={{ part: t("part-total"), wins: wins(wonSoFar.deals + open.wins + fresh.wins), expected: level(total.expected), range: range(total.interval) }}
        fileName={`evenhand-forecast-parts-${periodName(told.period)}`}
      />
    </Section>
  );
}

export function Beside({ told }: { readonly told: ForecastView }) {
  const t = useWords<typeof words>("forecast");
  const { level, format } = useLevel(told);
  const { plan, crm, total } = told;
  return (
    <Section title={t("beside")}>
      <ul>
        <li>
          {plan === null
            ? t("beside-no-plan")
            : t(plan.isProrated ? "beside-plan-prorated" : "beside-plan", { level: level(plan.level), chance: format.share(plan.chance, 0) })}
        </li>
        {crm === null ? (
          <li>{t(told.day < told.lastSeen ? "beside-no-crm-past" : "beside-no-crm")}</li>
        ) : (
          <>
            <li>{t("beside-crm", { sum: level(crm.worth), count: crm.deals, share: crm.worth > 0 ? format.share(total.median / crm.worth, 0) : nothing })}</li>
            {crm.overdue.deals === 0 ? null : <li>{t("beside-crm-overdue", { count: crm.overdue.deals, worth: level(crm.overdue.worth) })}</li>}
            {crm.undated === 0 ? null : <li>{t("beside-crm-undated", { count: crm.undated })}</li>}
          </>
        )}
      </ul>
    </Section>
  );
}

type Group = ForecastView["groups"][number];

export function Groups({ told }: { readonly told: ForecastView }) {
  const t = useWords<typeof words>("forecast");
  const { level, range } = useLevel(told);
  const { by, groups } = told;
  if (by === null || groups.length === 0) return null;
  const name = t(`by-${by}`);
  return (
    <Section title={t("groups", { by: name })}>
      <DataTable<Group>
        caption={t("groups", { by: name })}
        columns={[
          { key: "name", name, isFixed: true, value: (row) => nameOf(row, by, t), onPhone: "title" },
          ...(groups.every((row) => row.wonSoFar === 0)
            ? []
            : [{ key: "won", name: t("col-won"), isNumber: true, value: (row: Group) => row.wonSoFar, cell: (row: Group) => level(row.wonSoFar) }]),
          { key: "deals", name: t("col-open-deals"), isNumber: true, value: (row) => row.openDeals },
          { key: "full", name: t("col-full"), isNumber: true, value: (row) => row.openWorth, cell: (row) => level(row.openWorth) },
          { key: "expected", name: t("col-open-expected"), isNumber: true, value: (row) => row.open.expected, cell: (row) => level(row.open.expected) },
          { key: "range", name: t("col-range"), isFixed: true, isNumber: true, value: (row) => range(row.open.interval) },
        ]}
        rows={groups}
        rowKey={(row) => row.name ?? ""}
        fileName={`evenhand-forecast-${by}-${periodName(told.period)}`}
      />
    </Section>
  );
}

function nameOf(row: Group, by: NonNullable<ForecastView["by"]>, t: ReturnType<typeof useWords<typeof words>>): string {
  if (row.name === null) return t("groups-empty");
  return by === "repeat" && (row.name === "new" || row.name === "repeat") ? t(`repeat-${row.name}`) : row.name;
}

type Stall = ForecastView["stalls"][number];

export function Stalls({ told }: { readonly told: ForecastView }) {
  const t = useWords<typeof words>("forecast");
  const { level, format } = useLevel(told);
  if (told.stalls.length === 0 || told.stalls.every((stall) => stall.deals === 0)) return null;
  return (
    <Section title={t("stalls")} note={t("stalls-note")}>
      <DataTable<Stall>
        caption={t("stalls")}
        columns={[
          {
            key: "older",
            name: t("col-older"),
            isFixed: true,
            isNumber: true,
            value: (row) => row.olderThan,
            cell: (row) => format.days(row.olderThan),
            onPhone: "title",
          },
          { key: "deals", name: t("col-open-deals"), isNumber: true, value: (row) => row.deals },
          { key: "worth", name: t("col-worth"), isNumber: true, value: (row) => row.worth, cell: (row) => level(row.worth) },
          { key: "expected", name: t("col-open-expected"), isNumber: true, value: (row) => row.expected, cell: (row) => level(row.expected) },
          {
            key: "without",
            name: t("col-without"),
            isNumber: true,
            value: (row) => told.total.expected - row.expected,
            cell: (row) => level(told.total.expected - row.expected),
          },
        ]}
        rows={told.stalls}
        rowKey={(row) => String(row.olderThan)}
      />
    </Section>
  );
}
