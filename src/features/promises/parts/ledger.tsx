// Both sides' promises beside one another, as many on either, each with its verdict by the same rule.
import { IconCheck, IconMinus, IconQuestionMark } from "@tabler/icons-react";

import type { PromiseView, PromisesAnswer } from "#features/promises/contract.ts";
import classes from "#features/promises/parts/promises.module.css";
import { usePromiseWords } from "#features/promises/parts/told.ts";
import type { words } from "#features/promises/words.en.ts";
import { promiseSides } from "#facts/promises.ts";
import { useWords } from "#ui/language.ts";
import { IntervalBar, SideBadge } from "#ui/marks.tsx";
import { Section } from "#ui/page.tsx";
import { useReason } from "#ui/reasons.ts";
import type { words as kitWords } from "#ui/words.en.ts";

const icons = { kept: IconCheck, broken: IconMinus, "cannot-be-told": IconQuestionMark } as const;

/** The same marks and colours for either side; red is for neither. */
export function StatusMark({ status }: { readonly status: PromiseView["status"] }) {
  const t = useWords<typeof words>("promises");
  const Icon = icons[status];
  return (
    <span className={classes.status} data-status={status}>
      <Icon size={15} stroke={2} aria-hidden />
      {t(`status-${status}`)}
    </span>
  );
}

export function Ledger({ told, onOpen }: { readonly told: PromisesAnswer; readonly onOpen: (key: string) => void }) {
  const t = useWords<typeof words>("promises");
  return (
    <Section title={t("table")} note={t("ledger-note")}>
      <div className={classes.sides}>
        {promiseSides.map((side) => (
          <ul key={side} className={`${classes.side}${side === "management" ? ` ${classes.whole}` : ""}`}>
            <li>
              <h3>
                <SideBadge side={side} />
              </h3>
            </li>
            {told.promises
              .filter((promise) => promise.side === side)
              .map((promise) => (
                <li key={promise.key}>
                  <OnePromise promise={promise} currency={told.currency} onOpen={onOpen} />
                </li>
              ))}
          </ul>
        ))}
      </div>
    </Section>
  );
}

function OnePromise({ promise, currency, onOpen }: { readonly promise: PromiseView; readonly currency: string; readonly onOpen: (key: string) => void }) {
  const t = useWords<typeof words>("promises");
  const kit = useWords<typeof kitWords>("kit");
  const reason = useReason();
  const { says, amount } = usePromiseWords(currency);
  const { measured, interval, promised, unit } = promise;
  const reach = unit === "share" ? { from: 0, to: 1 } : {};
  return (
    <button type="button" className={classes.promise} onClick={() => onOpen(promise.key)}>
      <span className={classes.head}>
        {kit(`promise-${promise.key}`)}
        <StatusMark status={promise.status} />
      </span>
      <span className={classes.quiet}>{says(promise.key, promise.terms)}</span>
      {measured === null || interval === null ? null : (
        <>
          <span className="figures">{t("measured", { measured: amount(promise, measured), promised: amount(promise, promised) })}</span>
          <IntervalBar value={measured} interval={interval} mark={promised} side={promise.side} {...reach} />
        </>
      )}
      {promise.reason === null ? null : <span className={classes.quiet}>{reason(promise.reason, promise.details)}</span>}
      <span className={classes.foot}>
        {promise.sample === 0 ? null : <span>{t("cases", { count: promise.sample })}</span>}
        <span>{t(promise.isSigned ? "by-both" : "by-default")}</span>
        {promise.waits?.isProposal === true ? <span>{t("waits")}</span> : null}
      </span>
    </button>
  );
}
