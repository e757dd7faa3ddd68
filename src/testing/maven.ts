// The Maven CRM sample as rows, for tests that check published figures; absent where the sample data is not laid beside the project.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { type DealColumns, dealColumnsOf } from "#facts/columns.ts";
import type { Stage } from "#facts/stage.ts";
import { aFact } from "#testing/builders.ts";

const file = (name: string) => fileURLToPath(new URL(`../../../shared/data/maven_crm/${name}`, import.meta.url));

export const hasMaven = existsSync(file("sales_pipeline.csv"));

const stageOf: Readonly<Record<string, Stage>> = { Won: "won", Lost: "lost", Engaging: "opportunity", Prospecting: "sales-qualified" };
/** 8,800 deals; amounts in cents. */
export function mavenDeals(): DealColumns {
  return dealColumnsOf(
    linesOf("sales_pipeline.csv").map(([id, owner, product, account, stage, created, closed, value]) =>
      aFact("deal", {
        id: id!,
        owner: owner || null,
        product: product || null,
        account: account || null,
        stage: stageOf[stage!]!,
        createdOn: created || null,
        closedOn: closed || null,
        amount: value ? Number(value) * 100 : null,
      }),
    ),
  );
}

/** Names of the accounts and of the products on record. */
export function mavenNames(): { accounts: string[]; products: string[] } {
  return { accounts: linesOf("accounts.csv").map((line) => line[0]!), products: linesOf("products.csv").map((line) => line[0]!) };
}

/** The sample has no quoted cells. Where it is absent there are no lines: what is skipped is still set up. */
function linesOf(name: string): string[][] {
  if (!existsSync(file(name))) return [];
  return readFileSync(file(name), "utf8")
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(","));
}
