// The parts as a table: located in, owner, amount, range, how sure; the sum of what is within chance under it.
import { type Explanation, type Part, driverKey } from "#features/shortfall/contract.ts";
import { useOpenPart } from "#features/shortfall/parts/question.ts";
import type { words } from "#features/shortfall/words.en.ts";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { CautionChip, Hatch, IntervalBar, SideBadge, VerdictBadge } from "#ui/marks.tsx";

const sureness = { clear: 3, likely: 2, "within-chance": 1, "cannot-be-told": 0 } as const;

/** Part of what stands behind it is younger than most deals take to close. */
const isYoung = (part: Part) => part.cautions.some((caution) => caution.code.includes("unripe") || caution.code.includes("young"));

export function PartsTable({ told }: { readonly told: Explanation }) {
  const t = useWords<typeof words>("shortfall");
  const format = useFormat();
  const [, open] = useOpenPart();
  const measure = { unit: "money" as const, currency: told.currency };
  const reach = Math.max(...told.parts.flatMap((part) => [Math.abs(part.interval.low ?? 0), Math.abs(part.interval.high ?? 0), Math.abs(part.amount)]), 1);
  const columns: Column<Part>[] = [
    {
      key: "driver",
      name: t("col-driver"),
      value: (part) => t(driverKey(part.driver, told.switchedOff)),
      cell: (part) => (isYoung(part) ? <Hatch>{t(driverKey(part.driver, told.switchedOff))}</Hatch> : t(driverKey(part.driver, told.switchedOff))),
      onPhone: "title",
    },
    { key: "owner", name: t("col-owner"), value: (part) => part.owner, cell: (part) => <SideBadge side={part.owner} /> },
    { key: "amount", name: t("col-amount"), value: (part) => part.amount, cell: (part) => format.change(part.amount, measure) },
    {
      key: "range",
      name: t("col-range"),
      isFixed: true,
      isNumber: true,
      width: "11rem",
      value: (part) => format.interval(part.interval, measure),
      cell: (part) => (
        <>
          {/* Words between two sums may break: the table fits beside its papers. */}
          <span style={{ whiteSpace: "normal" }}>{format.interval(part.interval, measure)}</span>
          <IntervalBar value={part.amount} interval={part.interval} from={-reach} to={reach} mark={0} side={part.owner} />
        </>
      ),
    },
    {
      key: "verdict",
      name: t("col-verdict"),
      value: (part) => sureness[part.verdict] + part.probability / 2,
      isNumber: false,
      cell: (part) => <VerdictBadge verdict={part.verdict} />,
    },
    {
      key: "cautions",
      name: "",
      isFixed: true,
      isNumber: false,
      value: (part) => part.cautions.length,
      cell: (part) => <CautionChip count={part.cautions.length} onOpen={() => open(part.driver)} />,
    },
  ];
  return (
    <DataTable
      caption={t("parts")}
      columns={columns}
      rows={told.parts}
      rowKey={(part) => part.driver}
      onOpen={(part) => open(part.driver)}
      fileName={`evenhand-parts-${told.question.period}`}
      totals={{ driver: t("within-chance-sum"), amount: format.change(told.withinChance, measure) }}
    />
  );
}
