// Of an answer by mail only the writer's own words are kept, whatever the mail program put around them.
import { describe, expect, it } from "vitest";

import { replyText } from "#kit/reply-text.ts";

describe("the writer's own words", () => {
  it.each([
    ["Gmail", "Thanks, done.\r\n\r\nOn Fri, Nov 27, 2026 at 10:00 AM Evenhand <e@firm.com> wrote:\r\n> Boris comments\r\n> more\r\n", "Thanks, done."],
    ["Gmail, broken over two lines", "Done.\n\nOn Fri, Nov 27, 2026 at 10:00 AM Evenhand\n<e@firm.com> wrote:\n\n> Boris comments", "Done."],
    ["Gmail in Russian", "Готово.\n\nпт, 27 нояб. 2026 г. в 10:00, Evenhand <e@firm.com>:\n> Борис пишет", "Готово."],
    ["Яндекс", 'Готово.\n\n27.11.2026, 10:00, "Evenhand" <e@firm.com> написал:\n> Борис', "Готово."],
    [
      "Outlook",
      "See attached.\n\nRegards\n\nFrom: Evenhand <e@firm.com>\nSent: Friday, 27 November 2026 10:00\nTo: Anna\nSubject: Firm: Boris\n\nBoris comments",
      "See attached.\n\nRegards",
    ],
    ["Outlook in Russian", "Сделаем.\n________________________________\nОт: Evenhand\nОтправлено: 27 ноября\nКому: Анна\n\nБорис", "Сделаем."],
    ["an original message", "No.\n-----Original Message-----\nBoris", "No."],
    ["a signature", "Yes\n-- \nAnna Müller\n+49 30 1", "Yes"],
    ["a phone", "Yes\n\nSent from my iPhone", "Yes"],
    ["a phone in Russian", "Да\n\nОтправлено с iPhone", "Да"],
    ["answers between quoted lines", "> first?\nyes\n> second?\nno\n", "yes\nno"],
  ])("%s", (_, letter, own) => {
    expect(replyText(letter)).toBe(own);
  });
  it("stay where they only look like a quotation", () => {
    expect(replyText("As the customer wrote:\nwe want it cheaper")).toBe("As the customer wrote:\nwe want it cheaper");
    expect(replyText("From: the fair in May\nwe have 20 leads")).toBe("From: the fair in May\nwe have 20 leads");
  });
  it("may be none, and have an end", () => {
    expect(replyText("> only quoted\n\n")).toBe("");
    expect(replyText("x".repeat(9_000))).toHaveLength(4_000);
  });
});
