// A stopwatch for what is written: it goes on while one writes elsewhere, also after the page was left.
import { Button, Group } from "@mantine/core";
import { useEffect, useState } from "react";

import { type ReportItemView, noteReportTime, readReporting, removeReportTime } from "#features/reporting/contract.ts";
import classes from "#features/reporting/parts/reporting.module.css";
import type { words } from "#features/reporting/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { useWords } from "#ui/language.ts";
import { ReasonButton } from "#ui/reason-button.tsx";
import { ErrorState } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";

const mostSeconds = 36_000;

const clockText = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

export function Stopwatch({ item }: { readonly item: ReportItemView }) {
  const t = useWords<typeof words>("reporting");
  const workspace = useWorkspaceSlug();
  const { startedAt, start, stop } = useStart(`evenhand-watch ${workspace} ${item.id}`);
  const seconds = useSecondsSince(startedAt);
  const back = useTell(removeReportTime, { changes: [readReporting], onDone: () => toast({ text: t("undone") }) });
  const keep = useTell(noteReportTime, {
    changes: [readReporting],
    onDone: ({ id }, { body }) => {
      stop();
      toast({ text: t("watch-kept", { time: clockText(body.seconds) }), undo: () => back.mutate({ params: { workspace, id } }) });
    },
  });
  return (
    <section aria-label={t("watch-title")}>
      <h3>{t("watch-title")}</h3>
      <p className={classes["quiet"]}>{t("watch-words")}</p>
      {keep.error ? <ErrorState error={keep.error} /> : null}
      {startedAt === null ? (
        <ReasonButton whyNot={item.whyNotTime} variant="default" onClick={start}>
          {t("watch-start")}
        </ReasonButton>
      ) : (
        <>
          <p className={classes["clock"]} role="timer" aria-label={t("watch-runs", { time: clockText(seconds) })}>
            {clockText(seconds)}
          </p>
          <Group>
            <Button
              loading={keep.isPending}
              onClick={() => keep.mutate({ params: { workspace, id: item.id }, body: { seconds: Math.min(mostSeconds, Math.max(1, seconds)) } })}
            >
              {t("watch-stop")}
            </Button>
            <Button variant="subtle" onClick={stop}>
              {t("watch-drop")}
            </Button>
          </Group>
        </>
      )}
    </section>
  );
}

/** When it was started, kept in this browser: who writes in the CRM leaves this page. */
function useStart(key: string) {
  const [startedAt, setStarted] = useState<number | null>(() => {
    const kept = Number(window.localStorage.getItem(key));
    return kept > 0 ? kept : null;
  });
  return {
    startedAt,
    start: () => {
      const now = Date.now();
      window.localStorage.setItem(key, String(now));
      setStarted(now);
    },
    stop: () => {
      window.localStorage.removeItem(key);
      setStarted(null);
    },
  };
}

function useSecondsSince(moment: number | null): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (moment === null) return undefined;
    const tick = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(tick);
  }, [moment]);
  return moment === null ? 0 : Math.max(0, Math.floor((now - moment) / 1000));
}
