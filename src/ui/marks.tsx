// The small marks that mean the same everywhere: a side, a verdict, a caution, a range, what is not ripe, a key.
import { IconAlertCircle } from "@tabler/icons-react";
import type { CSSProperties, ReactNode } from "react";

import type { Owner } from "#facts/department.ts";
import type { Interval, Verdict } from "#facts/papers.ts";

import { useWords } from "#ui/language.ts";
import classes from "#ui/marks.module.css";
import { sideStyle } from "#ui/sides.tsx";
import { Tip } from "#ui/tip.tsx";
import type { words } from "#ui/words.en.ts";

/** Whose it is: the side's colour, its pattern and its name. */
export function SideBadge({ side, children }: { readonly side: Owner; readonly children?: ReactNode }) {
  const t = useWords<typeof words>("kit");
  return (
    <span className={classes.side}>
      <span className={classes.swatch} style={sideStyle(side)} aria-hidden />
      {children ?? t(`side-${side}`)}
    </span>
  );
}

const fullDots: Readonly<Record<Verdict, number>> = { clear: 3, likely: 2, "within-chance": 1, "cannot-be-told": 0 };

/** How sure a change is, as three dots and a word; never red or green. */
export function VerdictBadge({ verdict }: { readonly verdict: Verdict }) {
  const t = useWords<typeof words>("kit");
  return (
    <Tip label={t(`verdict-${verdict}-words`)}>
      <span className={classes.verdict} data-verdict={verdict}>
        <span className={classes.dots} aria-hidden>
          {[1, 2, 3].map((dot) => (
            <i key={dot} {...(dot <= fullDots[verdict] ? { "data-full": true } : {})} />
          ))}
        </span>
        {t(`verdict-${verdict}`)}
      </span>
    </Tip>
  );
}

/** One quiet chip for all cautions of a number; `onOpen` shows them in words. */
export function CautionChip({ count, onOpen }: { readonly count: number; readonly onOpen?: (() => void) | undefined }) {
  const t = useWords<typeof words>("kit");
  if (count === 0) return null;
  const inside = (
    <>
      <IconAlertCircle size={13} stroke={1.75} aria-hidden />
      {t("cautions", { count })}
    </>
  );
  if (!onOpen) return <span className={classes.chip}>{inside}</span>;
  return (
    <button type="button" className={classes.chip} onClick={onOpen}>
      {inside}
    </button>
  );
}

export interface IntervalBarProps {
  readonly value: number;
  readonly interval: Interval;
  /** The axis; by default half the value to either side, so that a short bar means a sure number. */
  readonly from?: number;
  readonly to?: number;
  /** A second mark on the axis: the goal, the plan, the period before. */
  readonly mark?: number | null;
  readonly side?: Owner;
}

/** A thin bar for the range with a tick for the value. Decoration: the range is said in words beside it. */
export function IntervalBar({ value, interval, from, to, mark = null, side }: IntervalBarProps) {
  const low = interval.low ?? Math.min(value, interval.high ?? value);
  const high = interval.high ?? Math.max(value, interval.low ?? value);
  const reach = Math.max(Math.abs(value) / 2, ...[low, high, mark ?? value].map((end) => Math.abs(end - value) * 1.15)) || 1;
  const axisFrom = from ?? value - reach;
  const axisTo = to ?? value + reach;
  const at = (amount: number) => `${Math.min(100, Math.max(0, ((amount - axisFrom) / (axisTo - axisFrom || 1)) * 100))}%`;
  const ink = side === undefined ? {} : ({ "--bar-ink": `var(--side-${side})` } as CSSProperties);
  return (
    <span className={classes.bar} style={ink} aria-hidden>
      <i style={{ left: at(low), right: `calc(100% - ${at(high)})` }} />
      {mark === null ? null : <s style={{ left: at(mark) }} />}
      <b style={{ left: at(value) }} />
    </span>
  );
}

/** Lies under what is not ripe yet: hatched, and said so to readers of the screen. */
export function Hatch({ children }: { readonly children: ReactNode }) {
  const t = useWords<typeof words>("kit");
  return (
    <Tip label={t("unripe")}>
      <span className={classes.hatch}>
        {children}
        <span className="seen-by-readers-only"> ({t("unripe")})</span>
      </span>
    </Tip>
  );
}

/** Names the key of an act: <ShortcutHint keys="g h" />. */
export function ShortcutHint({ keys }: { readonly keys: string }) {
  return (
    <span aria-hidden>
      {keys.split(" ").map((key) => (
        <kbd key={key} className={classes.key}>
          {key}
        </kbd>
      ))}
    </span>
  );
}
