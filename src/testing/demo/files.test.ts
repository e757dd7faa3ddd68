// The demo's files say the same as its rows: read back by intake, every value is what it was.
import { expect, test } from "vitest";

import { type EntityName, entityFields } from "#facts/entities.ts";
import type { Stage } from "#facts/stage.ts";
import { proposeStages } from "#intake/stages/propose.ts";
import { converterOf } from "#intake/convert/converter.ts";
import { openTable } from "#intake/table/open.ts";
import { demoStart } from "#testing/demo/calendar.ts";
import { simulateFirm } from "#testing/demo/company.ts";
import { filesOf, stageNames } from "#testing/demo/files.ts";

const { rows } = simulateFirm({ seed: 3, from: demoStart("2026-11-23"), scale: 0.1, truths: {}, tongue: "ru" });
const files = filesOf(rows, "demo", "ru");

async function* bytesOf(text: string): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode(text);
}

test("every kind of fact has one file, and rates are loaded before money", () => {
  expect(files.map((file) => file.entity).sort()).toEqual(Object.keys(entityFields).sort());
  expect(files[0]!.entity).toBe("currency-rate");
});

test.each(files.map((file) => [file.entity, file] as const))("%s read back from its file is equal to its rows", async (entity: EntityName, file) => {
  const table = await openTable(bytesOf(file.text), { fileName: file.name });
  if (!table.ok) throw new Error(table.reason);
  const converter = converterOf(file.mapping, { currency: "RUB", timeZone: "UTC" }, table.value.shape.columns);
  const found: unknown[] = [];
  for await (const batch of table.value.batches()) {
    if (!batch.ok) throw new Error(batch.reason);
    const converted = converter.convert(batch.value);
    expect(converted.setAside).toEqual([]);
    for (const row of converted.rows) found.push(Object.fromEntries(converted.fields.map((field, n) => [field, row[n]])));
  }
  const named = (row: Record<string, Stage | null>) => {
    for (const field of ["stage", "fromStage", "toStage"]) if (row[field]) (row as Record<string, string>)[field] = stageNames.ru[row[field]];
    return row;
  };
  const expected = structuredClone(rows[entity] as readonly Record<string, Stage | null>[]).map(named);
  expect(found).toEqual(expected);
});

test.each(["en", "ru"] as const)("the stage names in %s are understood without a person", (tongue) => {
  const ofLeads = ["marketing-qualified", "sales-accepted", "sales-qualified", "opportunity"] as const;
  const ofDeals = ["opportunity", "won", "lost"] as const;
  for (const stages of [ofLeads, ofDeals]) {
    const names = stages.map((stage) => stageNames[tongue][stage]);
    expect(proposeStages("file", names).map((each) => each.stage)).toEqual(stages);
  }
});
