// When a digest comes: by the member's own clock, once a turn, over the hours that clocks leave out and show twice; and the letter's words.
import { expect, test } from "vitest";

import { digestText, dueTurn, lastVisitEnd, nextTurn, turnAt, windowOf } from "#features/digest/rules.ts";
import type { DigestTime } from "#facts/digest.ts";
import { readStopToken, stopToken } from "#ledger/stop-token.ts";

const berlin = (hour: number, more: Partial<DigestTime> = {}): DigestTime => ({ rhythm: "daily", weekday: 0, hour, timeZone: "Europe/Berlin", ...more });
const ms = (iso: string) => Date.parse(iso);
const at = (turn: { at: number } | null) => (turn === null ? null : new Date(turn.at).toISOString());

test("a daily turn is the last time the wall showed the hour", () => {
  expect(turnAt(berlin(8), ms("2026-11-28T06:59:00Z"))).toEqual({ day: "2026-11-27", at: ms("2026-11-27T07:00:00Z") });
  expect(turnAt(berlin(8), ms("2026-11-28T07:00:00Z"))).toEqual({ day: "2026-11-28", at: ms("2026-11-28T07:00:00Z") });
  expect(at(nextTurn(berlin(8), ms("2026-11-28T07:00:00Z")))).toBe("2026-11-29T07:00:00.000Z");
  expect(turnAt(berlin(8, { rhythm: "never" }), ms("2026-11-28T07:00:00Z"))).toBeNull();
});

test("weekly, on its day alone", () => {
  const friday = berlin(16, { rhythm: "weekly", weekday: 4 });
  // 28 November 2026 is a Saturday.
  expect(turnAt(friday, ms("2026-11-28T12:00:00Z"))).toEqual({ day: "2026-11-27", at: ms("2026-11-27T15:00:00Z") });
  expect(at(nextTurn(friday, ms("2026-11-28T12:00:00Z")))).toBe("2026-12-04T15:00:00.000Z");
  expect(at(turnAt(friday, ms("2026-11-27T14:59:00Z")))).toBe("2026-11-20T15:00:00.000Z");
});

test("an hour that the clock leaves out is the jump; one that it shows twice comes once", () => {
  // 29 March 2026, 02:00 does not exist in Berlin: the wall goes from 01:59 to 03:00 at 01:00 UTC.
  expect(turnAt(berlin(2), ms("2026-03-29T00:59:00Z"))!.day).toBe("2026-03-28");
  expect(turnAt(berlin(2), ms("2026-03-29T01:00:00Z"))).toEqual({ day: "2026-03-29", at: ms("2026-03-29T01:00:00Z") });
  // 25 October 2026, 02:00 is shown at 00:00 and at 01:00 UTC.
  const first = turnAt(berlin(2), ms("2026-10-25T00:30:00Z"))!;
  const second = turnAt(berlin(2), ms("2026-10-25T01:30:00Z"))!;
  const once = { day: "2026-10-25", at: ms("2026-10-25T00:00:00Z") };
  expect([first, second]).toEqual([once, once]);
  expect(dueTurn(berlin(2), { turn: first.day, changedAt: null }, ms("2026-10-25T01:30:00Z"))).toBeNull();
});

test("what came, what was chosen after its hour, and what is long past does not come", () => {
  const now = ms("2026-11-28T09:00:00Z");
  const due = (more: Partial<Parameters<typeof dueTurn>[1]>, time = berlin(8)) => dueTurn(time, { turn: null, changedAt: null, ...more }, now)?.day ?? null;
  expect([due({}), due({ turn: "2026-11-27" }), due({ turn: "2026-11-28" })]).toEqual(["2026-11-28", "2026-11-28", null]);
  expect([due({ changedAt: "2026-11-28T06:00:00Z" }), due({ changedAt: "2026-11-28T08:00:00Z" })]).toEqual(["2026-11-28", null]);
  // A server that was down: by noon yes, in the evening the next morning is near.
  const late = (iso: string) => dueTurn(berlin(8), { turn: null, changedAt: null }, ms(iso))?.day ?? null;
  expect([late("2026-11-28T18:59:00Z"), late("2026-11-28T19:01:00Z")]).toEqual(["2026-11-28", null]);
  const weekly = (iso: string) => dueTurn(berlin(8, { rhythm: "weekly" }), { turn: null, changedAt: null }, ms(iso))?.day ?? null;
  expect([weekly("2026-11-26T06:59:00Z"), weekly("2026-11-26T07:01:00Z")]).toEqual(["2026-11-23", null]);
});

test("a window looks a day further than the next digest for what is due", () => {
  const window = windowOf({ sinceMs: ms("2026-11-27T07:00:00Z"), untilMs: ms("2026-11-28T23:30:00Z"), days: 1, timeZone: "Europe/Berlin" });
  // Half past eleven in UTC is the next day in Berlin.
  expect(window).toMatchObject({ today: "2026-11-29", newDueDay: "2026-11-30", dueDay: "2026-12-01", newDueBefore: "2026-11-29T23:30:00.000Z" });
});

test("the letter is escaped, leads deep, and says how it is stopped", () => {
  const letter = digestText({
    sections: [{ part: "named", items: [{ text: "Boris <script>alert(1)</script>", href: "/w/firm/threads?about=deal:1&x=2", isNew: true }], more: 3 }],
    company: "Firm\r\nBcc: all@firm.example",
    language: "ru",
    rhythm: "weekly",
    base: "https://house.example",
    chooseAt: "/w/firm/digest",
    stopAt: "/letters/stop?token=t",
    mayBeSecond: false,
  });
  expect(letter.subject).toBe("Firm Bcc: all@firm.example: 1 новость");
  expect(letter.html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  expect(letter.html).not.toContain("<script");
  expect(letter.html).toContain('href="https://house.example/w/firm/threads?about=deal:1&amp;x=2"');
  expect(letter.text).toContain("ВАС НАЗВАЛИ\n- Boris <script>alert(1)</script>\n  https://house.example/w/firm/threads?about=deal:1&x=2\nи ещё 3");
  expect(letter.text).toContain("Больше не присылать: https://house.example/letters/stop?token=t");
});

test("the link that stops it names whom it stops and holds against every change", () => {
  const of = { workspaceId: "6f9619ff-8b86-4011-b42d-00cf4fc964ff", memberId: "0f9619ff-8b86-4011-b42d-00cf4fc964f0" };
  const token = stopToken("key", of);
  expect(readStopToken("key", token)).toEqual(of);
  expect(readStopToken("another key", token)).toBeNull();
  for (let place = 0; place < token.length; place++) {
    const other = token[place] === "A" ? "B" : "A";
    expect(readStopToken("key", token.slice(0, place) + other + token.slice(place + 1))).toBeNull();
  }
  for (const cut of ["", token.slice(1), `${token}A`, token.slice(0, -1)]) expect(readStopToken("key", cut)).toBeNull();
});

test("a visit ends with a pause: what happened since then is new", () => {
  const visit = { seenAt: "2026-11-28T09:00:00Z", beforeAt: "2026-11-27T17:00:00Z" };
  expect(lastVisitEnd(visit, ms("2026-11-28T09:29:00Z"))).toBe("2026-11-27T17:00:00Z");
  expect(lastVisitEnd(visit, ms("2026-11-28T09:31:00Z"))).toBe("2026-11-28T09:00:00Z");
  expect(lastVisitEnd(null, ms("2026-11-28T09:31:00Z"))).toBeNull();
});
