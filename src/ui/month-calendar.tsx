// A month with what falls on its days: a grid on a desk, a list of days on a phone, by month in the address.
import { Button } from "@mantine/core";
import { useMemo } from "react";

import { type Day, dayNumber, weekdayOf } from "#kit/day.ts";
import type { Language } from "#kit/words.ts";
import { useFormat, useLanguage } from "#ui/language.ts";
import classes from "#ui/month-calendar.module.css";
import { daysShown, firstWeekdayOf, monthOn } from "#ui/month-days.ts";

export interface DayEvent {
  readonly key: string;
  readonly day: Day;
  readonly title: string;
  /** What is to be known of it besides: a time, an owner, a state. */
  readonly note?: string;
  /** Late stands out, what is over is quiet, what is off is struck out. */
  readonly tone?: "late" | "over" | "off" | undefined;
  readonly onOpen: () => void;
}

interface MonthCalendarProps {
  /** What it shows, for readers of the screen. */
  readonly title: string;
  /** Said where nothing falls on any day shown. */
  readonly empty: string;
  /** 'YYYY-MM' */
  readonly month: string;
  readonly today: Day;
  readonly events: readonly DayEvent[];
  readonly onMonth: (month: string) => void;
}

const locales: Readonly<Record<Language, string>> = { en: "en-GB", ru: "ru-RU" };

export function MonthCalendar({ title, empty, month, today, events, onMonth }: MonthCalendarProps) {
  const format = useFormat();
  const { language } = useLanguage();
  const days = daysShown(month, firstWeekdayOf(language, navigator.languages));
  const byDay = useMemo(() => Map.groupBy(events, ({ day }) => day), [events]);
  const weekday = new Intl.DateTimeFormat(locales[language], { weekday: "short", timeZone: "UTC" });
  const whole = new Intl.DateTimeFormat(locales[language], { weekday: "short", day: "numeric", month: "long", timeZone: "UTC" });
  const isEmpty = days.every((day) => !byDay.has(day));
  // An empty month is no dead end: what comes next is one step away.
  const next = isEmpty ? events.filter(({ day }) => day > days.at(-1)!).toSorted((a, b) => (a.day < b.day ? -1 : 1))[0] : undefined;
  return (
    <section aria-label={title}>
      <div className={classes["head"]}>
        <h3 aria-live="polite">{format.period(month)}</h3>
        <div className="not-on-paper">
          <Button variant="default" size="xs" onClick={() => onMonth(monthOn(month, -1))} aria-label={format.period(monthOn(month, -1))}>
            ←
          </Button>
          <Button variant="default" size="xs" onClick={() => onMonth(today.slice(0, 7))}>
            {todayWord(language)}
          </Button>
          <Button variant="default" size="xs" onClick={() => onMonth(monthOn(month, 1))} aria-label={format.period(monthOn(month, 1))}>
            →
          </Button>
        </div>
      </div>
      {isEmpty ? <p>{empty}</p> : null}
      {next === undefined ? null : (
        <Button variant="subtle" size="compact-sm" onClick={() => onMonth(next.day.slice(0, 7))}>
          {format.day(next.day)}: {next.title} →
        </Button>
      )}
      <div className={classes["names"]} aria-hidden="true">
        {days.slice(0, 7).map((day) => (
          <span key={day}>{weekday.format(Date.parse(day))}</span>
        ))}
      </div>
      <ol className={classes["days"]} {...(isEmpty ? { "data-empty": true } : {})}>
        {days.map((day) => (
          <li key={day} className={classes["day"]} {...marksOf(day, { today, isEmpty: !byDay.has(day) })}>
            <time dateTime={day} aria-label={whole.format(Date.parse(day))} {...(day === today ? { "aria-current": "date" } : {})}>
              <b style={{ fontWeight: "inherit" }}>{day.startsWith(month) ? Number(day.slice(8)) : dayAndMonth(day, language)}</b>
              <i>{whole.format(Date.parse(day))}</i>
            </time>
            {byDay.has(day) ? <Events of={byDay.get(day)!} /> : null}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** 'Today', as the language itself has it. */
function todayWord(language: Language): string {
  const word = new Intl.RelativeTimeFormat(locales[language], { numeric: "auto" }).format(0, "day");
  return word[0]!.toUpperCase() + word.slice(1);
}

const dayAndMonth = (day: Day, language: Language) =>
  new Intl.DateTimeFormat(locales[language], { day: "numeric", month: "short", timeZone: "UTC" }).format(Date.parse(day));

function marksOf(day: Day, { today, isEmpty }: { readonly today: Day; readonly isEmpty: boolean }) {
  const isWeekend = weekdayOf(dayNumber(day)) > 4;
  return { ...(day === today ? { "data-today": true } : {}), ...(isWeekend ? { "data-weekend": true } : {}), ...(isEmpty ? { "data-empty": true } : {}) };
}

function Events({ of }: { readonly of: readonly DayEvent[] }) {
  return (
    <ul className={classes["events"]}>
      {of.map(({ key, title, note, tone, onOpen }) => (
        <li key={key}>
          <button type="button" className={classes["event"]} data-tone={tone} onClick={onOpen}>
            <span>{title}</span>
            {note === undefined ? null : <small>{note}</small>}
          </button>
        </li>
      ))}
    </ul>
  );
}
