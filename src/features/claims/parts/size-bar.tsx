// A verdict as a sign and a word, and the size behind it as one small bar: value, range, and the part of the scale where the claim would hold.
import { IconCircleCheck, IconCircleDashed, IconCircleX } from "@tabler/icons-react";

import type { ClaimAnswerView } from "#features/claims/contract.ts";
import { useClaimWords } from "#features/claims/parts/claim-words.ts";
import classes from "#features/claims/parts/claims.module.css";
import { type Measured, type Spec, sizeScale } from "#features/claims/parts/size-scale.ts";
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

interface SizeProps {
  readonly spec: Spec;
  readonly answer: ClaimAnswerView;
  /** Where a larger picture of it stands beside. */
  readonly hasOwnPicture?: boolean;
}

/** What was measured in words and as a bar; or why it cannot be told. */
export function Size({ spec, answer, hasOwnPicture = false }: SizeProps) {
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
          {hasOwnPicture ? null : <SizeBar spec={spec} measured={measured} />}
          <p className={classes["worth"]}>
            {claim.worth(spec)}; {t("sample-of", { count: measured.sample })}
          </p>
        </>
      )}
    </div>
  );
}

function SizeBar({ spec, measured }: { readonly spec: Spec; readonly measured: Measured }) {
  const { at, low, high, zone } = sizeScale(spec, measured);
  const percent = (place: number) => `${place * 100}%`;
  return (
    <span className={classes["bar"]} aria-hidden>
      <i className={classes["zone"]} style={{ left: percent(zone[0]), right: percent(1 - zone[1]) }} />
      <i className={classes["limit"]} style={{ left: percent(at(spec.worth)) }} />
      {measured.interval === null ? null : <i className={classes["range"]} style={{ left: percent(at(low)), right: percent(1 - at(high)) }} />}
      <i className={classes["value"]} style={{ left: percent(at(measured.effect)) }} />
    </span>
  );
}
