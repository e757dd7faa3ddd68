// Words for the closed sets of the fields: kinds of record, departments, states of a budget.

const synonyms: Readonly<Record<string, string>> = {
  opportunity: "deal",
  сделка: "deal",
  сделки: "deal",
  deals: "deal",
  leads: "lead",
  лид: "lead",
  продажи: "sales",
  "отдел продаж": "sales",
  "sales department": "sales",
  маркетинг: "marketing",
  "отдел маркетинга": "marketing",
  реклама: "marketing",
  руководство: "management",
  дирекция: "management",
  администрация: "management",
  "генеральный директор": "management",
  план: "plan",
  planned: "plan",
  budget: "plan",
  факт: "actual",
  spent: "actual",
  paid: "actual",
  оплачено: "actual",
  обязательство: "committed",
  договор: "committed",
  зарезервировано: "committed",
};

/** The allowed value that a text means; null where it means none of them. */
export function allowedValue(text: string, allowed: readonly string[]): string | null {
  const lower = text.toLowerCase();
  const value = allowed.find((one) => one === lower) ?? synonyms[lower];
  return value !== undefined && allowed.includes(value) ? value : null;
}
