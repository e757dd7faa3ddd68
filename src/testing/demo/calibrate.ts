// Tunes the demo company's troubles until each is worth its agreed share of the quarter's shortfall.
import type { DemoCalendar } from "#testing/demo/calendar.ts";
import { type Knobs, demoProcess, nothingWrong } from "#testing/demo/story.ts";
import { type Truth, truthOf } from "#testing/firm/expectation.ts";
import type { DriverKey } from "#testing/firm/process.ts";

/** Shares of the shortfall by driver; what is missing to 1 is left to chance. */
export type PlantedShares = Readonly<Partial<Record<DriverKey, number>>>;

/** Slow follow-up of exhibition leads 30 %, a campaign for the wrong buyers 25 % (16 + 9), discounts 20 %, the market 15 %, chance 10 %. */
export const demoShares = { qualification: 0.3, "lead-quality": 0.16, acceptance: 0.09, discount: 0.2, market: 0.15 } as const satisfies PlantedShares;

/** The shortfall, as a share of the reference quarter's expected revenue. */
export const demoShortfall = 0.26;

const knobOf = { qualification: "callersLost", "lead-quality": "wrongBuyers", acceptance: "definitional", discount: "beyondPolicy", market: "market" } as const;
type Planted = keyof typeof knobOf;
const planted = Object.keys(knobOf) as Planted[];

export interface Calibrated {
  readonly knobs: Knobs;
  readonly truth: Truth;
}

/** Finds the knobs by the secant method, all five at once; throws when a share cannot be reached. */
export function calibrated(calendar: DemoCalendar, shares: PlantedShares = demoShares, scale = 1): Calibrated {
  const truthAt = (knobs: Knobs) => truthOf(demoProcess(calendar, knobs, scale), calendar.period, calendar.against);
  const aims = planted.filter((key) => (shares[key] ?? 0) > 0);
  if (aims.length === 0) return { knobs: nothingWrong, truth: truthAt(nothingWrong) };
  let [before, knobs] = [scaled(start, aims, 0.8), scaled(start, aims, 1)];
  let truthBefore = truthAt(before);
  for (let round = 0; round < 25; round++) {
    const truth = truthAt(knobs);
    const aim = (key: Planted) => -shares[key]! * demoShortfall * truth.reference;
    if (aims.every((key) => Math.abs(truth.parts[key] - aim(key)) < 0.004 * demoShortfall * truth.reference)) return { knobs, truth };
    const next: Record<string, number> = { ...knobs };
    for (const key of aims) {
      const knob = knobOf[key];
      const slope = (truth.parts[key] - truthBefore.parts[key]) / (knobs[knob] - before[knob]);
      const step = slope === 0 || !Number.isFinite(slope) ? 0 : (aim(key) - truth.parts[key]) / slope;
      next[knob] = Math.min(2 * knobs[knob], Math.max(0.5 * knobs[knob], knobs[knob] + step));
    }
    [before, truthBefore, knobs] = [knobs, truth, next as unknown as Knobs];
  }
  throw new RangeError("the demo company's troubles cannot be made as large as planted");
}

const start: Knobs = { callersLost: 5, wrongBuyers: 0.75, definitional: 0.22, beyondPolicy: 0.22, market: 0.04 };

function scaled(knobs: Knobs, aims: readonly Planted[], by: number): Knobs {
  const wanted = new Set<string>(aims.map((key) => knobOf[key]));
  return Object.fromEntries(Object.entries(knobs).map(([name, value]) => [name, wanted.has(name) ? value * by : 0])) as unknown as Knobs;
}
