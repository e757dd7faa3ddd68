// What forms come filled in with: ways and ends of attempts as sources write them, and the reason that an incomplete lead suggests.
import { expect, test } from "vitest";

import { attemptKindOf, isReachedOf, likelyReturn } from "#facts/handoff-known.ts";

test("the way of an attempt is read in both languages, and none is made up", () => {
  const said = ["Outbound Call", "E-mail", "Email", "sms", "WhatsApp message", "Site visit", "Звонок", "Письмо", "Встреча", "Task", null];
  expect(said.map(attemptKindOf)).toEqual(["call", "letter", "letter", "message", "message", "meeting", "call", "letter", "meeting", null, null]);
});

test("nobody was reached where it says so, whatever else stands there; where it says nothing it is not known", () => {
  const none = ["no answer", "not reached", "Left voicemail", "busy", "unanswered", "Недозвон", "нет ответа", "не дозвонился"];
  expect(none.map(isReachedOf)).toEqual(none.map(() => false));
  const some = ["reached", "connected", "Spoke with the buyer", "answered", "дозвонился", "Состоялась"];
  expect(some.map(isReachedOf)).toEqual(some.map(() => true));
  expect([isReachedOf(null), isReachedOf("done")]).toEqual([null, null]);
});

test("a lead without an agreed field is returned as incomplete, as long as nobody chooses otherwise", () => {
  expect(likelyReturn({ missing: ["segment"] })).toBe("clerical");
  expect(likelyReturn({ missing: [] })).toBe("procedural");
});
