// Beside the curve: one test for the whole of it, whether the unanswered were chosen, what a wait by chance says, and how long leads wait.
import type { ResponseAnswer } from "#features/response/contract.ts";
import type { words } from "#features/response/words.en.ts";
import { DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { useReason } from "#ui/reasons.ts";

interface ToldProps {
  readonly told: ResponseAnswer;
}
const share = { unit: "share" } as const;

/** 'below 0.1 %', '2.5 %'. */
function useChance(): (pValue: number) => string {
  const t = useWords<typeof words>("response");
  const format = useFormat();
  return (pValue) => (pValue < 0.001 ? t("chance-below") : format.share(pValue));
}

export function Trends({ told: { trends } }: ToldProps) {
  const t = useWords<typeof words>("response");
  const format = useFormat();
  const chance = useChance();
  const rows = [
    { key: "plain", name: t("trend-plain"), trend: trends.plain },
    { key: "equals", name: t("trend-equals"), trend: trends.amongEquals },
    { key: "person", name: t("trend-person"), trend: trends.samePerson },
  ].flatMap(({ key, name, trend }) => (trend === null ? [] : [{ key, name, trend }]));
  if (rows.length === 0) return null;
  return (
    <Section title={t("trends")} note={t("trends-note")}>
      <DataTable
        caption={t("trends")}
        rows={rows}
        rowKey={({ key }) => key}
        fileName="evenhand-response-test"
        columns={[
          { key: "among", name: t("col-compared"), value: ({ name }) => name, onPhone: "title" },
          { key: "step", name: t("col-step"), isNumber: true, value: ({ trend }) => trend.slope, cell: ({ trend }) => format.change(trend.slope, share) },
          { key: "range", name: t("col-range"), isNumber: true, isFixed: true, value: ({ trend }) => format.changeInterval(trend.interval, share) },
          { key: "chance", name: t("col-chance"), isNumber: true, value: ({ trend }) => trend.pValue, cell: ({ trend }) => chance(trend.pValue) },
          { key: "leads", name: t("col-leads"), isNumber: true, value: ({ trend }) => trend.cases },
        ]}
      />
    </Section>
  );
}

/** Hours of arrival are counted in fours. */
const hourStep = 4;

export function Never({ told: { unanswered } }: ToldProps) {
  const t = useWords<typeof words>("response");
  const format = useFormat();
  const chance = useChance();
  if (unanswered === null) return <Section title={t("never")}>{<p>{t("never-few")}</p>}</Section>;
  const differing = unanswered.tests.filter(({ pValue }) => pValue < 0.05).map(({ trait }) => t(`trait-${trait}`));
  const values = { count: unanswered.leads, share: format.share(unanswered.share), traits: differing.join(", ") };
  type Test = (typeof unanswered.tests)[number];
  const named = ({ trait }: Test, name: string) => {
    if (trait === "hour") return t("hours", { from: Number(name) * hourStep, until: (Number(name) + 1) * hourStep });
    // 3 January 2000 was a Monday.
    if (trait === "weekday") return new Intl.DateTimeFormat(format.language, { weekday: "long", timeZone: "UTC" }).format(Date.UTC(2000, 0, 3 + Number(name)));
    return name === "" ? t("no-value") : name;
  };
  const group = (test: Test, end: "most" | "least") =>
    t("group", { name: named(test, test[end].name), share: format.share(test[end].share), leads: test[end].leads });
  return (
    <Section title={t("never")}>
      <p style={{ margin: 0, maxWidth: "75ch" }}>{t(unanswered.isChosen ? "never-chosen" : "never-alike", values)}</p>
      <DataTable
        caption={t("never")}
        rows={unanswered.tests}
        rowKey={({ trait }) => trait}
        fileName="evenhand-response-unanswered"
        columns={[
          { key: "trait", name: t("col-trait"), value: ({ trait }) => t(`trait-${trait}`), onPhone: "title" },
          { key: "most", name: t("col-most"), isFixed: true, value: (test) => group(test, "most") },
          { key: "least", name: t("col-least"), isFixed: true, value: (test) => group(test, "least") },
          { key: "chance", name: t("col-chance"), isNumber: true, value: ({ pValue }) => pValue, cell: ({ pValue }) => chance(pValue) },
        ]}
      />
    </Section>
  );
}

export function ByChanceLines({ told: { byChance, whyNoChance } }: ToldProps) {
  const t = useWords<typeof words>("response");
  const format = useFormat();
  const reason = useReason();
  const lines = byChance === null ? [reason(whyNoChance ?? "")] : linesOf(byChance);
  function linesOf(told: NonNullable<typeof byChance>): string[] {
    const { triedLess, throughLess, worth, says } = told;
    const waits = t("chance-waits", {
      out: told.outOfHours,
      in: told.inHours,
      tried: format.change(triedLess.value, share),
      triedRange: format.changeInterval(triedLess.interval, share),
      through: format.change(throughLess.value, share),
      throughRange: format.changeInterval(throughLess.interval, share),
    });
    // A worth that may be more than everything or less than nothing is no number to show.
    const isWide = worth === null || (worth.interval.low ?? 0) < -1 || (worth.interval.high ?? 0) > 1;
    if (isWide) return [waits, t("chance-weak")];
    return [waits, t("chance-worth", { worth: format.change(worth.value, share), range: format.changeInterval(worth.interval, share) }), t(`chance-${says}`)];
  }
  return (
    <Section title={t("chance")} note={t("chance-note")}>
      {lines.map((line) => (
        <p key={line} style={{ margin: 0, maxWidth: "75ch" }}>
          {line}
        </p>
      ))}
    </Section>
  );
}

export function Waits({ told: { waits } }: ToldProps) {
  const t = useWords<typeof words>("response");
  const format = useFormat();
  const hours = (value: number | null) => (value === null ? t("not-reached") : format.value(value, { unit: "hours" }));
  return (
    <Section title={t("waits")} note={t("waits-note")}>
      <DataTable
        caption={t("waits")}
        rows={waits}
        rowKey={({ wait }) => wait}
        fileName="evenhand-response-waits"
        columns={[
          { key: "wait", name: t("col-wait"), value: ({ wait }) => t(`wait-${wait}`), onPhone: "title" },
          { key: "p50", name: t("col-p50"), isNumber: true, value: ({ p50 }) => p50, cell: ({ p50 }) => hours(p50) },
          {
            key: "p50-range",
            name: t("col-range"),
            isNumber: true,
            isFixed: true,
            value: (row) => (row.p50 === null ? null : format.interval(row.p50Interval, { unit: "hours" })),
          },
          { key: "p95", name: t("col-p95"), isNumber: true, value: ({ p95 }) => p95, cell: ({ p95 }) => hours(p95) },
          {
            key: "p95-range",
            name: t("col-range"),
            isNumber: true,
            isFixed: true,
            value: (row) => (row.p95 === null ? null : format.interval(row.p95Interval, { unit: "hours" })),
          },
          { key: "came", name: t("col-came"), isNumber: true, value: ({ came }) => came },
          { key: "leads", name: t("col-leads"), isNumber: true, value: ({ leads }) => leads },
        ]}
      />
    </Section>
  );
}
