// Measures honesty: over many simulated firms, how often the stated range of a part of the shortfall holds what was planted.
import { type Dice, diceOf, seedOf } from "#kit/dice.ts";
import { type FunnelFirm, type Plants, simulateFunnelFirm } from "#testing/firm/funnel-firm.ts";
import { type DriverKey, drivers } from "#testing/firm/process.ts";

/** What an engine says of one driver, minor units. */
export interface ClaimedPart {
  readonly driver: string;
  readonly amount: number;
  readonly low: number;
  readonly high: number;
}

export interface Claim {
  readonly parts: readonly ClaimedPart[];
  /** The engine says that no part stands out from chance. */
  readonly saysNothing: boolean;
}

export type Explain = (firm: FunnelFirm) => Claim;

export interface DriverCoverage {
  readonly driver: DriverKey;
  readonly firms: number;
  /** Share of firms whose range holds the truth. */
  readonly coverage: number;
  /** How many firms had this driver planted, and the coverage among them; null where none had. */
  readonly planted: number;
  readonly coveragePlanted: number | null;
  /** Mean of claimed less true, and its root mean square, as shares of the reference quarter's revenue. */
  readonly bias: number;
  readonly error: number;
  /** Mean width of the range, as the same share. */
  readonly width: number;
}

/** How far the ten drivers may be changed, as a share of their level: worse to better. */
const reach: Readonly<Record<DriverKey, readonly [number, number]>> = {
  market: [-0.25, 0.15],
  "lead-volume": [-0.3, 0.2],
  "lead-quality": [-0.25, 0.2],
  acceptance: [-0.25, 0.08],
  qualification: [-0.3, 0.2],
  "win-rate": [-0.3, 0.2],
  "list-price": [-0.15, 0.15],
  discount: [-0.12, 0.06],
  "product-mix": [-0.25, 0.2],
  timing: [-0.35, 0.08],
};

/** Each driver is planted with a chance of 3 in 10, by a size drawn from its reach. */
export function drawnPlants(dice: Dice): Plants {
  const plants: Partial<Record<DriverKey, number>> = {};
  for (const driver of drivers) {
    const isPlanted = dice.chance(0.3);
    const [low, high] = reach[driver];
    const size = low + (high - low) * dice.uniform();
    if (isPlanted) plants[driver] = size;
  }
  return plants;
}

export interface CoverageRun {
  readonly firms: number;
  readonly seed: number;
  readonly explain: Explain;
  /** Called after each firm. */
  readonly onFirm?: (done: number) => void;
}

/** Firms with troubles drawn by chance, each asked once. */
export function coverageOf({ firms, seed, explain, onFirm }: CoverageRun): DriverCoverage[] {
  const tallies = new Map(drivers.map((driver) => [driver, { held: 0, planted: 0, plantedHeld: 0, error: 0, square: 0, width: 0 }]));
  for (let n = 0; n < firms; n++) {
    const plants = drawnPlants(diceOf(seedOf(`plants ${seed} ${n}`)));
    const firm = simulateFunnelFirm({ seed: seed + n, plants });
    const claim = explain(firm);
    for (const driver of drivers) {
      const part = claim.parts.find((each) => each.driver === driver) ?? { amount: 0, low: 0, high: 0 };
      const truth = firm.truth.parts[driver];
      // Claims are whole minor units and the truth is not.
      const isHeld = part.low - 1 <= truth && truth <= part.high + 1;
      const tally = tallies.get(driver)!;
      const error = (part.amount - truth) / firm.truth.reference;
      tally.held += Number(isHeld);
      tally.error += error;
      tally.square += error * error;
      tally.width += (part.high - part.low) / firm.truth.reference;
      if (plants[driver] === undefined) continue;
      tally.planted += 1;
      tally.plantedHeld += Number(isHeld);
    }
    onFirm?.(n + 1);
  }
  return drivers.map((driver) => {
    const { held, planted, plantedHeld, error, square, width } = tallies.get(driver)!;
    return {
      driver,
      firms,
      coverage: held / firms,
      planted,
      coveragePlanted: planted === 0 ? null : plantedHeld / planted,
      bias: error / firms,
      error: Math.sqrt(square / firms),
      width: width / firms,
    };
  });
}

/** Share of firms with nothing planted that are told so. */
export function nullRateOf({ firms, seed, explain, onFirm }: CoverageRun): number {
  let told = 0;
  for (let n = 0; n < firms; n++) {
    told += Number(explain(simulateFunnelFirm({ seed: seed + n })).saysNothing);
    onFirm?.(n + 1);
  }
  return told / firms;
}
