import { describe, expect, it } from "vitest";

import { outcomeOf, proposeStages } from "#intake/stages/propose.ts";

const stagesOf = (source: string, names: readonly string[]) => proposeStages(source, names).map((proposal) => proposal.stage);

describe("stages of a source", () => {
  it.each([
    ["hubspot", ["closedwon", "closedlost", "contractsent"], ["won", "lost", "opportunity"]],
    ["salesforce", ["Closed Won", "Closed Lost", "Proposal/Price Quote", "Qualification"], ["won", "lost", "opportunity", "sales-qualified"]],
    ["pipedrive", ["won", "Lost", "Demo Scheduled"], ["won", "lost", "opportunity"]],
    ["bitrix24", ["C1:WON", "LOSE", "C12:APOLOGY", "NEW", "Сделка успешна", "Сделка провалена"], ["won", "lost", "lost", "sales-accepted", "won", "lost"]],
    ["amocrm", ["142", "143", "Успешно реализовано", "Закрыто и не реализовано", "Переговоры"], ["won", "lost", "won", "lost", "opportunity"]],
    ["file", ["Prospecting", "Engaging", "Won", "Lost"], ["sales-accepted", "opportunity", "won", "lost"]],
    ["file", ["Выиграна", "Проиграна", "Отказ", "Коммерческое предложение", "Согласование договора"], ["won", "lost", "lost", "opportunity", "opportunity"]],
  ])("%s: %j", (source, names, ours) => expect(stagesOf(source, names)).toEqual(ours));

  it("of leads may be mere leads; a deal is at least accepted", () => {
    expect(proposeStages("file", ["New", "MQL"], "lead").map((proposal) => proposal.stage)).toEqual(["lead", "marketing-qualified"]);
    expect(proposeStages("file", ["New"], "deal")[0]).toMatchObject({ stage: "sales-accepted" });
  });

  it("that say nothing are left to a person; a bare number means something only in its own system", () => {
    expect(proposeStages("file", ["Xyzzy", "142"])).toMatchObject([{ stage: null, confidence: 0, reason: "unknown" }, { stage: null }]);
  });

  it("with a no in them are lost", () => {
    expect(stagesOf("file", ["Not qualified", "Неуспешная", "Closed - Not Converted"])).toEqual(["lost", "lost", "lost"]);
  });

  it("say an outcome only where it is certain", () => {
    expect(["won", "Lost", "open", "Проиграна", "Demo"].map(outcomeOf)).toEqual(["won", "lost", null, "lost", null]);
  });
});
