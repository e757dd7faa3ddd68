// What clocks on walls show, also on the two nights of the year when they are put forward and back.
import { expect, test } from "vitest";

import { momentAt, wallClockOf } from "#kit/time-zone.ts";

const ms = (text: string) => Date.parse(`${text}Z`);
const text = (at: number) => new Date(at).toISOString().slice(0, 16);

test.each([
  ["Europe/Moscow", "2026-11-27T06:00", "2026-11-27T09:00"],
  ["Asia/Kolkata", "2026-11-27T06:00", "2026-11-27T11:30"],
  ["America/New_York", "2026-07-01T12:00", "2026-07-01T08:00"],
  ["UTC", "2026-07-01T12:00", "2026-07-01T12:00"],
  // Summer time begins in Berlin on 29 March 2026 at 01:00 UTC and ends on 25 October.
  ["Europe/Berlin", "2026-03-29T00:59", "2026-03-29T01:59"],
  ["Europe/Berlin", "2026-03-29T01:00", "2026-03-29T03:00"],
  ["Europe/Berlin", "2026-10-25T00:59", "2026-10-25T02:59"],
  ["Europe/Berlin", "2026-10-25T01:00", "2026-10-25T02:00"],
])("in %s it is %s UTC when the wall shows %s", (zone, moment, wall) => {
  expect(text(wallClockOf(zone)(ms(moment)))).toBe(wall);
});

test.each([
  ["an ordinary morning", "Europe/Berlin", "2026-07-01T09:00", "2026-07-01T07:00"],
  ["the morning after the jump", "Europe/Berlin", "2026-03-29T09:00", "2026-03-29T07:00"],
  ["an hour that is left out", "Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:00"],
  ["an hour that comes twice", "Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30"],
  ["a zone west of here", "America/New_York", "2026-11-01T09:00", "2026-11-01T14:00"],
])("%s", (_name, zone, wall, moment) => {
  expect(text(momentAt(zone)(ms(wall)))).toBe(moment);
});

test("back and forth gives the same minute all the year, but in the hour that comes twice", () => {
  const [wall, moment] = [wallClockOf("Europe/Berlin"), momentAt("Europe/Berlin")];
  const [twiceFrom, twiceUntil] = [ms("2026-10-25T01:00"), ms("2026-10-25T02:00")];
  const strayed: string[] = [];
  for (let at = ms("2026-01-01T00:00"); at < ms("2027-01-01T00:00"); at += 17 * 60_000) {
    const isTwice = at >= twiceFrom && at < twiceUntil;
    if (moment(wall(at)) !== at - (isTwice ? 3_600_000 : 0)) strayed.push(text(at));
  }
  expect(strayed).toEqual([]);
});

test("an unknown zone is refused", () => {
  expect(() => wallClockOf("Mars/Olympus")).toThrow(RangeError);
});
