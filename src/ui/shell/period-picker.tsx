// The period picker of the header: a kind of period, one earlier or later, any two days, and what to compare with.
import { Skeleton } from "@mantine/core";
import { IconCalendar } from "@tabler/icons-react";
import { Suspense, lazy } from "react";

import { Panel } from "#ui/dropdown.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { usePeriodOnScreen } from "#ui/period.tsx";
import classes from "#ui/shell/shell.module.css";
import type { words } from "#ui/words.en.ts";

const PeriodChoice = lazy(() => import("#ui/shell/period-choice.tsx").then((loaded) => ({ default: loaded.PeriodChoice })));

export function PeriodPicker({ today }: { readonly today: string }) {
  const t = useWords<typeof words>("kit");
  const format = useFormat();
  const shown = usePeriodOnScreen();
  const against =
    shown.against === "plan" ? t("period-against-plan") : shown.against === null ? null : `${t("period-against")} ${format.period(shown.against)}`;
  return (
    <Panel
      label={t("period")}
      target={
        <button type="button" className={`${classes.quietbutton} ${classes.period}`}>
          <IconCalendar size={16} stroke={1.5} aria-hidden />
          <strong>{shown.period === null ? t(shown.isAny === true ? "period-any" : "period") : format.period(shown.period)}</strong>
          {against === null ? null : <span className={classes.wide}>{against}</span>}
        </button>
      }
    >
      {(close) => (
        <Suspense fallback={<Skeleton height={268} />}>
          <PeriodChoice today={today} onDone={close} />
        </Suspense>
      )}
    </Panel>
  );
}
