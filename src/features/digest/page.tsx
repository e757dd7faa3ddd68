// What comes to me by mail, and when: the choice of rhythm and hour, and the letter as it would be now.
import { Anchor, SegmentedControl } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";

import { type DigestChoice, type DigestView, changeDigest, readDigest } from "#features/digest/contract.ts";
import classes from "#features/digest/parts/digest.module.css";
import { NewsSections } from "#features/digest/parts/news-sections.tsx";
import type { words } from "#features/digest/words.en.ts";
import { digestRhythms } from "#facts/digest.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { zoneHere } from "#ui/choices.tsx";
import { ask } from "#ui/client.ts";
import { useFormat, useLanguage, useWords } from "#ui/language.ts";
import { useLive } from "#ui/live.tsx";
import { Page as Sheet, Section, Surface } from "#ui/page.tsx";
import { Select } from "#ui/select.tsx";
import { AnswerWaiting, Answers, RowsWaiting, Waiting } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { forget, useAsk, useTell } from "#ui/use-ask.ts";

export function Page() {
  const t = useWords<typeof words>("digest");
  const format = useFormat();
  const { language } = useLanguage();
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const digest = useAsk(readDigest, { params: { workspace }, query: { language } }, { keepsLast: true });
  useLive("notices", () => void forget(client, [readDigest]));
  return (
    <Sheet
      title={t("title")}
      isNarrow
      answerLines={[1, 2]}
      answer={
        <Answers of={digest} waiting={<AnswerWaiting />}>
          {(told) => <Answer told={told} />}
        </Answers>
      }
    >
      <Section title={t("choose-title")} note={t("choose-note")}>
        <Answers of={digest} waiting={<Waiting height={220} />}>
          {(told) => <Choices told={told} />}
        </Answers>
        <p>
          <Anchor component={GoTo} href={paths.notices(workspace)}>
            {t("to-notices")}
          </Anchor>
        </p>
      </Section>
      <Section title={t("preview-title")} note={digest.data === undefined ? undefined : t("preview-note", { moment: format.moment(digest.data.since) })}>
        <Answers of={digest} waiting={<RowsWaiting count={6} />}>
          {({ sections }) => (sections.length === 0 ? <p>{t("preview-empty")}</p> : <NewsSections sections={sections} marksNew />)}
        </Answers>
      </Section>
    </Sheet>
  );
}

function Answer({ told: { isMailOn, address, nextAt, sections, wouldCome } }: { readonly told: DigestView }) {
  const t = useWords<typeof words>("digest");
  const format = useFormat();
  if (!isMailOn) return <>{t("answer-off")}</>;
  if (address === null) return <>{t("answer-no-address")}</>;
  if (nextAt === null) return <>{t("answer-never")}</>;
  const when = format.moment(nextAt);
  const count = sections.reduce((sum, { items }) => sum + items.filter(({ isNew }) => isNew).length, 0);
  return <>{wouldCome ? t("answer-come", { when, count }) : t("answer-none", { when })}</>;
}

function Choices({ told: { choice, workspaceTimeZone } }: { readonly told: DigestView }) {
  const t = useWords<typeof words>("digest");
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const params = { workspace };
  const tell = useTell(changeDigest, {
    changes: [readDigest],
    onDone: () => {
      const undo = async () => {
        await ask(changeDigest, { params, body: choice });
        await forget(client, [readDigest]);
      };
      toast({ text: t("saved"), undo });
    },
  });
  const set = (change: Partial<DigestChoice>) => tell.mutate({ params, body: { ...choice, ...change } });
  const isOn = choice.rhythm !== "never";
  const here = zoneHere();
  const zones = [...new Set([choice.timeZone, here].filter((zone) => zone !== null && zone !== workspaceTimeZone))] as string[];
  return (
    <Surface>
      <div className={classes["choices"]}>
        <SegmentedControl
          aria-label={t("rhythm-label")}
          value={choice.rhythm}
          onChange={(rhythm) => set({ rhythm })}
          data={digestRhythms.map((value) => ({ value, label: t(`rhythm-${value}`) }))}
        />
        {isOn ? (
          <div className={classes["times"]}>
            {choice.rhythm === "weekly" ? (
              <Select
                label={t("weekday-label")}
                value={String(choice.weekday)}
                onChange={(value) => value !== null && set({ weekday: Number(value) })}
                data={([0, 1, 2, 3, 4, 5, 6] as const).map((day) => ({ value: String(day), label: t(`weekday-${day}`) }))}
              />
            ) : null}
            <Select
              label={t("hour-label")}
              value={String(choice.hour)}
              onChange={(value) => value !== null && set({ hour: Number(value) })}
              data={Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: `${String(hour).padStart(2, "0")}:00` }))}
            />
            <Select
              label={t("zone-label")}
              value={choice.timeZone ?? ""}
              onChange={(value) => set({ timeZone: value === "" ? null : value })}
              clearable
              placeholder={t("zone-workspace", { zone: workspaceTimeZone })}
              data={zones.map((zone) => ({ value: zone, label: zone === here ? t("zone-here", { zone }) : zone }))}
            />
          </div>
        ) : null}
      </div>
    </Surface>
  );
}
