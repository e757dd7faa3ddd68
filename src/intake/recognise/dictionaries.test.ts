import { describe, expect, it } from "vitest";

import { entityFields } from "#facts/entities.ts";
import { english } from "#intake/generic/english.ts";
import { russian } from "#intake/generic/russian.ts";
import { systems } from "#intake/recognise/dictionaries.ts";
import { plainHeader } from "#intake/recognise/dictionary.ts";

describe("the dictionaries", () => {
  it("speak only of fields that the entities have", () => {
    for (const dictionary of [...systems, english, russian]) {
      for (const shape of dictionary.shapes) {
        const unknown = Object.keys(shape.fields).filter((field) => !Object.hasOwn(entityFields[shape.entity], field));
        expect([dictionary.source, shape.entity, unknown]).toEqual([dictionary.source, shape.entity, []]);
      }
    }
  });

  it("compare headers without their dress", () => {
    expect(["Deal - Stage", "deal_stage", "DealStage", "property_deal_stage", "Deal Stage"].map(plainHeader)).toEqual(
      Array.from({ length: 5 }, () => "deal stage"),
    );
    expect(["Бюджет, ₽", "Бюджет ₽", "Бюджет, руб."].map(plainHeader)).toEqual(["бюджет", "бюджет", "бюджет"]);
    expect(plainHeader("Amount (USD)")).toBe("amount");
    expect(["Duration (sec)", "Сумма (тыс. руб.)", "Amount (k)"].map(plainHeader)).toEqual(["duration sec", "сумма тыс руб", "amount k"]);
  });
});
