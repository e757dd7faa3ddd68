// The pictures of the kit with invented figures, for the gallery.
import { CalibrationChart } from "#ui/chart/calibration.tsx";
import { CurveChart, type Curve } from "#ui/chart/curves.tsx";
import { Flows } from "#ui/chart/flows.tsx";
import { ProcessMap } from "#ui/chart/process-map.tsx";

const rise = (top: number, pace: number): Curve["points"] =>
  Array.from({ length: 25 }, (_, index) => {
    const value = top * (1 - Math.exp(-(index * 10) / pace));
    const half = 0.01 + 0.0022 * index;
    return { at: index * 10, value, low: Math.max(0, value - half), high: value + half, atRisk: 600 - index * 22 };
  });
const curves: Curve[] = [
  { key: "web", name: "Website", points: rise(0.42, 60) },
  { key: "fair", name: "Trade fairs", points: rise(0.31, 110), youngFrom: 150 },
  { key: "cold", name: "Cold calls", points: rise(0.12, 80) },
];
const x = { name: "Days since the lead came", write: (at: number) => `${at} d` };
const y = { name: "Won", measure: { unit: "share" as const } };

const month = (index: number) => Date.UTC(2016, index, 1);
const course: Curve[] = [
  {
    key: "rate",
    name: "Win rate",
    side: "sales",
    points: Array.from({ length: 24 }, (_, index) => {
      const value = (index < 9 ? 0.31 : index < 17 ? 0.24 : 0.36) + ((index * 7) % 5) / 100;
      return { at: month(index), value, low: value - 0.04, high: value + 0.04 };
    }),
    youngFrom: month(20),
  },
];
const turns = [
  { at: month(9), name: "Turn: Oct 2016" },
  { at: month(10), name: "New prices" },
  { at: month(17), name: "Turn: Jun 2017" },
];
const time = { name: "Month of the lead", write: (at: number) => new Date(at).toISOString().slice(0, 7), isTime: true };

const groups = [0.05, 0.12, 0.2, 0.31, 0.44, 0.6].map((forecast, index) => ({
  forecast,
  happened: forecast * (index % 2 ? 0.9 : 1.12),
  low: forecast * 0.7,
  high: forecast * 1.35,
  count: 420 - index * 60,
}));

export function Pictures() {
  return (
    <>
      <CurveChart title="Website leads come to a deal sooner and more often" summary="Three groups" fileName="curves" curves={curves} x={x} y={y} />
      <CurveChart
        title="The win rate turned twice"
        summary="A course with two turns"
        fileName="course"
        curves={course}
        x={time}
        y={y}
        shape="line"
        marks={turns}
      />
      <CalibrationChart title="Forecasts of small chances hold" summary="Six groups" fileName="calibration" groups={groups} />
    </>
  );
}

const channels = ["Website", "Trade fair", "Partner", "Cold call"];
const ends = ["Won", "Lost", "Still open"];
const flowNodes = [
  ...[0, 1, 2].flatMap((layer) => channels.map((name, group) => ({ key: `${layer} ${name}`, name, layer, group }))),
  ...ends.map((name, place) => ({ key: name, name, layer: 3, ...(place === 0 ? { side: "sales" as const } : { isQuiet: true }) })),
];
const flowLinks = [0, 1, 2].flatMap((layer) =>
  channels.flatMap((from, one) =>
    (layer === 2 ? ends : channels).map((to, two) => ({
      from: `${layer} ${from}`,
      to: layer === 2 ? to : `${layer + 1} ${to}`,
      value: ((one * 37 + two * 61 + layer * 13) % 90) + (one === two ? 120 : 2),
    })),
  ),
);
const steps = [
  { key: "lead", name: "Lead", count: 2400 },
  { key: "mql", name: "Ready for sales", count: 1610, note: "33% end here" },
  { key: "sal", name: "Accepted by sales", count: 1020 },
  { key: "sql", name: "Need confirmed", count: 640 },
  { key: "opportunity", name: "Opportunity", count: 610 },
  { key: "won", name: "Won", count: 280 },
];
const wait = (value: number) => ({ value, low: value * 0.8, high: value * 1.3 });
const moves = [
  { from: "lead", to: "mql", count: 1500, share: 0.62, wait: wait(9) },
  { from: "mql", to: "sal", count: 980, share: 0.61, wait: wait(4) },
  { from: "sal", to: "sql", count: 590, share: 0.58, wait: wait(21), isSlow: true },
  { from: "sql", to: "opportunity", count: 520, share: 0.8, wait: wait(6) },
  { from: "opportunity", to: "won", count: 240, share: 0.4, wait: wait(38) },
  { from: "lead", to: "sal", count: 40, share: 0.02, wait: wait(3) },
  { from: "lead", to: "opportunity", count: 90, share: 0.04, wait: wait(2) },
  { from: "sal", to: "opportunity", count: 60, share: 0.06, wait: wait(12) },
  { from: "sal", to: "mql", count: 120, share: 0.12, wait: wait(7) },
  { from: "opportunity", to: "mql", count: 30, share: 0.05, wait: wait(44) },
  { from: "sql", to: "sql", count: 25, share: 0.04, wait: wait(10) },
];

export function WayPictures() {
  return (
    <>
      <Flows
        title="Won deals begin at fairs and end with the website"
        summary="Three touches and how they ended"
        fileName="flows"
        nodes={flowNodes}
        links={flowLinks}
        layers={["First touch", "Second", "Third", "How it ended"]}
        onOpen={() => {}}
      />
      <ProcessMap title="One in eight accepted leads goes back" summary="Six steps" fileName="map" steps={steps} moves={moves} onOpenStep={() => {}} />
    </>
  );
}
