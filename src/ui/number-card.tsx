// A number as a card: the figure, its range, its sample, its change with a verdict, its cautions. A click opens how we know.
import { type ReactNode, Suspense, lazy, useState } from "react";

import type { Interval, NumberWithPapers, Verdict } from "#facts/papers.ts";

import { useFormat, useWords } from "#ui/language.ts";
import { CautionChip, IntervalBar, VerdictBadge } from "#ui/marks.tsx";
import classes from "#ui/number-card.module.css";
import { useReason } from "#ui/reasons.ts";
import type { words } from "#ui/words.en.ts";

const PapersDrawer = lazy(() => import("#ui/papers.tsx").then((loaded) => ({ default: loaded.PapersDrawer })));

export interface Change {
  /** New minus old, in the number's unit (shares as 0..1). */
  readonly by: number;
  readonly interval?: Interval | null;
  readonly verdict: Verdict;
  /** What it is compared with, in words: 'Q2 2017'. */
  readonly against: string;
}

export interface NumberCardProps {
  readonly name: string;
  /** What it is a figure of, where cards of one name stand side by side: readers of the screen hear both. */
  readonly of?: string;
  readonly number: NumberWithPapers;
  readonly change?: Change | null | undefined;
  /** A goal or plan in the number's unit: a mark on the range. */
  readonly mark?: number | null;
  /** Where its records are listed. */
  readonly recordsAt?: string;
  /** Where its definition stands. */
  readonly definitionAt?: string;
  /** What would make it so, where it cannot be told. */
  readonly remedy?: ReactNode;
  readonly children?: ReactNode;
}

export function NumberCard(props: NumberCardProps) {
  const { name, number, change, mark = null } = props;
  const t = useWords<typeof words>("kit");
  const [isOpen, setOpen] = useState(false);
  const [hasOpened, setOpened] = useState(false);
  const open = () => {
    setOpened(true);
    setOpen(true);
  };
  return (
    <section className={classes.card} aria-label={props.of === undefined ? name : `${props.of}. ${name}`}>
      <div className={classes.name}>{name}</div>
      <button type="button" className={classes.open} onClick={open} aria-haspopup="dialog">
        <span className="seen-by-readers-only">{t("papers-of", { name })}</span>
        <Figure number={number} mark={mark} />
      </button>
      {number.value === null ? props.remedy : <ChangeLine number={number} change={change} />}
      {props.children}
      <footer className={classes.foot}>
        <span>{t("sample", { count: number.sample })}</span>
        <CautionChip count={number.cautions.length} onOpen={open} />
      </footer>
      {hasOpened ? (
        <Suspense>
          <PapersDrawer
            name={name}
            number={number}
            isOpen={isOpen}
            onClose={() => setOpen(false)}
            recordsAt={props.recordsAt}
            definitionAt={props.definitionAt}
          />
        </Suspense>
      ) : null}
    </section>
  );
}

function Figure({ number, mark }: { readonly number: NumberWithPapers; readonly mark: number | null }) {
  const t = useWords<typeof words>("kit");
  const format = useFormat();
  const reason = useReason();
  if (number.value === null) {
    return (
      <>
        <div className={classes.untold}>{t("cannot-be-told")}</div>
        <div className={classes.range}>{reason(number.reason ?? "not-enough-data")}</div>
      </>
    );
  }
  const { figure, unit } = format.parts(number.value, number);
  return (
    <>
      <div className={classes.figure}>
        <span>{figure}</span>
        {unit === "" ? null : <small>{unit}</small>}
      </div>
      {number.interval ? (
        <>
          <IntervalBar value={number.value} interval={number.interval} mark={mark} />
          <div className={classes.range}>{format.interval(number.interval, number)}</div>
        </>
      ) : null}
    </>
  );
}

function ChangeLine({ number, change }: Pick<NumberCardProps, "number" | "change">) {
  const t = useWords<typeof words>("kit");
  const format = useFormat();
  if (!change) return null;
  return (
    <div className={classes.change}>
      <span>{format.change(change.by, number)}</span>
      <span style={{ color: "var(--text-quiet)" }}>
        {t("period-against")} {change.against}
      </span>
      <VerdictBadge verdict={change.verdict} />
    </div>
  );
}
