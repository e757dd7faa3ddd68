import { createReadStream, existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { describe, expect, it } from "vitest";

import { converterOf } from "#intake/convert/converter.ts";
import { proposeMappings } from "#intake/recognise/propose.ts";
import { studyFile } from "#intake/study.ts";
import { openTable } from "#intake/table/open.ts";
import type { ConvertContext } from "#intake/types.ts";

const maven = fileURLToPath(new URL("../../../../shared/data/maven_crm/", import.meta.url));

describe.skipIf(!existsSync(maven))("the CRM export of a hardware firm", () => {
  const dollars: ConvertContext = { currency: "USD", timeZone: "America/New_York" };
  const load = async (name: string) => {
    const profile = await studyFile(() => createReadStream(maven + name));
    if (!profile.ok) throw new Error(profile.reason);
    const proposal = proposeMappings(profile.value, dollars, { fileName: name })[0]!;
    const table = await openTable(createReadStream(maven + name));
    if (!table.ok) throw new Error(table.reason);
    const converter = converterOf(proposal.mapping, dollars, profile.value.shape.columns);
    const rows: Record<string, unknown>[] = [];
    let aside = 0;
    for await (const batch of table.value.batches()) {
      if (!batch.ok) throw new Error(batch.reason);
      const converted = converter.convert(batch.value);
      rows.push(...converted.rows.map((row) => Object.fromEntries(converted.fields.map((field, i) => [field, row[i]]))));
      aside += converted.setAside.length;
    }
    return { proposal, rows, aside, converter };
  };

  it("is taken whole: 8,800 deals, 4,238 won for 10,005,534, 1,425 without an account", async () => {
    const { proposal, rows, aside, converter } = await load("sales_pipeline.csv");
    expect([proposal.mapping.entity, proposal.questions, aside, rows.length]).toEqual(["deal", [], 0, 8_800]);
    const won = rows.filter((row) => row["stage"] === "Won");
    expect([won.length, won.reduce((sum, row) => sum + (row["amount"] as number), 0)]).toEqual([4_238, 1_000_553_400]);
    expect(rows.filter((row) => row["account"] === null).length).toBe(1_425);
    expect(rows[0]).toMatchObject({
      id: "1C1I7A6R",
      account: "Cancity",
      product: "GTX Plus Basic",
      owner: "Moses Frase",
      createdOn: "2016-10-20",
      closedOn: "2017-03-01",
      amount: 105_400,
      currency: "USD",
    });
    expect(Object.fromEntries(converter.stagesMet)).toMatchObject({ Won: 4_238, Lost: 2_473, Engaging: 1_589, Prospecting: 500 });
  });

  it.each([
    ["accounts.csv", "account", 85],
    ["products.csv", "product", 7],
    ["sales_teams.csv", "seller", 35],
  ] as const)("brings %s by name", async (name, entity, count) => {
    const { proposal, rows, aside } = await load(name);
    expect([proposal.mapping.entity, proposal.mapping.key, proposal.questions, rows.length, aside]).toEqual([
      entity,
      { kind: "field", field: "name" },
      [],
      count,
      0,
    ]);
    expect(rows.every((row) => row["id"] === row["name"])).toBe(true);
  });
});
