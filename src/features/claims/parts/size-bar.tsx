// A verdict as a sign and a word, and the size behind it as one small bar: value, range, and the part of the scale where the claim would hold.
import { IconCircleCheck, IconCircleDashed, IconCircleX } from "@tabler/icons-react";

import type { ClaimAnswerView, ClaimView } from "#features/claims/contract.ts";
import { useClaimWords } from "#features/claims/parts/claim-words.ts";
import classes from "#features/claims/parts/claims.module.css";
import type { words } from "#features/claims/words.en.ts";
import type { ClaimVerdict } from "#facts/claims.ts";
import { useWords } from "#ui/language.ts";
import { useReason } from "#ui/reasons.ts";
import { Tip } from "#ui/tip.tsx";

const signs = { supported: IconCircleCheck, refuted: IconCircleX, "not-enough-data": IconCircleDashed } as const satisfies Record<ClaimVerdict, unknown>;

/** Never red or green: a refuted claim is no fault, a supported one no victory. */
export function VerdictMark({ verdict }: { readonly verdict: ClaimVerdict }) {
  const t = useWords<typeof words>("claims");
  const Sign = signs[verdict];
  return (
    <Tip label={t(`verdict-words-${verdict}`)}>
      <span className={classes["verdict"]} data-verdict={verdict}>
        <Sign size={20} stroke={1.75} aria-hidden />
        {t(`verdict-${verdict}`)}
      </span>
    </Tip>
  );
}

export type Spec = Pick<ClaimView, "standard" | "holds" | "worth" | "nothing">;

/** What was measured in words and as a bar; or why it cannot be told. */
export function Size({ spec, answer }: { readonly spec: Spec; readonly answer: ClaimAnswerView }) {
  const t = useWords<typeof words>("claims");
  const claim = useClaimWords();
  const reason = useReason();
  const { measured, untold } = answer;
  return (
    <div>
      <p className={classes["measure"]}>{t(`measure.${spec.standard}`)}</p>
      {measured === null ? (
        <p style={{ margin: 0 }}>{untold === null ? t("untold") : reason(untold.reason, untold.details)}</p>
      ) : (
        <>
          <p className={classes["size"]}>
            <strong>{claim.size(spec.standard, measured.effect)}</strong>
            <span>{measured.interval === null ? t("size-counted") : claim.range(spec.standard, measured.interval)}</span>
          </p>
          <SizeBar spec={spec} measured={measured} />
          <p className={classes["worth"]}>
            {claim.worth(spec)}; {t("sample-of", { count: measured.sample })}
          </p>
        </>
      )}
    </div>
  );
}

function SizeBar({ spec, measured }: { readonly spec: Spec; readonly measured: NonNullable<ClaimAnswerView["measured"]> }) {
  const { effect, interval } = measured;
  const [low, high] = [interval?.low ?? effect, interval?.high ?? effect];
  const ends = [0, spec.worth, spec.nothing, effect, low, high];
  const reach = Math.max(...ends) - Math.min(...ends) || 1;
  const [from, to] = [Math.min(...ends) - reach * 0.08, Math.max(...ends) + reach * 0.08];
  const at = (value: number) => ((value - from) / (to - from)) * 100;
  const limit = at(spec.worth);
  return (
    <span className={classes["bar"]} aria-hidden>
      <i className={classes["zone"]} style={spec.holds === "above" ? { left: `${limit}%`, right: 0 } : { left: 0, right: `${100 - limit}%` }} />
      <i className={classes["limit"]} style={{ left: `${limit}%` }} />
      {interval === null ? null : <i className={classes["range"]} style={{ left: `${at(low)}%`, right: `${100 - at(high)}%` }} />}
      <i className={classes["value"]} style={{ left: `${at(effect)}%` }} />
    </span>
  );
}
