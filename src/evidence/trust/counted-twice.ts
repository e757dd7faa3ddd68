// The same money brought in twice or thrice: an advertising platform's reports of ads, groups and campaigns, a total among its own rows, a ledger beside a report.
import type { Spend } from "#facts/entities.ts";
import { minorPerMajor } from "#kit/money.ts";
import { type SpendPart, partsOf, sameMoney } from "#evidence/trust/spend-parts.ts";
import { type Finding, finding, spendKeys } from "#evidence/trust/finding.ts";
import type { SpendFiles, TrustFacts } from "#evidence/trust/trust-facts.ts";

/** From this share of all money gone on, figures of cost mislead rather than being a little off. */
const misleadsFrom = 0.05;

/**
 * spend-counted-twice: parts of the spend (a file, one channel of it, its lines with or without a campaign) whose sums agree day by day; see spend-parts.ts for
 * when that is no chance. Files that agree with one another are one finding. The file that names campaigns most, then the one with most lines, is the one to keep;
 * records are the lines of the others on days that agree, the share that of all money gone.
 */
export function countedTwiceFindings({ lens, spendFiles }: Pick<TrustFacts, "lens" | "spendFiles">): Finding[] {
  const gone = lens.spend.lines.filter((line) => (line.status ?? "actual") === "actual" && line.amount !== 0);
  const parts = partsOf(gone, spendFiles);
  const pairs = sameMoney(parts, minorPerMajor(lens.facts.currency));
  const total = gone.reduce((sum, { amount }) => sum + amount, 0);
  return clustersOf(pairs).map((cluster) => findingOf(cluster, { spendFiles, total, of: gone.length }));
}

interface Pair {
  readonly one: SpendPart;
  readonly other: SpendPart;
  readonly days: readonly string[];
}

interface Cluster {
  /** Parts that hold the same money, the one to keep first. */
  readonly parts: readonly SpendPart[];
  /** Days on which each part agrees with some other. */
  readonly days: ReadonlyMap<SpendPart, ReadonlySet<string>>;
}

/** Parts that hang together by pairs; a file is in a cluster with one part only, the one that came first (the largest). */
function clustersOf(pairs: readonly Pair[]): Cluster[] {
  const days = new Map<SpendPart, Set<string>>();
  const group = new Map<SpendPart, Set<SpendPart>>();
  for (const pair of pairs) {
    const joined = new Set([pair.one, pair.other, ...(group.get(pair.one) ?? []), ...(group.get(pair.other) ?? [])]);
    for (const part of joined) group.set(part, joined);
    for (const part of [pair.one, pair.other]) {
      const own = days.get(part) ?? new Set();
      days.set(part, own);
      for (const day of pair.days) own.add(day);
    }
  }
  return [...new Set(group.values())].map((parts) => ({ parts: [...parts].sort(byWorth), days }));
}

/** Campaigns named first: only such lines can be held to a campaign. Then the finer report, then a whole file before a part of one. */
function byWorth(a: SpendPart, b: SpendPart): number {
  return (
    Number(b.isWhole) - Number(a.isWhole) || b.named / b.lines.length - a.named / a.lines.length || b.lines.length - a.lines.length || (a.key < b.key ? -1 : 1)
  );
}

function findingOf({ parts, days }: Cluster, all: { spendFiles: SpendFiles; total: number; of: number }): Finding {
  const keep = partToKeep(parts);
  const surplus = parts.filter((part) => part !== keep);
  const lines: Spend[] = surplus.flatMap((part) => part.lines.filter(({ day }) => days.get(part)!.has(day)));
  const amount = lines.reduce((sum, line) => sum + line.amount, 0);
  const every = [...new Set(parts.flatMap((part) => [...days.get(part)!]))].sort(byText);
  const name = (part: SpendPart) => all.spendFiles.nameOf.get(part.file) ?? part.file;
  const moneyShare = all.total > 0 ? amount / all.total : 0;
  const how = surplus.every(({ file }) => file === keep.file) ? "total" : surplus.some(({ isWhole }) => !isWhole) ? "lines" : keep.isWhole ? "files" : "part";
  return finding({
    code: "spend-counted-twice",
    entity: "spend",
    severity: moneyShare >= misleadsFrom ? "serious" : "warning",
    count: lines.length,
    of: all.of,
    records: lines.map(({ id }) => id).sort(byText),
    details: {
      how,
      times: parts.length,
      from: every[0]!,
      until: every.at(-1)!,
      days: every.length,
      keep: name(keep),
      undo: [...new Set(surplus.map(name))].sort(byText).join(", "),
      amount,
      moneyShare,
    },
    affects: spendKeys,
  });
}

/** A file of which only a part is doubled cannot be undone without losing the rest: then the whole ones go. Else the most telling stays. */
function partToKeep(parts: readonly SpendPart[]): SpendPart {
  return parts.find(({ isWhole }) => !isWhole && parts.some((other) => other.isWhole)) ?? parts[0]!;
}

const byText = (a: string, b: string) => (a < b ? -1 : 1);
