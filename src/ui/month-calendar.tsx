// A month with what falls on its days: a grid on a desk that keys walk through (WAI-ARIA grid), a list of days on a phone, by month in the address.
import { Button } from "@mantine/core";
import { type FocusEvent, type KeyboardEvent, type RefObject, useEffect, useId, useMemo, useRef, useState } from "react";

import { type Day, dayNumber, weekdayOf } from "#kit/day.ts";
import type { Language } from "#kit/words.ts";
import { useFormat, useLanguage } from "#ui/language.ts";
import classes from "#ui/month-calendar.module.css";
import { dayByKey, daysShown, firstWeekdayOf, monthOn } from "#ui/month-days.ts";

export interface DayEvent {
  readonly key: string;
  readonly day: Day;
  readonly title: string;
  /** What is to be known of it besides: a time, an owner, a state. */
  readonly note?: string;
  /** Late stands out, what is over is quiet, what is off is struck out, a joint project wears the colour of both. */
  readonly tone?: "late" | "over" | "off" | "project" | undefined;
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
  const headId = useId();
  const days = daysShown(month, firstWeekdayOf(language, navigator.languages));
  const byDay = useMemo(() => Map.groupBy(events, ({ day }) => day), [events]);
  const weekday = new Intl.DateTimeFormat(locales[language], { weekday: "short", timeZone: "UTC" });
  const whole = new Intl.DateTimeFormat(locales[language], { weekday: "short", day: "numeric", month: "long", timeZone: "UTC" });
  const isEmpty = days.every((day) => !byDay.has(day));
  // An empty month is no dead end: what comes next is one step away.
  const next = isEmpty ? events.filter(({ day }) => day > days.at(-1)!).toSorted((a, b) => (a.day < b.day ? -1 : 1))[0] : undefined;
  const grid = useRef<HTMLDivElement>(null);
  const { active, onKeyDown, onFocus } = useWalk(grid, { days, month, today, onMonth });
  return (
    <section aria-label={title}>
      <div className={classes["head"]}>
        <h3 id={headId} aria-live="polite">
          {format.period(month)}
        </h3>
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
      <div ref={grid} role="grid" aria-labelledby={headId} className={classes["grid"]} tabIndex={-1} onKeyDown={onKeyDown} onFocus={onFocus}>
        <div role="row" className={classes["names"]}>
          {days.slice(0, 7).map((day) => (
            <span key={day} role="columnheader">
              {weekday.format(Date.parse(day))}
            </span>
          ))}
        </div>
        <div role="rowgroup" className={classes["days"]} {...(isEmpty ? { "data-empty": true } : {})}>
          {weeksOf(days).map((week) => (
            <div key={week[0]} role="row" className={classes["week"]}>
              {week.map((day) => (
                <div
                  key={day}
                  role="gridcell"
                  className={classes["day"]}
                  data-day={day}
                  tabIndex={day === active ? 0 : -1}
                  {...(day === today ? { "aria-current": "date" as const } : {})}
                  {...marksOf(day, { today, isEmpty: !byDay.has(day) })}
                >
                  <time dateTime={day} aria-label={whole.format(Date.parse(day))}>
                    <b style={{ fontWeight: "inherit" }}>{day.startsWith(month) ? Number(day.slice(8)) : dayAndMonth(day, language)}</b>
                    <i>{whole.format(Date.parse(day))}</i>
                  </time>
                  {byDay.has(day) ? <Events of={byDay.get(day)!} isReached={day === active} /> : null}
                </div>
              ))}
            </div>
          ))}
        </div>
      </div>
    </section>
  );
}

const weeksOf = (days: readonly Day[]) => Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));

interface Walked {
  readonly days: readonly Day[];
  readonly month: string;
  readonly today: Day;
  readonly onMonth: (month: string) => void;
}

/**
 * One stop of the Tab key, the day that was walked to last; arrows, Home, End, PageUp and PageDown go to another, over the end of the month into the next.
 * Enter opens what falls on it, or goes into it where that is several; Escape comes back to the day.
 */
function useWalk(grid: RefObject<HTMLDivElement | null>, { days, month, today, onMonth }: Walked) {
  const [walked, setWalked] = useState<Day | null>(null);
  const active = walked !== null && walked.startsWith(month) ? walked : today.startsWith(month) ? today : `${month}-01`;
  /** Gone to once it is the one that is walked to: the month in the address may follow a moment later. */
  const goal = useRef<Day | null>(null);
  const cellOf = (day: Day) => grid.current?.querySelector<HTMLElement>(`[data-day="${day}"]`);
  useEffect(() => {
    if (goal.current !== active) return;
    goal.current = null;
    grid.current?.querySelector<HTMLElement>(`[data-day="${active}"]`)?.focus();
  }, [active, grid]);
  const onKeyDown = (event: KeyboardEvent) => {
    const isAtDay = event.target === cellOf(active);
    if (event.key === "Escape" && !isAtDay) cellOf(active)?.focus();
    if (event.key === "Enter" && isAtDay) {
      const found = [...cellOf(active)!.querySelectorAll("button")];
      if (found.length > 0) event.preventDefault();
      if (found.length === 1) found[0]!.click();
      else found[0]?.focus();
    }
    const to = isAtDay && !event.altKey && !event.ctrlKey && !event.metaKey ? dayByKey(active, event.key, days) : null;
    if (to === null) return;
    event.preventDefault();
    if (to === active) return;
    goal.current = to;
    setWalked(to);
    if (!to.startsWith(month)) onMonth(to.slice(0, 7));
  };
  // A day that is clicked is the one that is walked on from; days of the months beside are not gone to by a look.
  const onFocus = (event: FocusEvent) => {
    const day = (event.target as HTMLElement).closest<HTMLElement>("[data-day]")?.dataset["day"];
    if (day !== undefined && day.startsWith(month)) setWalked(day);
  };
  return { active, onKeyDown, onFocus };
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

function Events({ of, isReached }: { readonly of: readonly DayEvent[]; readonly isReached: boolean }) {
  return (
    <ul className={classes["events"]}>
      {of.map(({ key, title, note, tone, onOpen }) => (
        <li key={key}>
          <button type="button" className={classes["event"]} data-tone={tone} tabIndex={isReached ? 0 : -1} onClick={onOpen}>
            <span>{title}</span>
            {note === undefined ? null : <small>{note}</small>}
          </button>
        </li>
      ))}
    </ul>
  );
}
