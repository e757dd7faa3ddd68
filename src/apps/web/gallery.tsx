// Every part of the kit at a glance, with invented figures; there while developing, never in a build for people.
import { Button } from "@mantine/core";

import { Pictures, WayPictures } from "#apps/web/gallery-pictures.tsx";
import { owners } from "#facts/department.ts";
import type { NumberWithPapers } from "#facts/papers.ts";
import { bandSeries } from "#ui/chart/band.ts";
import { Chart } from "#ui/chart/chart.tsx";
import { chartTable } from "#ui/chart/frame.tsx";
import { type Inks, axis } from "#ui/chart/ink.ts";
import { Waterfall } from "#ui/chart/waterfall.tsx";
import type { WaterfallPart } from "#ui/chart/waterfall-marks.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { Dropzone } from "#ui/dropzone.tsx";
import { CautionChip, Hatch, ShortcutHint, SideBadge, VerdictBadge } from "#ui/marks.tsx";
import { NumberCard } from "#ui/number-card.tsx";
import { Cards, Page as Sheet, Section } from "#ui/page.tsx";
import { Papers } from "#ui/papers.tsx";
import { ProgressLine, Steps } from "#ui/progress.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { CannotBeTold, CardsWaiting, EmptyState, ErrorState } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";

const period = { from: "2017-07-01", until: "2017-10-01" };
const cycle: NumberWithPapers = {
  key: "cycle-median-won",
  value: 52,
  unit: "days",
  sample: 412,
  interval: { low: 48, high: 56, level: 0.9 },
  method: "median-with-order-statistics",
  label: "descriptive",
  period,
  definition: "sales-cycle@1",
  cautions: [{ code: "small-sample" }, { code: "unripe" }],
};
const cost: NumberWithPapers = {
  ...cycle,
  key: "promotion-cost",
  value: 123_456_789,
  unit: "money",
  currency: "USD",
  interval: { low: 118_000_000, high: 131_000_000, level: 0.9 },
  cautions: [],
};
const rate: NumberWithPapers = { ...cycle, key: "win-rate", value: 0.634, unit: "share", interval: { low: 0.61, high: 0.66, level: 0.9 }, cautions: [] };
const untold: NumberWithPapers = { ...cycle, key: "cost", value: null, interval: null, sample: 0, reason: "not-found", cautions: [] };

const part = (name: string, amount: number, owner: WaterfallPart["owner"], verdict: WaterfallPart["verdict"]): WaterfallPart => ({
  key: name,
  name,
  amount,
  owner,
  verdict,
  interval: { low: amount - 9_000_000, high: amount + 9_000_000, level: 0.9 },
});
const parts = [
  part("Market size", -12_000_000, "market", "likely"),
  part("Lead volume", -31_000_000, "marketing", "clear"),
  part("Lead quality", 6_000_000, "marketing", "within-chance"),
  part("Acceptance of leads", -5_000_000, "joint", "within-chance"),
  part("Win rate at equal quality", -26_000_000, "sales", "clear"),
  part("Discount", -9_000_000, "management", "likely"),
];

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep"].map((name, index) => ({
  name,
  won: 40 + ((index * 7) % 23),
  low: 34 + ((index * 7) % 23),
  high: 48 + ((index * 7) % 23),
}));
type Month = (typeof months)[number];

function drawMonths(inks: Inks) {
  return {
    xAxis: { ...axis(inks), type: "category", data: months.map((month) => month.name), splitLine: { show: false } },
    yAxis: { ...axis(inks), type: "value", axisLine: { show: false } },
    series: [
      ...bandSeries("range", months, inks.sides.sales),
      { type: "line", name: "won", data: months.map((month) => month.won), color: inks.sides.sales, symbolSize: 6, z: 3 },
      {
        type: "bar",
        name: "open",
        data: months.map((_, index) => (index > 5 ? 20 : 8)),
        itemStyle: { color: inks.sides.marketing, decal: inks.decal("marketing") },
      },
    ],
  };
}

const manyRows = Array.from({ length: 400 }, (_, index) => ({
  id: String(index),
  name: `Account ${index}`,
  amount: index % 17 === 0 ? null : (index * 7919) % 100_000,
  day: "2017-08-02",
}));
type ManyRow = (typeof manyRows)[number];

export function Page() {
  return (
    <Sheet
      title="What does each part of the kit look like?"
      answer="Calm, exact, and fair to both sides at a glance."
      actions={<Button>Act</Button>}
      papers={<Papers name="Sales cycle" number={cycle} recordsAt="/gallery" definitionAt="/gallery" />}
    >
      <Cards>
        <NumberCard
          name="Sales cycle, median of won"
          number={cycle}
          mark={50}
          change={{ by: -4, verdict: "likely", against: "Q2 2017" }}
          recordsAt="/gallery"
          definitionAt="/gallery"
        />
        <NumberCard name="Promotion cost" number={cost} change={{ by: 1_500_000, verdict: "clear", against: "Q2 2017" }} />
        <NumberCard name="Win rate" number={rate} change={{ by: 0.004, verdict: "within-chance", against: "Q2 2017" }} />
        <NumberCard name="Cost of a deal" number={untold} remedy={<small>Load spend by campaign.</small>} />
      </Cards>
      <Waterfall
        title="Two parts are clear: fewer leads, and fewer wins of equal leads"
        summary="From 1.8 million planned to 1.03 million"
        from={{ name: "Plan", amount: 180_000_000 }}
        to={{ name: "Actual", amount: 103_000_000 }}
        parts={parts}
        measure={{ unit: "money", currency: "USD" }}
        columns={{ part: "Part", owner: "Owner", amount: "Amount", range: "90% range", verdict: "Verdict" }}
        fileName="shortfall"
        onOpen={(each) => toast({ text: each.name })}
      />
      <Chart
        title="Wins fell by a third in July"
        summary="Wins by month with their range"
        fileName="wins"
        draw={drawMonths}
        table={chartTable<Month>({
          rows: months,
          rowKey: (month) => month.name,
          columns: [
            { key: "month", name: "Month", value: (month) => month.name },
            { key: "won", name: "Won", unit: "deals", value: (month) => month.won },
          ],
        })}
      />
      <Pictures />
      <WayPictures />
      <Section title="Marks">
        <div style={{ display: "flex", flexWrap: "wrap", gap: 16, alignItems: "center" }}>
          {owners.map((owner) => (
            <SideBadge key={owner} side={owner} />
          ))}
          <VerdictBadge verdict="clear" />
          <VerdictBadge verdict="likely" />
          <VerdictBadge verdict="within-chance" />
          <VerdictBadge verdict="cannot-be-told" />
          <CautionChip count={2} onOpen={() => {}} />
          <Hatch>37</Hatch>
          <ShortcutHint keys="g h" />
        </div>
      </Section>
      <Section title="Table" note="Four hundred rows; only those in sight are drawn.">
        <DataTable<ManyRow>
          caption="Accounts"
          rows={manyRows}
          rowKey={(row) => row.id}
          onOpen={(row) => toast({ text: row.name, undo: () => {} })}
          fileName="accounts"
          columns={[
            { key: "name", name: "Account", value: (row) => row.name, onPhone: "title" },
            { key: "amount", name: "Amount", unit: "USD", value: (row) => row.amount },
            { key: "day", name: "Closed", value: (row) => row.day },
          ]}
        />
      </Section>
      <Section title="States">
        <EmptyState title="No deals yet" action={<Button>Load a file</Button>} example={<NumberCard name="Win rate" number={rate} />}>
          One export of deals from your CRM fills this page.
        </EmptyState>
        <CannotBeTold reason="not-found" remedy="load spend" />
        <ErrorState error={new Error("x")} onRetry={() => {}} />
        <CardsWaiting count={3} />
      </Section>
      <Section title="Acts">
        <Steps names={["File", "Columns", "Stages", "Done"]} at={1} />
        <ProgressLine label="Reading sales_pipeline.csv" done={5200} total={8800} />
        <ProgressLine label="Reading" done={5200} total={null} />
        <Dropzone kinds={[".csv", ".tsv", ".xlsx"]} maxBytes={200_000_000} onFiles={(files) => toast({ text: files.map((file) => file.name).join(", ") })} />
        <ReasonButton whyNot="only-administrators">Sign</ReasonButton>
      </Section>
    </Sheet>
  );
}
