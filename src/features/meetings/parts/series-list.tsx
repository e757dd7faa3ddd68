// The series of meetings: how often, who is asked, changed and ended.
import { Button } from "@mantine/core";

import { type SeriesView, endSeries, listMeetings } from "#features/meetings/contract.ts";
import classes from "#features/meetings/parts/meetings.module.css";
import { useRuleWords } from "#features/meetings/parts/rule-words.ts";
import type { words } from "#features/meetings/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { ErrorState } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";

export function SeriesList({ series, onEdit }: { readonly series: readonly SeriesView[]; readonly onEdit: (id: string) => void }) {
  const t = useWords<typeof words>("meetings");
  const workspace = useWorkspaceSlug();
  const tell = useTell(endSeries, {
    changes: [listMeetings],
    onDone: ({ id, endedAt }) =>
      toast({
        text: t(endedAt === null ? "series-continued" : "series-ended"),
        ...(endedAt === null ? {} : { undo: async () => tell.mutate({ params: { workspace, id }, body: { isEnded: false, reason: "" } }) }),
      }),
  });
  if (series.length === 0) return <p>{t("series-none")}</p>;
  return (
    <>
      {tell.error ? <ErrorState error={tell.error} /> : null}
      <ul className={classes["lines"]}>
        {series.map((each) => (
          <li key={each.id}>
            <Line
              of={each}
              onEdit={() => onEdit(each.id)}
              onEnd={() => tell.mutate({ params: { workspace, id: each.id }, body: { isEnded: each.endedAt === null, reason: "" } })}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

function Line({ of, onEdit, onEnd }: { readonly of: SeriesView; readonly onEdit: () => void; readonly onEnd: () => void }) {
  const t = useWords<typeof words>("meetings");
  const format = useFormat();
  const says = useRuleWords();
  return (
    <article className={classes["line"]}>
      <div>
        <h3>{of.title}</h3>
        <p>{[says(of), of.place].filter((part) => part !== null).join(" · ")}</p>
        <p className={classes["quiet"]}>
          {[t("people", { count: of.people.length }), t("duration", { count: of.minutes }), t(`holiday-${of.onHoliday}`).toLowerCase()].join(" · ")}
          {of.endedAt === null ? null : <> · {t("ended-on", { day: format.day(of.endedAt.slice(0, 10)) })}</>}
        </p>
      </div>
      {of.whyNotChange === null ? (
        <div className={`${classes["acts"]} not-on-paper`}>
          <Button size="xs" variant="default" onClick={onEdit}>
            {t("edit-series")}
          </Button>
          <Button size="xs" variant="subtle" color="gray" onClick={onEnd}>
            {t(of.endedAt === null ? "end-series" : "continue-series")}
          </Button>
        </div>
      ) : null}
    </article>
  );
}
