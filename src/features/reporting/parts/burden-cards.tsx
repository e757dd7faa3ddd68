// Minutes a week of a person of each department side by side, with their range and the agreed limit.
import { Anchor } from "@mantine/core";

import type { BurdenView, Reporting } from "#features/reporting/contract.ts";
import { useMinutes } from "#features/reporting/parts/minutes.ts";
import classes from "#features/reporting/parts/reporting.module.css";
import type { words } from "#features/reporting/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { useWords } from "#ui/language.ts";
import { IntervalBar, SideBadge } from "#ui/marks.tsx";
import { Cards, Surface } from "#ui/page.tsx";
import { useCaution } from "#ui/reasons.ts";

export function BurdenCards({ told }: { readonly told: Reporting }) {
  return (
    <Cards>
      {told.burdens.map((burden) => (
        <Card key={burden.department} burden={burden} />
      ))}
    </Cards>
  );
}

function Card({ burden }: { readonly burden: BurdenView }) {
  const t = useWords<typeof words>("reporting");
  const minutes = useMinutes();
  const caution = useCaution();
  const workspace = useWorkspaceSlug();
  const { department, cap, interval } = burden;
  const isOver = burden.minutes > cap;
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
          {t(isOver ? "cap-over" : burden.isCapSigned ? "cap-is" : "cap-shipped", { minutes: minutes(cap) })}{" "}
          <Anchor component={GoTo} href={paths.promises(workspace, { promise: "reporting-minutes" })}>
            {t("cap-where")}
          </Anchor>
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
