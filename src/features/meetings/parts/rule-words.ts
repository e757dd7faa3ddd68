// A rule in words, and from the choices of the form: the usual ones are said, every other stands as it is.
import type { words } from "#features/meetings/words.en.ts";
import { useWords } from "#ui/language.ts";

export const often = ["monthly", "quarterly", "fortnightly", "weekly", "own"] as const;
export type Often = (typeof often)[number];
export const weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
export type Weekday = (typeof weekdays)[number];
export const which = ["1", "2", "3", "4", "-1"] as const;
export type Which = (typeof which)[number];

export interface RuleChoice {
  readonly often: Often;
  readonly which: Which;
  readonly weekday: Weekday;
  readonly rule: string;
}

export function ruleOf({ often: how, which: place, weekday, rule }: RuleChoice): string {
  if (how === "own") return rule.trim().toUpperCase();
  if (how === "weekly") return `FREQ=WEEKLY;BYDAY=${weekday}`;
  if (how === "fortnightly") return `FREQ=WEEKLY;INTERVAL=2;BYDAY=${weekday}`;
  return `FREQ=MONTHLY${how === "quarterly" ? ";INTERVAL=3" : ""};BYDAY=${place}${weekday}`;
}

/** The choices that give a rule; 'own' where none of the usual ones does. */
export function choiceOf(rule: string): RuleChoice {
  const usual = often
    .filter((how) => how !== "own")
    .flatMap((how) => weekdays.flatMap((weekday) => which.map((place) => ({ often: how, which: place, weekday, rule: "" }))))
    .find((choice) => ruleOf(choice) === rule);
  return usual ?? { often: "own", which: "2", weekday: "TU", rule };
}

const twoDigits = (count: number) => String(count).padStart(2, "0");
export const timeOf = (minute: number) => `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`;

/** '10:30' as minutes after midnight; null: no time of a day. */
export function minuteOf(time: string): number | null {
  const match = /^(\d{1,2}):(\d{2})$/.exec(time.trim());
  const [hours, minutes] = [Number(match?.[1]), Number(match?.[2])];
  return match && hours < 24 && minutes < 60 ? hours * 60 + minutes : null;
}

export function useRuleWords() {
  const t = useWords<typeof words>("meetings");
  return ({ rule, atMinute, timeZone }: { readonly rule: string; readonly atMinute: number; readonly timeZone: string }) => {
    const choice = choiceOf(rule);
    const said = choice.often === "own" ? rule : t(`rule-says-${choice.often}`, { which: t(`which-${choice.which}`), weekday: t(`weekday-${choice.weekday}`) });
    return `${said.charAt(0).toUpperCase()}${said.slice(1)}, ${timeOf(atMinute)} ${timeZone}`;
  };
}
