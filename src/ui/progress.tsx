// How far long work has come, and which step of several one is at.
import { IconCheck } from "@tabler/icons-react";

import classes from "#ui/acts.module.css";
import { useFormat, useWords } from "#ui/language.ts";
import type { words } from "#ui/words.en.ts";

export interface ProgressLineProps {
  /** What is being done: 'Reading sales_pipeline.csv'. */
  readonly label: string;
  readonly done: number;
  /** null: how much there is in all is not known. */
  readonly total: number | null;
}

/** Readers of the screen hear it at each whole tenth only, so that it does not talk without end. */
export function ProgressLine({ label, done, total }: ProgressLineProps) {
  const t = useWords<typeof words>("kit");
  const format = useFormat();
  const share = total === null || total === 0 ? null : Math.min(1, done / total);
  const written = total === null ? format.count(done) : t("progress-of", { done: format.count(done), total: format.count(total) });
  const tenths = share === null ? "" : `${label}: ${format.share(Math.floor(share * 10) / 10, 0)}`;
  return (
    <div>
      <div className={classes.progress}>
        <span>{label}</span>
        <span>{written}</span>
      </div>
      <span
        className={classes.line}
        role="progressbar"
        aria-label={label}
        {...(share === null
          ? { "data-unknown": true }
          : { "aria-valuenow": Math.round(share * 100), "aria-valuemin": 0, "aria-valuemax": 100, "aria-valuetext": written })}
      >
        <i style={share === null ? {} : { width: `${share * 100}%` }} />
      </span>
      <span className="seen-by-readers-only" aria-live="polite">
        {tenths}
      </span>
    </div>
  );
}

/** The steps of a task; `at` counts from 0. */
export function Steps({ names, at }: { readonly names: readonly string[]; readonly at: number }) {
  const t = useWords<typeof words>("kit");
  return (
    <ol className={classes.steps} aria-label={t("step-of", { n: at + 1, total: names.length })}>
      {names.map((name, index) => (
        <li key={name} {...(index === at ? { "aria-current": "step" as const } : {})} {...(index < at ? { "data-done": true } : {})}>
          <span aria-hidden>{index < at ? <IconCheck size={14} stroke={2.5} /> : index + 1}</span>
          {name}
        </li>
      ))}
    </ol>
  );
}
