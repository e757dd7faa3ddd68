// The pictures of the kit with invented figures, for the gallery.
import { CalibrationChart } from "#ui/chart/calibration.tsx";
import { CurveChart, type Curve } from "#ui/chart/curves.tsx";

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
