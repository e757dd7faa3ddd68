// The sentence that sums a shortfall up, in the corners: nothing missing, a surplus, one part, everything within chance, months, plans, currencies.
import { describe, expect, test } from "vitest";

import type { SummaryData } from "#evidence/shortfall/result.ts";
import type { Shortfall } from "#evidence/shortfall/result.ts";
import { summaryIn } from "#features/shortfall/rules.ts";
import { ask, quarter, told } from "#testing/ask-shortfall.ts";

const june = { from: "2025-06-01", until: "2025-07-01" };
const may = { from: "2025-05-01", until: "2025-06-01" };
const base = told(ask([...quarter("2025-02-01", { wins: 20, losses: 20 }), ...quarter("2025-05-01", { wins: 20, losses: 20 })]));

/** A real answer whose figures are set by hand. */
function said(of: {
  shortfall: number;
  located: SummaryData["located"];
  withinChance?: number;
  against?: Shortfall["against"];
  period?: Shortfall["period"];
}): Shortfall {
  const { shortfall, located, withinChance = 0, against = base.against, period = base.period } = of;
  const summary = { ...base.summary, shortfall, located, withinChance, share: shortfall / 1_000_000, nothingBeyondChance: located.length === 0 };
  return { ...base, shortfall, withinChance, against, period, summary };
}
const part = (driver: "win-rate" | "discount", amount: number) => ({ driver, owner: "sales" as const, amount, verdict: "clear" as const });

describe("the sentence", () => {
  test("of a real firm where nothing changed blames nobody", () => {
    expect(summaryIn("en", base, "USD")).toBe(
      "Revenue of Q2 2025 equals Q1 2025. No part can be told from chance: nobody is to blame, and nothing need be done.",
    );
    expect(summaryIn("ru", base, "USD")).toMatch(
      /^Выручка за II кв\. 2025 та же, что и за I кв\. 2025\. Ни одну часть не отличить от случайности: виноватых нет/,
    );
  });

  test("of parts that cancel out names both ways, and neither as the main one", () => {
    const told = said({ shortfall: 0, located: [part("win-rate", -200_000), part("discount", 200_000)] });
    expect(summaryIn("en", told, "USD")).toBe(
      "Revenue of Q2 2025 equals Q1 2025. Less in win rate $2,000 (sales, clear). More in discount $2,000 (sales, clear).",
    );
    expect(summaryIn("ru", told, "RUB")).toMatch(
      /та же, что и за I кв\. 2025\. Меньше: доля побед .+\(продажи, уверенно\)\. Больше: скидка .+\(продажи, уверенно\)\.$/,
    );
  });

  test("of a surplus puts what pulled up first, and credits nobody for chance", () => {
    const told = said({ shortfall: 100_000, located: [part("win-rate", -100_000), part("discount", 150_000)], withinChance: 50_000 });
    expect(summaryIn("en", told, "USD")).toBe(
      "Revenue of Q2 2025 is $1,000 (10%) above Q1 2025. Located in discount $1,500 (sales, clear). Pulling the other way: win rate $1,000 (sales, clear). +$500 lies within chance.",
    );
    expect(summaryIn("en", said({ shortfall: 100_000, located: [] }), "USD")).toMatch(
      /above Q1 2025\. No part can be told from chance: there is nothing to credit/,
    );
    expect(summaryIn("ru", said({ shortfall: 100_000, located: [] }), "USD")).toContain("ставить её в заслугу некому");
  });

  test("where only the other way can be told says so, and leaves the rest to chance", () => {
    const told = said({ shortfall: -100_000, located: [part("discount", 50_000)], withinChance: -150_000 });
    expect(summaryIn("en", told, "USD")).toBe(
      "Revenue of Q2 2025 is $1,000 (10%) below Q1 2025. Pulling the other way: discount $500 (sales, clear). −$1,500 lies within chance.",
    );
  });

  test("says months and plans as people do, and money in its own currency", () => {
    const told = said({ shortfall: -100_000, located: [part("discount", -100_000)], period: june, against: may });
    expect(summaryIn("en", told, "EUR")).toBe("Revenue of June 2025 is €1,000 (10%) below May 2025. Located in discount €1,000 (sales, clear).");
    expect(summaryIn("ru", told, "EUR")).toMatch(/^Выручка за июнь 2025 на .+ ниже, чем за май 2025\./);
    const planned = said({ shortfall: -100_000, located: [part("discount", -100_000)], against: "plan" });
    expect(summaryIn("en", planned, "JPY")).toBe("Revenue of Q2 2025 is ¥100K (10%) below plan. Located in discount ¥100K (sales, clear).");
    expect(summaryIn("ru", planned, "RUB")).toMatch(/ниже плана\. Где: скидка/);
  });
});
