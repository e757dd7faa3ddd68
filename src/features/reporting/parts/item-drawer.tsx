// One thing that is asked up close: reader, decision, minutes, use, whether it is on record anyway; timing it, ending it, asking again.
import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useState } from "react";

import { type ReportItemView, type Reporting, noteReportUse, readReporting } from "#features/reporting/contract.ts";
import { useEnding, useRestoring } from "#features/reporting/parts/acts.ts";
import { ItemForm } from "#features/reporting/parts/item-form.tsx";
import { useMinutes } from "#features/reporting/parts/minutes.ts";
import classes from "#features/reporting/parts/reporting.module.css";
import { Stopwatch } from "#features/reporting/parts/stopwatch.tsx";
import type { words } from "#features/reporting/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { Drawer } from "#ui/dialog.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { SideBadge } from "#ui/marks.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { EmptyState, ErrorState } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";

export function ItemDrawer({ id, told, onClose }: { readonly id: string; readonly told: Reporting; readonly onClose: () => void }) {
  const t = useWords<typeof words>("reporting");
  const item = told.items.find((one) => one.id === id);
  return (
    <Drawer opened onClose={onClose} title={item?.name ?? t("title")} size="34rem">
      {item === undefined ? <EmptyState title={t("why.not-found")}>{null}</EmptyState> : <UpClose item={item} told={told} />}
    </Drawer>
  );
}

function UpClose({ item, told }: { readonly item: ReportItemView; readonly told: Reporting }) {
  const t = useWords<typeof words>("reporting");
  const format = useFormat();
  const [isChanging, setChanging] = useState(false);
  return (
    <Stack gap="lg">
      <div>
        <SideBadge side={item.askedOf}>{t("detail-asked", { department: t(item.askedOf), day: format.day(item.askedFrom) })}</SideBadge>
        {item.askedUntil === null ? null : (
          <p className={classes["quiet"]}>
            {t("ended", { day: format.day(item.askedUntil) })}
            {item.endedBecause === null ? "" : `: ${item.endedBecause}`}
          </p>
        )}
      </div>
      <Facts item={item} />
      {item.askedUntil === null ? <Stopwatch item={item} /> : null}
      <Used item={item} />
      <Ending item={item} told={told} onChange={() => setChanging(true)} />
      {isChanging ? <ItemForm told={told} field={null} was={item} onClose={() => setChanging(false)} /> : null}
    </Stack>
  );
}

function Facts({ item }: { readonly item: ReportItemView }) {
  const t = useWords<typeof words>("reporting");
  const format = useFormat();
  const minutes = useMinutes();
  const { time, interval, onRecord } = item;
  const range = (of: { low: number | null; high: number | null } | null) =>
    of === null ? "" : ` (${t("range", { low: minutes(of.low!), high: minutes(of.high!) })})`;
  return (
    <>
      <dl className={classes["facts"]}>
        <dt>{t("col-reader")}</dt>
        <dd>
          {item.reader} · {t(item.readerDepartment)}
        </dd>
        <dt>{t("col-decision")}</dt>
        <dd>{item.decision}</dd>
        <dt>{t("col-per-week")}</dt>
        <dd>{item.perWeek === null ? t(`untold-${item.reason!}`) : `${minutes(item.perWeek)} · ${t(item.isCounted ? "counted" : "stated")}`}</dd>
        <dt>{t("detail-each")}</dt>
        <dd>
          {minutes(time.minutes)}
          {range(time.interval)} · {time.isMeasured ? t("measured", { count: time.sample }) : t("stated")}
        </dd>
        <dt>{t("detail-week")}</dt>
        <dd>
          {item.minutes === null ? t("untold") : minutes(item.minutes)}
          {range(interval)}
        </dd>
      </dl>
      {item.ownEntries === 0 ? null : <p className={classes["quiet"]}>{t("detail-own", { count: item.ownEntries })}</p>}
      {onRecord === null ? null : (
        <p className={classes["quiet"]}>
          {t(onRecord.share >= 0.8 && item.kind === "report" ? "on-record-words" : "on-record-part", {
            share: format.share(onRecord.share, 0),
            count: onRecord.records,
          })}{" "}
          {t("on-record-left", { count: onRecord.left })}
        </p>
      )}
    </>
  );
}

function Used({ item }: { readonly item: ReportItemView }) {
  const t = useWords<typeof words>("reporting");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const tell = useTell(noteReportUse, { changes: [readReporting], onDone: () => toast({ text: t("use-noted") }) });
  const { use } = item;
  return (
    <section aria-label={t("use-title")}>
      <h3>{t("use-title")}</h3>
      <p className={classes["quiet"]}>
        {use.lastUsedOn === null ? t("never-used") : t("last-used", { day: format.day(use.lastUsedOn) })}
        {use.state === "too-early" && use.toldFrom !== null ? ` · ${t("use-too-early", { day: format.day(use.toldFrom) })}` : ""}
      </p>
      {tell.error ? <ErrorState error={tell.error} /> : null}
      <ReasonButton whyNot={item.whyNotUse} variant="default" loading={tell.isPending} onClick={() => tell.mutate({ params: { workspace, id: item.id } })}>
        {t("use-today")}
      </ReasonButton>
    </section>
  );
}

function Ending({ item, told, onChange }: { readonly item: ReportItemView; readonly told: Reporting; readonly onChange: () => void }) {
  const t = useWords<typeof words>("reporting");
  const [because, setBecause] = useState("");
  const end = useEnding();
  const restore = useRestoring();
  if (item.askedUntil !== null)
    return (
      <div>
        <ReasonButton whyNot={told.whyNotChange} onClick={() => restore(item)}>
          {t("restore")}
        </ReasonButton>
      </div>
    );
  return (
    <Stack gap="sm">
      {told.whyNotChange === null ? (
        <TextInput label={t("end-because")} maxLength={300} value={because} onChange={(event) => setBecause(event.currentTarget.value)} />
      ) : null}
      <Group>
        <ReasonButton whyNot={told.whyNotChange} variant="default" onClick={() => end(item, because.trim())}>
          {t("end")}
        </ReasonButton>
        {told.whyNotChange === null ? (
          <Button variant="subtle" onClick={onChange}>
            {t("change")}
          </Button>
        ) : null}
      </Group>
    </Stack>
  );
}
