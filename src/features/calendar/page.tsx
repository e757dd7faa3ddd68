// When people work: the week, whose holidays count, when an offer would be due, and the days of a year that differ; every clock counts by it.
import { Anchor, Stack, Text, TextInput } from "@mantine/core";
import { Suspense, lazy, useState } from "react";

import { type CalendarAnswer, readCalendar } from "#features/calendar/contract.ts";
import { SpecialDays } from "#features/calendar/parts/special-days.tsx";
import { Week } from "#features/calendar/parts/week.tsx";
import type { words } from "#features/calendar/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useSearchValue, useWorkspaceSlug } from "#ui/address.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Page as Sheet, Section } from "#ui/page.tsx";
import { MethodPage } from "#ui/papers.tsx";
import { AnswerWaiting, Answers, RowsWaiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

const DayForm = lazy(() => import("#features/calendar/parts/day-form.tsx").then((loaded) => ({ default: loaded.DayForm })));

export function Page() {
  const t = useWords<typeof words>("calendar");
  const workspace = useWorkspaceSlug();
  const [year, setYear] = useSearchValue("year");
  const [offered, setOffered] = useSearchValue("offered");
  const [isEntering, setEntering] = useState(false);
  const query = { ...(year === null || !/^20\d\d$/.test(year) ? {} : { year: Number(year) }), ...(offered === null ? {} : { offered }) };
  const calendar = useAsk(readCalendar, { params: { workspace }, query }, { keepsLast: true });
  return (
    <Sheet
      title={t("title")}
      answerLines={[1, 3]}
      answer={
        <Answers of={calendar} waiting={<AnswerWaiting />}>
          {(told) => <Answer told={told} />}
        </Answers>
      }
      papers={
        <>
          <p>{t("papers-clock")}</p>
          <p>{t("papers-days")}</p>
          <MethodPage method="working-calendar" />
          <p>
            <Anchor component={GoTo} href={paths.routing(workspace)}>
              {t("to-routing")}
            </Anchor>
          </p>
        </>
      }
    >
      <Answers of={calendar} waiting={<RowsWaiting count={10} />}>
        {(told) => (
          <>
            <Week key={JSON.stringify([told.days, told.from, told.until, told.country, told.isSet])} told={told} />
            <Preview told={told} onOffered={setOffered} />
            <SpecialDays told={told} onYear={(next) => setYear(String(next))} onAdd={() => setEntering(true)} />
            <Suspense>{isEntering ? <DayForm told={told} onClose={() => setEntering(false)} /> : null}</Suspense>
          </>
        )}
      </Answers>
    </Sheet>
  );
}

function Answer({ told }: { readonly told: CalendarAnswer }) {
  const t = useWords<typeof words>("calendar");
  const hours = Math.round(((told.until - told.from) * told.days.length) / 6) / 10;
  return (
    <>
      {t(told.isSet ? "answer" : "answer-usual", { days: told.days.map((day) => t(`day-${day as 0}`)).join(", "), hours })}{" "}
      {told.country === null
        ? t("answer-no-country")
        : t("answer-worked", { count: told.workingDays, year: String(told.year), country: t(`country-${told.country}`) })}
    </>
  );
}

function Preview({ told, onOffered }: { readonly told: CalendarAnswer; readonly onOffered: (offered: string | null) => void }) {
  const t = useWords<typeof words>("calendar");
  const format = useFormat();
  const { offered, accept, firstAttempt } = told.preview;
  const wall = (text: string) => `${format.day(text.slice(0, 10))}, ${text.slice(11)}`;
  return (
    <Section title={t("preview")}>
      <Stack gap={8}>
        <TextInput
          type="datetime-local"
          label={t("preview-offered")}
          value={offered}
          onChange={(event) => onOffered(event.currentTarget.value === "" ? null : event.currentTarget.value.slice(0, 16))}
          style={{ maxWidth: 260 }}
        />
        <Text aria-live="polite">
          {accept.due === null || firstAttempt.due === null
            ? t("preview-never")
            : t("preview-says", { accept: wall(accept.due), acceptHours: accept.hours, attempt: wall(firstAttempt.due), attemptHours: firstAttempt.hours })}
        </Text>
      </Stack>
    </Section>
  );
}
