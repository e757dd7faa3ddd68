// The leads and deals behind a part, so that nobody has to believe a number they cannot open.
import type { Comparison } from "#evidence/shortfall/comparison.ts";
import type { Driver } from "#facts/driver.ts";
import { type Stream, fromLeads, withoutLead } from "#evidence/shortfall/lists.ts";
import type { RecordsSpec } from "#evidence/shortfall/result.ts";
import { weightOf } from "#evidence/shortfall/entrants.ts";

type Role = RecordsSpec["role"];

interface Behind {
  readonly stream: Stream | "both";
  readonly role: Role;
}

const behind: Readonly<Record<Driver, Behind | null>> = {
  market: null,
  "lead-volume": { stream: fromLeads, role: "entered" },
  "lead-quality": { stream: fromLeads, role: "entered" },
  acceptance: { stream: fromLeads, role: "accepted" },
  qualification: { stream: fromLeads, role: "became-deal" },
  "deal-volume": { stream: withoutLead, role: "entered" },
  "deal-quality": { stream: withoutLead, role: "entered" },
  timing: { stream: "both", role: "closed" },
  "win-rate": { stream: "both", role: "closed" },
  "product-mix": { stream: "both", role: "won" },
  "deal-size": { stream: "both", role: "won" },
  "list-price": { stream: "both", role: "won" },
  discount: { stream: "both", role: "won" },
  cost: { stream: "both", role: "won" },
  "plan-ambition": null,
};

/** Places in the lead or deal columns of the records behind a driver on one side; of one segment, where its key is given. */
export function placesBehind(comparison: Comparison, driver: Driver, { side, segment }: { side: 0 | 1; segment?: string }): Int32Array {
  const spec = behind[driver];
  if (spec === null) return new Int32Array(0);
  const { sample } = comparison;
  const isHere = (row: number) => segment === undefined || sample.segments[sample.rows[row]!.segment]!.key === segment;
  if (spec.stream === "both") {
    const list = sample.closings[side];
    return list.record.filter((_, n) => isHere(list.row[n]!) && (spec.role === "closed" || list.isWon[n] === 1));
  }
  const { stream } = spec;
  const list = sample.entrants[side][stream];
  const least = spec.role === "accepted" ? 1 : spec.role === "became-deal" ? 2 : 0;
  // What has next to no chance to be due in the period is not behind its numbers.
  return list.record.filter((_, n) => isHere(list.row[n]!) && list.outcome[n]! >= least && weightOf(list, n, sample.curves[stream]) >= 0.005);
}

/** What stands behind a driver and how many there are. Drivers that rest on the same records are counted once. */
export function recordsSpec(comparison: Comparison, driver: Driver): RecordsSpec | null {
  const spec = behind[driver];
  if (spec === null) return null;
  const key = `${spec.stream} ${spec.role}`;
  const known = comparison.recordCounts.get(key);
  if (known !== undefined) return known;
  const counted: RecordsSpec = {
    entity: spec.stream === fromLeads ? "lead" : "deal",
    role: spec.role,
    reference: { count: placesBehind(comparison, driver, { side: 0 }).length },
    actual: { count: placesBehind(comparison, driver, { side: 1 }).length },
  };
  comparison.recordCounts.set(key, counted);
  return counted;
}
