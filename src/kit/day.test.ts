import { describe, expect, it } from "vitest";

import { addDays, addMonths, dayNumber, dayOf, isDay } from "#kit/day.ts";
import { periodBefore, periodName, quarterOf, readPeriod } from "#kit/period.ts";
import { toMinor } from "#kit/money.ts";
import { queryText } from "#kit/query.ts";

describe("days", () => {
  it("exist or do not", () => {
    expect(["2016-02-29", "2017-02-29", "2100-02-29", "2017-13-01", "17-01-01"].map(isDay)).toEqual([true, false, false, false, false]);
  });
  it("count from 1970 and back", () => {
    expect(dayNumber("1970-01-02")).toBe(1);
    expect(dayOf(dayNumber("2017-03-01"))).toBe("2017-03-01");
    expect(addDays("2016-02-28", 2)).toBe("2016-03-01");
  });
  it("agree with the engine's calendar on every day from 1896 to 2104, and some centuries off", () => {
    const engines = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
    for (const from of [-27_028, -719_162, 2_932_000])
      for (let day = from; day < from + (from === -27_028 ? 76_000 : 800); day++)
        if (dayOf(day) !== engines(day) || dayNumber(dayOf(day)) !== day) throw new Error(engines(day));
    expect([dayOf(-27_028), dayOf(48_972), dayNumber("0050-06-01")]).toEqual(["1896-01-01", "2104-01-31", -701_114]);
    expect(() => dayOf(Number.NaN)).toThrow("beyond the calendar");
  });
  it("end with the month where the month is shorter", () => {
    expect(addMonths("2016-01-31", 1)).toBe("2016-02-29");
    expect(addMonths("2017-01-15", -13)).toBe("2015-12-15");
  });
});

describe("periods", () => {
  it("are read from their names, the last day excluded", () => {
    expect(readPeriod("2017-Q3")).toEqual({ from: "2017-07-01", until: "2017-10-01" });
    expect(readPeriod("2017-12")).toEqual({ from: "2017-12-01", until: "2018-01-01" });
    expect(readPeriod("2017-07-01..2017-07-15")).toEqual({ from: "2017-07-01", until: "2017-07-15" });
    expect([readPeriod("2017-Q5"), readPeriod("2017-07-02..2017-07-02"), readPeriod("soon")]).toEqual([null, null, null]);
  });
  it("are named so that the name reads back", () => {
    for (const name of ["2017", "2017-H2", "2017-Q1", "2017-02", "2017-02-03", "2017-02-03..2017-03-09"]) expect(periodName(readPeriod(name)!)).toBe(name);
  });
  it("are followed back by their like", () => {
    expect(periodName(periodBefore(readPeriod("2017-Q1")!))).toBe("2016-Q4");
    expect(periodName(periodBefore(readPeriod("2017-02-03..2017-02-13")!))).toBe("2017-01-24..2017-02-03");
    expect(periodName(quarterOf("2017-09-30"))).toBe("2017-Q3");
  });
});

describe("money", () => {
  it("becomes whole minor units, halves away from zero", () => {
    expect([toMinor(1.005, "USD"), toMinor(-1.005, "USD"), toMinor(12, "JPY"), toMinor(0.0005, "KWD")]).toEqual([101, -101, 12, 1]);
  });
});

describe("the query of an address", () => {
  it("leaves out what is absent and repeats lists", () => {
    expect(queryText({ a: "x y", b: null, c: undefined, d: "", e: [1, 2], f: 0 })).toBe("a=x%20y&e=1&e=2&f=0");
  });
});
