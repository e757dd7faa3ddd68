// How an import stands: a word, and while it is loading a line.
import type { ImportView } from "#features/imports/contract.ts";
import classes from "#features/imports/parts/imports.module.css";
import type { words } from "#features/imports/words.en.ts";
import { useFormat, useWords } from "#ui/language.ts";

export function StateMark({ of: { state, progress } }: { readonly of: Pick<ImportView, "state" | "progress"> }) {
  const t = useWords<typeof words>("imports");
  const format = useFormat();
  const share = state === "running" && progress.of !== null && progress.of > 0 ? Math.min(1, progress.records / progress.of) : null;
  return (
    <span className={classes.state} data-state={state}>
      {t(`state-${state}`)}
      {share === null ? null : ` ${format.share(share, 0)}`}
    </span>
  );
}
