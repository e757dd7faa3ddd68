import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { currencyOf } from "#intake/value/currency.ts";
import { type Moment, momentOf, readsBothWays } from "#intake/value/date.ts";
import { isErrorMark } from "#intake/value/error-mark.ts";
import { isNothing } from "#intake/value/empty.ts";
import { flagOf } from "#intake/value/flag.ts";
import { amountOf, isScientific, marksFitting, numberOf } from "#intake/value/number.ts";
import { spanOf } from "#intake/value/span.ts";
import { Zone } from "#intake/value/zone.ts";

const day = (text: string, order: Parameters<typeof momentOf>[1]) => {
  const moment = momentOf(text, order);
  return moment === null || moment === "open" ? moment : `${moment.year}-${moment.month}-${moment.day}`;
};

describe("a written number", () => {
  it.each([
    ["1 234,5", 1234.5],
    ["1.234,5", 1234.5],
    ["1\u00a0234\u00a0567,89", 1_234_567.89],
    ["1\u202f000 ₽", 1000],
    ["12 500,00 руб.", 12_500],
    ["-5,5", -5.5],
    ["5,5-", -5.5],
    ["(1 200,50 €)", -1200.5],
    ["€ 99", 99],
    ["RUB 5", 5],
    ["1'000'000,5", 1_000_000.5],
    [",5", 0.5],
  ])("with a decimal comma: %s", (text, value) => expect(numberOf(text, "comma")).toBe(value));

  it.each([
    ["1,234.5", 1234.5],
    ["$1,234,567", 1_234_567],
    ["USD 12.50", 12.5],
    ["12.50 USD", 12.5],
    ["($5.00)", -5],
    ["−3", -3],
    ["+7", 7],
    ["1.5E3", 1500],
    ["12,34,567.5", 1_234_567.5],
    ["15%", 15],
    ["£0.99", 0.99],
  ])("with a decimal point: %s", (text, value) => expect(numberOf(text, "point")).toBe(value));

  it.each(["", "abc", "12a", "1,2,3", "1.2.3", "--5", "(-5)", "5 USD EUR", "12 apples", "1 23", "D123"])("is none: %j", (text) => {
    expect([numberOf(text, "point"), numberOf(text, "comma")]).toEqual([Number.NaN, Number.NaN]);
  });

  it("tells which decimal marks it fits", () => {
    expect(["1234", "1,5", "1.5", "1,234", "1.234", "1,234.5", "0,123", "1,234,567"].map(marksFitting)).toEqual([
      "same",
      "comma",
      "point",
      "either",
      "either",
      "point",
      "comma",
      "point",
    ]);
  });

  it("names its currency and its percent", () => {
    expect(amountOf("1 200,50 ₽")).toMatchObject({ currency: "₽", isPercent: false });
    expect(amountOf("15 %")).toMatchObject({ currency: "", isPercent: true });
  });

  it("knows ids that a spreadsheet has ruined, and leaves honest ones alone", () => {
    expect(["1.24E+09", "1,24E+09", "5E+15", "1E5", "A1E+05", "123"].map(isScientific)).toEqual([true, true, true, false, false, false]);
  });

  it("comes back from every way of writing it", () => {
    fc.assert(
      fc.property(fc.integer({ min: -99_999_999, max: 99_999_999 }), fc.constantFrom("de-DE", "en-US", "ru-RU"), (cents, locale) => {
        const text = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(cents / 100);
        expect(numberOf(text, locale === "en-US" ? "point" : "comma")).toBe(cents / 100);
      }),
    );
  });
});

describe("a written date", () => {
  it.each([
    ["2021-03-04", "ymd"],
    ["2021/3/4", "ymd"],
    ["2021.03.04", "dmy"],
    ["20210304", "ymd"],
    ["04.03.2021", "dmy"],
    ["4/3/21", "dmy"],
    ["03/04/2021", "mdy"],
    ["3-4-2021 5:06 PM", "mdy"],
    ["4 марта 2021 г.", "dmy"],
    ["4 мар. 2021", "ymd"],
    ["March 4, 2021", "mdy"],
    ["Thu, 04 Mar 2021 17:06:07 GMT", "ymd"],
    ["04-Mar-21", "ymd"],
    ["2021-03-04T05:06:07.123Z", "ymd"],
    ["2021-03-04 05:06:07+03:00", "ymd"],
    ["44259", "serial"],
    ["44259.5", "serial"],
    ["1614834367", "unix-seconds"],
    ["1614834367000", "unix-milliseconds"],
  ] as const)("%s in the order %s is the fourth of March", (text, order) => expect(day(text, order)).toBe("2021-3-4"));

  it("with two digits is of this century up to 68", () => {
    expect([day("01.02.68", "dmy"), day("01.02.69", "dmy")]).toEqual(["2068-2-1", "1969-2-1"]);
  });

  it("of the year 9999 means no end, and of year zero no date", () => {
    expect(["9999-12-31", "31.12.9999", "0000-00-00"].map((text) => momentOf(text, "dmy"))).toEqual(["open", "open", "open"]);
  });

  it.each([
    ["2021-02-30", "ymd"],
    ["13/13/2021", "dmy"],
    ["04.03.2021", "ymd"],
    ["04.13.2021", "dmy"],
    ["2021-03-04 25:00", "ymd"],
    ["1021-03-04", "ymd"],
    ["12", "dmy"],
    ["March 2021", "dmy"],
    ["hello", "ymd"],
    ["5", "serial"],
  ] as const)("%s in the order %s is none", (text, order) => {
    expect(momentOf(text, order)).toBeNull();
  });

  it("is read both ways only when day and month could change places", () => {
    expect(["03/04/2021", "13/04/2021", "04/04/2021", "2021-03-04", "4 Mar 2021"].map(readsBothWays)).toEqual([true, false, false, false, false]);
  });
});

describe("the clock of a time zone", () => {
  const at = (text: string) => momentOf(text, "ymd") as Moment;

  it("turns clock time into instants over summer time", () => {
    const berlin = new Zone("Europe/Berlin");
    expect(
      ["2021-03-27 12:00", "2021-03-28 12:00", "2021-03-28 02:30", "2021-10-31 02:30", "2021-10-31 12:00"].map((text) =>
        berlin.instantOf(at(text)).slice(0, 16),
      ),
    ).toEqual(["2021-03-27T11:00", "2021-03-28T10:00", "2021-03-28T01:30", "2021-10-31T00:30", "2021-10-31T11:00"]);
  });

  it("knows that Moscow changed its offset in 2014", () => {
    const moscow = new Zone("Europe/Moscow");
    expect([moscow.instantOf(at("2014-10-25")), moscow.instantOf(at("2014-10-27"))]).toEqual(["2014-10-24T20:00:00.000Z", "2014-10-26T21:00:00.000Z"]);
  });

  it("gives the day that it was here when a zone is written, and the day as written when none is", () => {
    const moscow = new Zone("Europe/Moscow");
    expect([moscow.dayOf(at("2021-03-04T22:30:00Z")), moscow.dayOf(at("2021-03-04 22:30")), moscow.dayOf(at("2021-03-04T01:00:00+09:00"))]).toEqual([
      "2021-03-05",
      "2021-03-04",
      "2021-03-03",
    ]);
  });

  it("goes there and back for every minute of a year", () => {
    const zone = new Zone("America/New_York");
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 525_599 }), (minute) => {
        const utc = Date.UTC(2021, 0, 1) + minute * 60_000;
        const local = new Intl.DateTimeFormat("sv-SE", { timeZone: "America/New_York", dateStyle: "short", timeStyle: "medium" }).format(utc);
        const back = Date.parse(zone.instantOf(at(local)));
        // The doubled hour of autumn is read as its first run.
        expect([0, 3_600_000]).toContain(utc - back);
      }),
    );
  });
});

describe("a stretch of time in one cell", () => {
  it.each([
    ["2017-Q3", "2017-07-01", "2017-10-01"],
    ["Q3 2017", "2017-07-01", "2017-10-01"],
    ["3 кв. 2017", "2017-07-01", "2017-10-01"],
    ["III квартал 2017 г.", "2017-07-01", "2017-10-01"],
    ["июль 2017", "2017-07-01", "2017-08-01"],
    ["Jul-17", "2017-07-01", "2017-08-01"],
    ["07.2017", "2017-07-01", "2017-08-01"],
    ["2017", "2017-01-01", "2018-01-01"],
    ["15.07.2017", "2017-07-01", "2017-08-01"],
  ])("%s", (text, from, until) => expect(spanOf(text, "dmy")).toEqual({ from, until }));

  it("is none where the text names none", () => expect(["soon", "2017-13", "5 2017 x"].map((text) => spanOf(text, "dmy"))).toEqual([null, null, null]));
});

describe("single cells", () => {
  it("that stand for nothing are known, and a region NA is not among them", () => {
    expect(["", "None", "NULL", "N/A", "NaN", "-", "—", "нет", "NA", "0"].map(isNothing)).toEqual([
      true,
      true,
      true,
      true,
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it("that a spreadsheet could not work out are told from hashtags, numbers of tickets and words", () => {
    const errors = ["#DIV/0!", "#N/A", "#n/a", "#ЗНАЧ!", "#Н/Д", "#ССЫЛКА!", "#ИМЯ?", "#####", "#".repeat(40), "Err:502", "Ошибка:502"];
    expect(errors.filter((text) => !isErrorMark(text))).toEqual([]);
    expect(["#1", "#12/0", "#SALE", "##", "#REF! and more", "N/A", "Error", "Err:12", "Erroll", ""].filter(isErrorMark)).toEqual([]);
  });

  it("say yes and no in several languages", () => {
    expect(["TRUE", "да", "Y", "1", "ja", "нет", "False", "0", "maybe"].map(flagOf)).toEqual([true, true, true, true, true, false, false, false, null]);
  });

  it("name currencies; a shared sign means the workspace's own where it can", () => {
    expect([
      currencyOf("руб.", "USD"),
      currencyOf("rur", "USD"),
      currencyOf("$", "RUB"),
      currencyOf("$", "CAD"),
      currencyOf("kr", "NOK"),
      currencyOf("eur", "USD"),
      currencyOf("XQQ", "USD"),
    ]).toEqual(["RUB", "RUB", "USD", "CAD", "NOK", "EUR", null]);
  });
});
