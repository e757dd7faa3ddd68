// Clocks on walls: what a clock in a time zone shows at a moment, and which moment it was when a clock showed something.

const formats = new Map<string, Intl.DateTimeFormat>();

function partsIn(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formats.set(zone, format);
  return format;
}

const quarterMs = 900_000;

/**
 * What the clock on a wall of the zone shows at a moment, as ms since 1970-01-01T00:00 of that wall. `ms`: ms since 1970 in UTC, after the year 1.
 * Throws a RangeError on an unknown zone. Offsets are kept by quarter of an hour: no zone changes its clock in between.
 */
export function wallClockOf(zone: string): (ms: number) => number {
  const format = partsIn(zone);
  const offsets = new Map<number, number>();
  return (ms) => {
    const quarter = Math.floor(ms / quarterMs);
    let offset = offsets.get(quarter);
    if (offset === undefined) {
      offset = shown(format, quarter * quarterMs) - quarter * quarterMs;
      if (offsets.size >= mostOffsets) offsets.clear();
      offsets.set(quarter, offset);
    }
    return ms + offset;
  };
}

const mostOffsets = 50_000;

function shown(format: Intl.DateTimeFormat, ms: number): number {
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(ms)) if (type !== "literal") part[type] = Number(value);
  return Date.UTC(part["year"]!, part["month"]! - 1, part["day"], part["hour"], part["minute"], part["second"]);
}

const dayMs = 86_400_000;

/**
 * The moment at which the wall of the zone shows `wallMs`. Where the clock is put back and shows it twice: the first time;
 * where the clock is put forward over it: the moment of the jump.
 */
export function momentAt(zone: string): (wallMs: number) => number {
  const wall = wallClockOf(zone);
  return (wallMs) => {
    // The offsets a day before and a day after are all that can hold here: no zone changes twice within two days.
    const early = wallMs - (wall(wallMs - dayMs) - (wallMs - dayMs));
    const late = wallMs - (wall(wallMs + dayMs) - (wallMs + dayMs));
    if (wall(early) === wallMs) return early;
    if (wall(late) === wallMs) return late;
    return jumpBetween(wall, { from: Math.min(early, late) - dayMs, until: Math.max(early, late) + dayMs, over: wallMs });
  };
}

/** The first moment, to the minute, at which the wall shows at least `over`. */
function jumpBetween(wall: (ms: number) => number, { from, until, over }: { from: number; until: number; over: number }): number {
  let [low, high] = [Math.floor(from / 60_000), Math.ceil(until / 60_000)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (wall(middle * 60_000) >= over) high = middle;
    else low = middle;
  }
  return high * 60_000;
}
