// The course of a number over its last months in the space of a line of text: a band for the range, a line for the value.
import type { NumberWithPapers } from "#facts/papers.ts";
import { useMarksOn } from "#ui/chart/turning-points.ts";

const [width, height, pad] = [160, 36, 3];

/** Decoration beside a card: the figures stand in the chart and its table. Turning points are upright dashes; pointed at, they say their name. Months that cannot be told leave a gap. */
export function Sparkline({ numbers }: { readonly numbers: readonly NumberWithPapers[] }) {
  const marks = useMarksOn(numbers.map((number) => number.period));
  const ends = numbers
    .flatMap((number) => [number.value, number.interval?.low, number.interval?.high])
    .filter((value): value is number => typeof value === "number");
  if (numbers.filter((number) => number.value !== null).length < 2) return <svg width="100%" height={height} aria-hidden />;
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const x = (place: number) => pad + (place / (numbers.length - 1)) * (width - 2 * pad);
  const y = (value: number) => height - pad - ((value - low) / (high - low || 1)) * (height - 2 * pad);
  const runs = runsOf(numbers);
  return (
    <svg viewBox={`0 0 ${width} ${height}`} width="100%" height={height} preserveAspectRatio="none" aria-hidden>
      {runs.map((run) => (
        <g key={run[0]}>
          <polygon points={bandOf(run, { numbers, x, y })} fill="var(--ink)" opacity={0.13} />
          <polyline
            points={run.map((place) => `${x(place)},${y(numbers.at(place)!.value!)}`).join(" ")}
            fill="none"
            stroke="var(--ink)"
            strokeWidth={1.5}
            vectorEffect="non-scaling-stroke"
          />
        </g>
      ))}
      {marks.map((mark) => (
        <line
          key={`${mark.at} ${mark.name}`}
          x1={x(Number(mark.at))}
          x2={x(Number(mark.at))}
          y1={0}
          y2={height}
          stroke="var(--text-quiet)"
          strokeWidth={1}
          strokeDasharray={mark.isQuiet === true ? "1 4" : "3 3"}
          vectorEffect="non-scaling-stroke"
        >
          <title>{mark.name}</title>
        </line>
      ))}
    </svg>
  );
}

/** Stretches of months without a gap. */
function runsOf(numbers: readonly NumberWithPapers[]): number[][] {
  const runs: number[][] = [];
  numbers.forEach((number, place) => {
    if (number.value === null) return;
    const last = runs.at(-1);
    if (last?.at(-1) === place - 1) last.push(place);
    else runs.push([place]);
  });
  return runs;
}

interface Axes {
  readonly numbers: readonly NumberWithPapers[];
  readonly x: (place: number) => number;
  readonly y: (value: number) => number;
}

function bandOf(run: readonly number[], { numbers, x, y }: Axes): string {
  const edge = (side: "low" | "high") => run.map((place) => `${x(place)},${y(numbers.at(place)!.interval?.[side] ?? numbers.at(place)!.value!)}`);
  return [...edge("low"), ...edge("high").toReversed()].join(" ");
}
