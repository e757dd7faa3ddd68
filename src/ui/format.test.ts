// Numbers, money, days and periods are written as each language writes them.
import { describe, expect, test } from "vitest";

import { formatOf } from "#ui/format.ts";

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f\u2009]/g, " ");
const en = formatOf("en");
const ru = formatOf("ru");

describe("values", () => {
  test("a share keeps one digit and takes the mark of its language", () => {
    expect(plain(en.share(0.375))).toBe("37.5%");
    expect(plain(ru.share(0.375))).toBe("37,5 %");
    expect(plain(en.share(1))).toBe("100%");
    expect(plain(en.share(-0.005))).toBe("−0.5%");
  });

  test("money comes in minor units and is shortened from ten thousand on", () => {
    expect(plain(en.money(123_456_789, "USD", true))).toBe("$1.23M");
    expect(plain(ru.money(123_456_789, "RUB", true))).toBe("1,23 млн ₽");
    expect(plain(en.money(123_456, "USD"))).toBe("$1,234.56");
    expect(plain(en.money(123_456, "USD", true))).toBe("$1,235");
    expect(plain(ru.money(1500, "JPY"))).toBe("1 500 ¥");
  });

  test("Russian days take the right form", () => {
    expect(plain(ru.days(1))).toBe("1 день");
    expect(plain(ru.days(52))).toBe("52 дня");
    expect(plain(ru.days(55))).toBe("55 дней");
    expect(plain(en.days(1))).toBe("1 day");
  });

  test("zero is a value", () => {
    expect(plain(en.value(0, { unit: "money", currency: "USD" }))).toBe("$0.00");
    expect(en.count(0)).toBe("0");
  });

  test("the figure of a number of days stands apart from its unit", () => {
    expect(en.parts(52, { unit: "days" })).toEqual({ figure: "52", unit: "days" });
    expect(ru.parts(55, { unit: "days" })).toEqual({ figure: "55", unit: "дней" });
  });
});

describe("changes and intervals", () => {
  test("a change of a share is in percentage points and carries its sign", () => {
    expect(plain(en.change(0.021, { unit: "share" }))).toBe("+2.1 pp");
    expect(plain(ru.change(-0.021, { unit: "share" }))).toBe("−2,1 п. п.");
    expect(plain(en.change(-1_500_000, { unit: "money", currency: "USD" }))).toBe("−$15.0K");
  });

  test("two shares and the change between them agree as they are read", () => {
    const read = ({ earlier, later, change }: ReturnType<typeof en.ends>) => [earlier, later, change].map(plain);
    // 19.96 and 24.27 would read 20.0, 24.3 and 4.3; 20.04 and 24.26 would read 20.0, 24.3 and 4.2.
    expect(read(en.ends(0.1996, 0.2427, { unit: "share" }))).toEqual(["20.0%", "24.3%", "+4.3 pp"]);
    expect(read(en.ends(0.2004, 0.2426, { unit: "share" }))).toEqual(["20.04%", "24.26%", "+4.22 pp"]);
    // Two digits would not agree either, and three would be false exactness.
    expect(read(en.ends(0.200179, 0.242534, { unit: "share" }))).toEqual(["20.0%", "24.3%", "+4.3 pp"]);
    expect(read(ru.ends(0.5, 0.4, { unit: "share" }))).toEqual(["50,0 %", "40,0 %", "−10,0 п. п."]);
  });

  test("an interval names its unit once", () => {
    expect(plain(en.interval({ low: 48, high: 56 }, { unit: "days" })).replaceAll(" ", "")).toBe("48–56days");
    expect(plain(ru.interval({ low: 48, high: 56 }, { unit: "days" }))).toBe("48–56 дней");
    expect(plain(ru.interval({ low: -722_000_000, high: -529_000_000 }, { unit: "money", currency: "RUB" }))).toBe("от −7,22 до −5,29 млн ₽");
    expect(plain(ru.interval({ low: -89_700_000, high: 140_000_000 }, { unit: "money", currency: "RUB" }))).toBe("от −897 тыс. ₽ до 1,40 млн ₽");
    expect(plain(en.interval({ low: -12_000_000, high: -300_000 }, { unit: "money", currency: "USD" }))).toContain("−");
  });

  test("an interval open on one side says so, and one that is no wider than its digits is one value", () => {
    expect(plain(en.interval({ low: 0.3, high: null }, { unit: "share" }))).toBe("≥ 30.0%");
    expect(plain(en.interval({ low: 0.3, high: 0.3001 }, { unit: "share" }))).toBe("30.0%");
  });
});

describe("periods", () => {
  test("a period is named as people name it", () => {
    expect(en.period("2017-Q3")).toBe("Q3 2017");
    expect(ru.period("2017-Q3")).toBe("III кв. 2017");
    expect(en.period("2017-07")).toBe("July 2017");
    expect(ru.period("2017-07")).toBe("июль 2017");
    expect(ru.period("2017")).toBe("2017 год");
    expect(en.period("2017-H1")).toBe("H1 2017");
  });

  test("the last day shown belongs to the period", () => {
    expect(plain(en.period({ from: "2017-07-01", until: "2017-07-16" }))).toBe("1 – 15 Jul 2017");
    expect(en.period({ from: "2017-07-15", until: "2017-07-16" })).toBe("15 Jul 2017");
  });
});

test("a Russian day is written without the word for year, so that a sentence ends in one full stop", () => {
  expect(formatOf("ru").day("2024-11-04")).toBe("4 нояб. 2024");
  expect(formatOf("ru").moment("2024-11-04T12:00:00Z")).toMatch(/^4 нояб\. 2024, \d\d:\d\d$/);
  expect(formatOf("en").day("2024-11-04")).toBe("4 Nov 2024");
});
