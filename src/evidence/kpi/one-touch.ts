// Money that two departments spent on one touch: one line with two payers, counted once.
import type { Spend } from "#facts/entities.ts";

/** Lines of several payers that are the same money. */
export interface SharedTouch {
  /** The line that is counted; its payer names them all: 'marketing+sales'. */
  readonly line: Spend;
  /** The lines on record, that one first. */
  readonly ids: readonly string[];
  /** Told by one document; otherwise only by campaign, day, category and amount. */
  readonly isByDocument: boolean;
}

export interface OneTouch {
  /** Every touch once. */
  readonly lines: readonly Spend[];
  readonly shared: readonly SharedTouch[];
}

/** Who paid a line; empty where nobody is named. */
export function payersOf({ payer }: Pick<Spend, "payer">): readonly string[] {
  return payer === null ? [] : payer === "both" ? ["sales", "marketing"] : payer.split("+");
}

/**
 * Lines are the same money where status, day and amount agree, the payers differ, and either the document is the same or, under `byLook`, no document
 * contradicts and campaign and category agree. The i-th line of each payer makes one touch, so that two equal lines of one payer stay two.
 * Money of one payer, of none, or already of two is left as it is. One pass; order of ids.
 */
export function oneTouchOf(spend: readonly Spend[], byLook: boolean): OneTouch {
  const groups = new Map<string, Spend[]>();
  const rest: Spend[] = [];
  for (const line of spend) {
    const touch = line.document !== null ? `d ${line.document}` : byLook && line.campaign !== null ? `c ${line.campaign} ${line.category ?? ""}` : null;
    if (touch === null || line.payer === null || line.payer === "both") {
      rest.push(line);
      continue;
    }
    const key = `${line.status ?? "actual"} ${line.day} ${line.amount} ${touch}`;
    const group = groups.get(key);
    if (group) group.push(line);
    else groups.set(key, [line]);
  }
  const lines = rest;
  const shared: SharedTouch[] = [];
  for (const group of groups.values()) {
    for (const touch of touchesOf(group)) {
      if (touch.length === 1) {
        lines.push(touch[0]!);
        continue;
      }
      const line = {
        ...touch[0]!,
        payer: touch
          .map((one) => one.payer!)
          .sort(byName)
          .join("+"),
      };
      lines.push(line);
      shared.push({ line, ids: touch.map(({ id }) => id), isByDocument: line.document !== null });
    }
  }
  return { lines, shared };
}

const byName = (a: string, b: string) => (a < b ? -1 : 1);

/** The first line of each payer together, then the second of each, and so on. */
function touchesOf(group: readonly Spend[]): Spend[][] {
  const turns = new Map<string, number>();
  const touches: Spend[][] = [];
  for (const line of [...group].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const turn = turns.get(line.payer!) ?? 0;
    turns.set(line.payer!, turn + 1);
    (touches[turn] ??= []).push(line);
  }
  return touches;
}
