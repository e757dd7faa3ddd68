// Turning points on charts: asked for once for the whole company, marked wherever a chart runs over time.
import { createContext, use, useEffect, useMemo } from "react";

import type { TurningKind } from "#facts/turning-point.ts";
import type { Day } from "#kit/day.ts";
import type { Period } from "#kit/period.ts";

import type { TimeMark } from "#ui/chart/overlay.ts";
import { useWords } from "#ui/language.ts";
import type { words } from "#ui/words.en.ts";

export interface Turn {
  readonly kind: TurningKind;
  readonly day: Day;
  /** As a person named it, or the account, product or head it is about; null where its kind says all. */
  readonly name: string | null;
  /** Read from the facts and not confirmed yet: drawn lighter, with a question mark. */
  readonly isProposed: boolean;
}

export interface TurnsSource {
  /** In order of their days; stable as long as they are the same. */
  readonly turns: readonly Turn[];
  /** Says that a chart on screen needs them: they are asked for only then. */
  readonly want: () => void;
}

/** Filled by the app with the turning points of the company on screen; outside a company there are none. */
export const TurnsContext = createContext<TurnsSource>({ turns: [], want: () => undefined });

/** The company's turning points; `isWanted` false where the chart on screen has no place for them. */
export function useTurns(isWanted = true): readonly Turn[] {
  const { turns, want } = use(TurnsContext);
  useEffect(() => {
    if (isWanted) want();
  }, [isWanted, want]);
  return turns;
}

const longestName = 28;

/** What a mark is called: 'Price change: turnkey?'. */
function useMarkName(): (turn: Turn) => string {
  const t = useWords<typeof words>("kit");
  return (turn) => {
    const kind = t(`turn-${turn.kind}`);
    if (!turn.isProposed) return shortened(turn.name ?? kind);
    return t("turn-proposed", { name: turn.name === null ? kind : `${kind}: ${shortened(turn.name)}` });
  };
}

const shortened = (name: string) => (name.length > longestName ? `${name.slice(0, longestName - 1).trimEnd()}…` : name);

/** Marks for a chart over these periods (a category each), in their places; `marks={useMarksOn(periods)}` of a `Chart`. */
export function useMarksOn(periods: readonly Period[]): readonly TimeMark[] {
  const turns = useTurns();
  const nameOf = useMarkName();
  const marks = turns.flatMap((turn): TimeMark[] => {
    const place = placeOn(periods, turn.day);
    return place === -1 ? [] : [{ at: place, name: nameOf(turn), isQuiet: turn.isProposed }];
  });
  return useSame(marks);
}

/** Marks for an axis of moments in milliseconds, between its ends. */
export function useMarksBetween(first: number, last: number): readonly TimeMark[] {
  const turns = useTurns(first <= last);
  const nameOf = useMarkName();
  const marks = turns.flatMap((turn): TimeMark[] => {
    const at = Date.parse(turn.day);
    return at < first || at > last ? [] : [{ at, name: nameOf(turn), isQuiet: turn.isProposed }];
  });
  return useSame(marks);
}

/** Place of the period that holds a day; -1 where none does. */
export function placeOn(periods: readonly Period[], day: Day): number {
  return periods.findIndex((period) => period.from <= day && day < period.until);
}

/** The same list as long as it says the same, so that a picture is not drawn anew. */
function useSame(marks: readonly TimeMark[]): readonly TimeMark[] {
  const text = JSON.stringify(marks);
  return useMemo(() => JSON.parse(text) as readonly TimeMark[], [text]);
}
