// Long because: one table of every kind of value, row by row.
import { describe, expect, it } from "vitest";

import type { EntityName } from "#facts/entities.ts";
import { converterOf } from "#intake/convert/converter.ts";
import { previewOf } from "#intake/convert/preview.ts";
import { type FieldMapping, MappingSpec } from "#intake/mapping.ts";
import { study } from "#intake/testing/study.ts";
import type { ConvertContext } from "#intake/types.ts";

const roubles: ConvertContext = { currency: "RUB", timeZone: "Europe/Moscow" };

interface Case {
  readonly entity: EntityName;
  readonly columns: readonly string[];
  readonly fields: readonly (Partial<FieldMapping> & { readonly field: string; readonly columns: string[] })[];
  readonly key?: MappingSpec["key"];
  readonly currency?: string;
  readonly fingerprint?: string;
}

function convert({ entity, columns, fields, key, currency, fingerprint = "x" }: Case, records: readonly string[][], context = roubles) {
  const mapping = MappingSpec.parse({
    version: 1,
    entity,
    source: "file",
    fingerprint,
    key: key ?? { kind: "column", column: columns[0] },
    fields,
    currency: currency ?? null,
  });
  const converter = converterOf(mapping, context, columns);
  const batch = converter.convert({ lines: records.map((_, i) => i + 2), records, broken: [] });
  return { rows: batch.rows.map((row) => Object.fromEntries(batch.fields.map((field, i) => [field, row[i]]))), aside: batch.setAside, converter };
}

const deal: Case = {
  entity: "deal",
  columns: ["id", "stage", "sum", "cur", "closed", "discount"],
  fields: [
    { field: "stage", columns: ["stage"] },
    { field: "amount", columns: ["sum"], decimal: "comma" },
    { field: "currency", columns: ["cur"] },
    { field: "closedOn", columns: ["closed"], dates: "dmy" },
    { field: "discount", columns: ["discount"], scale: "percent" },
  ],
};

describe("a converted row", () => {
  it("holds whole minor units in the row's currency, days, shares, and null for nothing", () => {
    const { rows } = convert(deal, [
      ["1", "Won", "1 200,50 ₽", "", "04.03.2021", "15"],
      ["2", "Lost", "100", "JPY", "9999-12-31", "7 %"],
      ["3", "New", "None", "нет", "-", ""],
    ]);
    expect(rows.map(({ id, amount, currency, closedOn, discount }) => [id, amount, currency, closedOn, discount])).toEqual([
      ["1", 120_050, "RUB", "2021-03-04", 0.15],
      ["2", 100, "JPY", null, 0.07],
      ["3", null, "RUB", null, null],
    ]);
  });

  it("keeps ids as text beyond 2^53, leading zeros and all, and mends a float's tail", () => {
    const ids = ["9007199254740993123", "000123", "12345.0", "A-1"];
    expect(
      convert(
        deal,
        ids.map((id) => [id, "Won", "", "", "", ""]),
      ).rows.map((row) => row["id"]),
    ).toEqual(["9007199254740993123", "000123", "12345", "A-1"]);
  });

  it("is set aside where a formula failed, whatever the field would have taken the cell for", () => {
    const { rows, aside, converter } = convert(deal, [
      ["1", "Won", "#DIV/0!", "", "", ""],
      ["2", "Won", "", "", "#Н/Д", ""],
      ["3", "Won", "", "", "", "#ЗНАЧ!"],
      ["4", "#N/A", "", "", "", ""],
      ["#REF!", "Won", "", "", "", ""],
      ["6", "Won", "", "########", "", ""],
      ["7", "Won", "5", "", "", ""],
    ]);
    expect(aside.map(({ line, reason, column, text }) => [line, reason, column, text])).toEqual([
      [2, "error-mark", "sum", "#DIV/0!"],
      [3, "error-mark", "closed", "#Н/Д"],
      [4, "error-mark", "discount", "#ЗНАЧ!"],
      [5, "error-mark", "stage", "#N/A"],
      [6, "error-mark", "id", "#REF!"],
      [7, "error-mark", "cur", "########"],
    ]);
    expect(rows.map((row) => row["id"])).toEqual(["7"]);
    expect([...converter.stagesMet.keys()]).toEqual(["Won"]);
  });

  it("is set aside with line, column and text when a cell does not fit", () => {
    const { rows, aside } = convert(deal, [
      ["1.24E+09", "Won", "", "", "", ""],
      ["", "Won", "", "", "", ""],
      ["3", "", "", "", "", ""],
      ["4", "Won", "abc", "", "", ""],
      ["5", "Won", "", "", "31.02.2021", ""],
      ["6", "Won", "", "", "", "150"],
      ["7", "Won", "", "QQQ", "", ""],
    ]);
    expect(rows).toEqual([]);
    expect(aside.map(({ line, reason, column, text }) => [line, reason, column, text])).toEqual([
      [2, "id-in-scientific-notation", "id", "1.24E+09"],
      [3, "no-id", "id", ""],
      [4, "required-empty", "stage", ""],
      [5, "not-a-number", "sum", "abc"],
      [6, "not-a-day", "closed", "31.02.2021"],
      [7, "not-a-share", "discount", "150"],
      [8, "not-a-currency", "cur", "QQQ"],
    ]);
    expect(aside[3]!.raw).toEqual(["4", "Won", "abc", "", "", ""]);
  });

  it("is set aside when it names two currencies, and taken when a sign may mean the one named", () => {
    const { rows, aside } = convert(deal, [
      ["1", "Won", "5 €", "RUB", "", ""],
      ["2", "Won", "$5", "CAD", "", ""],
    ]);
    expect(aside.map(({ line, reason }) => [line, reason])).toEqual([[2, "two-currencies"]]);
    expect(rows[0]).toMatchObject({ amount: 500, currency: "CAD" });
  });

  it("is set aside without a rate for its currency on its day, never guessed", () => {
    const context = { ...roubles, hasRate: (currency: string, on: string | null) => currency === "USD" && on !== null && on >= "2021-01-01" };
    const { rows, aside } = convert(
      deal,
      [
        ["1", "Won", "5", "USD", "04.03.2021", ""],
        ["2", "Won", "5", "USD", "04.03.2020", ""],
        ["3", "Won", "", "EUR", "", ""],
        ["4", "Won", "5", "RUB", "", ""],
      ],
      context,
    );
    expect([rows.map((row) => row["id"]), aside.map((row) => [row.line, row.reason])]).toEqual([["1", "3", "4"], [[3, "no-rate"]]]);
  });

  it("of an open deal is asked for on the day it began, not on the day ahead when it may close", () => {
    const context = { ...roubles, hasRate: (_currency: string, on: string | null) => on !== null && on < "2021-06-01" };
    const open: Case = {
      entity: "deal",
      columns: ["id", "stage", "sum", "cur", "created", "expected"],
      fields: [
        { field: "stage", columns: ["stage"] },
        { field: "amount", columns: ["sum"] },
        { field: "currency", columns: ["cur"] },
        { field: "createdOn", columns: ["created"], dates: "dmy" },
        { field: "expectedCloseOn", columns: ["expected"], dates: "dmy" },
      ],
    };
    expect(convert(open, [["1", "Open", "5", "USD", "04.03.2021", "04.09.2021"]], context).aside).toEqual([]);
  });

  it("takes the file's currency before the workspace's, and a cell's sign before both", () => {
    const { rows } = convert({ ...deal, currency: "EUR" }, [
      ["1", "Won", "5", "", "", ""],
      ["2", "Won", "5 $", "", "", ""],
    ]);
    expect(rows.map((row) => row["currency"])).toEqual(["EUR", "USD"]);
  });

  it("counts the stages it meets", () => {
    const { converter } = convert(deal, [
      ["1", "Won", "", "", "", ""],
      ["2", "Won", "", "", "", ""],
      ["3", "Lost", "", "", "", ""],
    ]);
    expect([...converter.stagesMet]).toEqual([
      ["Won", 2],
      ["Lost", 1],
    ]);
  });
});

describe("fields made from several columns or by a named way", () => {
  it("join names, turn micros, flags and seconds, and read the outcome before the stage", () => {
    const seller = convert({ entity: "seller", columns: ["id", "first", "last"], fields: [{ field: "name", columns: ["first", "last"], by: "join" }] }, [
      ["1", "Анна", "Щукина"],
      ["2", "", "Ким"],
    ]);
    expect(seller.rows.map((row) => row["name"])).toEqual(["Анна Щукина", "Ким"]);
    const spend = convert(
      {
        entity: "spend",
        columns: ["id", "day", "micros"],
        fields: [
          { field: "day", columns: ["day"], dates: "ymd" },
          { field: "amount", columns: ["micros"], by: "micros" },
        ],
      },
      [["1", "2021-02-01", "36150000"]],
    );
    expect(spend.rows[0]).toMatchObject({ amount: 3615, currency: "RUB" });
    const flags = convert({ entity: "deal", columns: ["id", "won", "closed"], fields: [{ field: "stage", columns: ["won", "closed"], by: "won-closed" }] }, [
      ["1", "true", "true"],
      ["2", "FALSE", "TRUE"],
      ["3", "false", "false"],
    ]);
    expect(flags.rows.map((row) => row["stage"])).toEqual(["Won", "Lost", "Open"]);
    const status = convert(
      { entity: "deal", columns: ["id", "status", "stage"], fields: [{ field: "stage", columns: ["status", "stage"], by: "outcome-or-stage" }] },
      [
        ["1", "won", "Demo"],
        ["2", "open", "Demo"],
        ["3", "Lost", "Demo"],
      ],
    );
    expect(status.rows.map((row) => row["stage"])).toEqual(["won", "Demo", "Lost"]);
    const call = convert(
      {
        entity: "activity",
        columns: ["id", "at", "sec"],
        fields: [
          { field: "at", columns: ["at"], dates: "dmy" },
          { field: "minutes", columns: ["sec"], by: "seconds" },
        ],
      },
      [["1", "04.03.2021 10:00", "90"]],
    );
    expect(call.rows[0]).toMatchObject({ at: "2021-03-04T07:00:00.000Z", minutes: 1.5 });
  });

  it("take both ends of a period from one column, and set aside one that ends before it begins", () => {
    const plan: Case = {
      entity: "plan",
      columns: ["kpi", "period", "value"],
      key: { kind: "fields", fields: ["measure", "from"], counted: false },
      fields: [
        { field: "measure", columns: ["kpi"] },
        { field: "from", columns: ["period"], by: "period-from" },
        { field: "until", columns: ["period"], by: "period-until" },
        { field: "level", columns: ["value"] },
      ],
    };
    expect(convert(plan, [["revenue", "2017-Q3", "5"]]).rows[0]).toMatchObject({ from: "2017-07-01", until: "2017-10-01", level: 5 });
    const dated: Case = {
      ...plan,
      columns: ["kpi", "from", "to", "value"],
      fields: [
        { field: "measure", columns: ["kpi"] },
        { field: "from", columns: ["from"], dates: "ymd" },
        { field: "until", columns: ["to"], by: "day-after", dates: "ymd" },
        { field: "level", columns: ["value"] },
      ],
    };
    const { rows, aside } = convert(dated, [
      ["revenue", "2017-07-01", "2017-09-30", "5"],
      ["revenue", "2017-07-01", "2017-06-29", "5"],
    ]);
    expect([rows[0]?.["until"], aside[0]?.reason]).toEqual(["2017-10-01", "until-before-from"]);
  });
});

describe("a file without ids", () => {
  it("of spend has other ids than a report of another shape, and the same as the next report of its own", () => {
    const report = (shape: string): Case => ({
      entity: "spend",
      columns: ["day", "cost"],
      fields: [
        { field: "day", columns: ["day"] },
        { field: "amount", columns: ["cost"] },
      ],
      key: { kind: "fields", fields: ["day"], counted: true },
      fingerprint: shape,
    });
    const ids = (shape: string) =>
      convert(report(shape), [
        ["2024-01-02", "5"],
        ["2024-01-02", "6"],
      ]).rows.map((row) => row["id"]);
    expect(ids("ads")).toEqual(ids("ads"));
    expect(new Set([...ids("ads"), ...ids("campaigns")]).size).toBe(4);
  });

  const spend: Case = {
    entity: "spend",
    columns: ["day", "channel", "sum"],
    key: { kind: "fields", fields: ["day", "channel"], counted: true },
    fields: [
      { field: "day", columns: ["day"], dates: "ymd" },
      { field: "channel", columns: ["channel"] },
      { field: "amount", columns: ["sum"] },
    ],
  };
  const rows = [
    ["2021-01-01", "tv", "5"],
    ["2021-01-01", "tv", "5"],
    ["2021-01-01", "web", "5"],
  ];

  it("keeps two equal rows of spend as two, and gives the same ids when loaded again", () => {
    const ids = convert(spend, rows).rows.map((row) => row["id"]);
    expect(new Set(ids).size).toBe(3);
    expect(convert(spend, rows).rows.map((row) => row["id"])).toEqual(ids);
    expect(convert(spend, rows).converter.countsEqualRows).toBe(true);
  });

  it("gives a corrected amount the same id, so that it becomes a change", () => {
    const corrected = [["2021-01-01", "tv", "7"], ...rows.slice(1)];
    expect(convert(spend, corrected).rows[0]!["id"]).toBe(convert(spend, rows).rows[0]!["id"]);
  });

  it("takes a name as the id where other files refer by name", () => {
    const product: Case = {
      entity: "product",
      columns: ["product", "price"],
      key: { kind: "field", field: "name" },
      fields: [
        { field: "name", columns: ["product"] },
        { field: "listPrice", columns: ["price"] },
      ],
    };
    expect(convert(product, [[" GTX Pro ", "4821"]]).rows[0]).toMatchObject({ id: "GTX Pro", name: "GTX Pro", listPrice: 482_100 });
  });

  it("counts a hundred thousand equal and different rows without mixing them up", () => {
    const many = Array.from({ length: 100_000 }, (_, i) => [`2021-01-${String((i % 28) + 1).padStart(2, "0")}`, `channel ${i % 5_000}`, "1"]);
    expect(new Set(convert(spend, many).rows.map((row) => row["id"])).size).toBe(100_000);
  });
});

describe("a preview", () => {
  it("shows each cell, what it becomes, and its own problem beside good ones", async () => {
    const profile = await study("id,stage,sum,closed\n1,Won,12.5,2021-03-04\n2,Lost,x,2021-02-30\n");
    const mapping = MappingSpec.parse({
      version: 1,
      entity: "deal",
      source: "file",
      fingerprint: "x",
      key: { kind: "column", column: "id" },
      fields: [
        { field: "stage", columns: ["stage"] },
        { field: "amount", columns: ["sum"] },
        { field: "closedOn", columns: ["closed"], dates: "ymd" },
      ],
    });
    expect(previewOf(mapping, profile, roubles).map((row) => row.cells.map((cell) => [cell.raw, cell.becomes, cell.problem]))).toEqual([
      [
        ["Won", "Won", null],
        ["12.5", 1250, null],
        ["2021-03-04", "2021-03-04", null],
      ],
      [
        ["Lost", "Lost", null],
        ["x", null, "not-a-number"],
        ["2021-02-30", null, "not-a-day"],
      ],
    ]);
  });
});
