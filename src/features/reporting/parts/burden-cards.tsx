// Minutes a week of a person of each department side by side, with their range and the agreed limit.
import { Button } from "@mantine/core";
import { Suspense, lazy, useState } from "react";

import type { BurdenView, Reporting } from "#features/reporting/contract.ts";
import { useMinutes } from "#features/reporting/parts/minutes.ts";
import classes from "#features/reporting/parts/reporting.module.css";
import type { words } from "#features/reporting/words.en.ts";
import { useWords } from "#ui/language.ts";
import { IntervalBar, SideBadge } from "#ui/marks.tsx";
import { Cards, Surface } from "#ui/page.tsx";
import { useCaution } from "#ui/reasons.ts";

const CapForm = lazy(() => import("#features/reporting/parts/cap-form.tsx").then((loaded) => ({ default: loaded.CapForm })));

export function BurdenCards({ told }: { readonly told: Reporting }) {
  const [setting, set] = useState<BurdenView | null>(null);
  return (
    <>
      <Cards>
        {told.burdens.map((burden) => (
          <Card key={burden.department} burden={burden} onSet={told.whyNotSetCap === null ? () => set(burden) : null} />
        ))}
      </Cards>
      <Suspense>{setting === null ? null : <CapForm burden={setting} onClose={() => set(null)} />}</Suspense>
    </>
  );
}

function Card({ burden, onSet }: { readonly burden: BurdenView; readonly onSet: (() => void) | null }) {
  const t = useWords<typeof words>("reporting");
  const minutes = useMinutes();
  const caution = useCaution();
  const { department, cap, interval } = burden;
  const isOver = cap !== null && burden.minutes > cap;
  return (
    <Surface>
      <section aria-label={t(`burden-${department}`)} className={classes["card"]}>
        <div>
          <SideBadge side={department}>{t(`burden-${department}`)}</SideBadge>
        </div>
        <p className={classes["figure"]}>{t("per-week", { minutes: minutes(burden.minutes) })}</p>
        {interval === null ? null : <IntervalBar value={burden.minutes} interval={interval} side={department} mark={cap} />}
        <p className={classes["quiet"]}>
          {interval === null ? t("no-range") : t("range", { low: minutes(interval.low!), high: minutes(interval.high!) })}
          {" · "}
          {t("things", { count: burden.items })}
          {" · "}
          {t("people", { count: burden.people })}
        </p>
        <p className={isOver ? classes["over"] : classes["quiet"]}>
          {cap === null ? t("cap-none") : t(isOver ? "cap-over" : "cap-is", { minutes: minutes(cap) })}{" "}
          {onSet === null ? null : (
            <Button size="compact-xs" variant="subtle" onClick={onSet}>
              {t("cap-set")}
            </Button>
          )}
        </p>
        {burden.cautions.length === 0 ? null : (
          <ul className={classes["cautions"]}>
            {burden.cautions.map((one) => (
              <li key={one.code}>{caution(one)}</li>
            ))}
          </ul>
        )}
      </section>
    </Surface>
  );
}
