// How one condition stands: by the records where their whole range speaks, else by what both heads say; disagreement and silence stay open.
import { type ConditionKey, type Measured, type MeasureKey, type Said, measureRuleOf, ruleOf } from "#facts/cooperation.ts";

/** yes, no: the whole 90 % range lies on one side of the level. open: it reaches over the level, or nothing was measured. */
export type MeasureState = "yes" | "no" | "open";

export function measureState({ key, value, interval }: Pick<Measured, "key" | "value" | "interval">, level: number): MeasureState {
  if (value === null) return "open";
  const { low, high } = interval ?? { low: value, high: value };
  // The level itself counts as reached.
  if (measureRuleOf(key).holds === "at-least") return low !== null && low >= level ? "yes" : high !== null && high < level ? "no" : "open";
  return high !== null && high <= level ? "yes" : low !== null && low > level ? "no" : "open";
}

/** holds, holds-not; open: neither the records nor both heads tell; parted: the heads say the opposite of each other. */
export type ConditionState = "holds" | "holds-not" | "open" | "parted";

export interface SaidByBoth {
  readonly sales: Pick<Said, "answer"> | null;
  readonly marketing: Pick<Said, "answer"> | null;
}

export interface Condition {
  readonly key: ConditionKey;
  readonly state: ConditionState;
  /** Whose word it is; null: it is open. */
  readonly by: "records" | "heads" | null;
  readonly measures: readonly (Measured & { readonly level: number; readonly isOwnLevel: boolean; readonly state: MeasureState })[];
  /** Both heads say the opposite of what the records tell. */
  readonly isContradicted: boolean;
}

export interface ConditionGround {
  readonly measured: ReadonlyMap<MeasureKey, Measured>;
  /** Levels of the firm's own. */
  readonly levels: ReadonlyMap<MeasureKey, number>;
  readonly said: ReadonlyMap<ConditionKey, SaidByBoth>;
}

/** One condition from its measures and from what was said. A measure that nobody gave counts as not measured. */
export function conditionOf(key: ConditionKey, { measured, levels, said }: ConditionGround): Condition {
  const rule = ruleOf(key);
  const measures = rule.measures.map((each) => {
    const one = measured.get(each) ?? notMeasured(each);
    const own = levels.get(each);
    const level = own ?? measureRuleOf(each).level;
    return { ...one, level, isOwnLevel: own !== undefined, state: measureState(one, level) };
  });
  const byRecords = together(
    measures.map(({ state }) => state),
    rule.needs,
  );
  const byHeads = headsSay(said.get(key));
  if (byRecords !== "open") {
    const state = byRecords === "yes" ? ("holds" as const) : ("holds-not" as const);
    return { key, state, by: "records", measures, isContradicted: (byHeads === "holds" || byHeads === "holds-not") && byHeads !== state };
  }
  return { key, state: byHeads, by: byHeads === "holds" || byHeads === "holds-not" ? "heads" : null, measures, isContradicted: false };
}

function together(states: readonly MeasureState[], needs: "any" | "all"): MeasureState {
  if (states.length === 0) return "open";
  const [enough, against] = needs === "any" ? (["yes", "no"] as const) : (["no", "yes"] as const);
  if (states.includes(enough)) return enough;
  return states.every((state) => state === against) ? against : "open";
}

function headsSay(said: SaidByBoth | undefined): ConditionState {
  const [sales, marketing] = [said?.sales?.answer ?? null, said?.marketing?.answer ?? null];
  if (sales === "yes" && marketing === "yes") return "holds";
  if (sales === "no" && marketing === "no") return "holds-not";
  return (sales === "yes" && marketing === "no") || (sales === "no" && marketing === "yes") ? "parted" : "open";
}

const notMeasured = (key: MeasureKey): Measured => ({ key, value: null, interval: null, sample: 0, period: null, cautions: [], reason: "no-fact", href: null });
