// Whether anybody reads what is asked: used by its reader within a quarter, by nobody, or too early to say.
import type { ReportItem } from "#facts/reporting.ts";
import { handField } from "#facts/reporting.ts";
import { addDays, dayNumber } from "#kit/day.ts";

export interface Uses {
  /** Days on which a department said that it used an item. */
  readonly said: readonly { readonly itemId: string; readonly day: string; readonly department: string }[];
  /** Days on which a department opened a room. */
  readonly rooms: readonly { readonly room: string; readonly day: string; readonly department: string }[];
  /** From when on rooms are counted; null: not yet. */
  readonly countedFrom: string | null;
}

export interface ItemUse {
  readonly state: "used" | "unused" | "too-early";
  readonly lastUsedOn: string | null;
  /** The first day on which a quarter without use could be told. */
  readonly toldFrom: string | null;
}

/** A quarter. */
export const unusedDays = 91;

/**
 * An item is used when the department that reads it says so, or opens a room that rests on one of its fields. Unused: asked and counted for a whole quarter,
 * and in its last 91 days used on none. Before that it is too early to say, and nothing is proposed.
 */
export function useOf(item: ReportItem, uses: Uses, asOf: string): ItemUse {
  const rooms = new Set(item.fields.flatMap((field) => handField(field)?.rooms ?? []));
  const days = [
    ...uses.said.filter(({ itemId, department }) => itemId === item.id && department === item.readerDepartment),
    ...uses.rooms.filter(({ room, department }) => rooms.has(room) && department === item.readerDepartment),
  ].map(({ day }) => day);
  const lastUsedOn = days.length === 0 ? null : days.reduce((a, b) => (a > b ? a : b));
  const from = uses.countedFrom === null ? null : uses.countedFrom > item.askedFrom ? uses.countedFrom : item.askedFrom;
  const toldFrom = from === null ? null : addDays(from, unusedDays);
  if (lastUsedOn !== null && dayNumber(asOf) - dayNumber(lastUsedOn) < unusedDays) return { state: "used", lastUsedOn, toldFrom };
  return { state: toldFrom !== null && asOf >= toldFrom ? "unused" : "too-early", lastUsedOn, toldFrom };
}
