// Currency signs, names and codes as people write them, and the codes they stand for.

/** Signs and names with the codes they may mean; the first is meant unless the workspace's own currency is among the others. */
const signs: Readonly<Record<string, readonly string[]>> = {
  "₽": ["RUB"],
  руб: ["RUB"],
  "руб.": ["RUB"],
  р: ["RUB"],
  "р.": ["RUB"],
  rub: ["RUB"],
  rur: ["RUB"],
  рублей: ["RUB"],
  рубль: ["RUB"],
  рубли: ["RUB"],
  "российский рубль": ["RUB"],
  "тыс. руб.": [],
  $: ["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "ARS", "CLP", "COP"],
  us$: ["USD"],
  долл: ["USD"],
  "долл.": ["USD"],
  доллар: ["USD"],
  "доллар сша": ["USD"],
  "us dollar": ["USD"],
  dollar: ["USD"],
  ca$: ["CAD"],
  c$: ["CAD"],
  a$: ["AUD"],
  r$: ["BRL"],
  hk$: ["HKD"],
  "€": ["EUR"],
  евро: ["EUR"],
  euro: ["EUR"],
  "£": ["GBP", "EGP"],
  pound: ["GBP"],
  "¥": ["JPY", "CNY"],
  円: ["JPY"],
  元: ["CNY"],
  юань: ["CNY"],
  "₴": ["UAH"],
  грн: ["UAH"],
  "грн.": ["UAH"],
  "₸": ["KZT"],
  тг: ["KZT"],
  тенге: ["KZT"],
  br: ["BYN"],
  "бел. руб.": ["BYN"],
  "₹": ["INR"],
  rs: ["INR", "PKR"],
  "₺": ["TRY"],
  zł: ["PLN"],
  kč: ["CZK"],
  kr: ["SEK", "NOK", "DKK", "ISK"],
  chf: ["CHF"],
  "fr.": ["CHF"],
  "₪": ["ILS"],
  "₩": ["KRW"],
  "₫": ["VND"],
  "₾": ["GEL"],
  "֏": ["AMD"],
  сум: ["UZS"],
  сом: ["KGS"],
};

const codes = new Set([...Intl.supportedValuesOf("currency"), "RUB", "USD", "EUR"]);

/** The codes that a sign, name or code may stand for; none where it is no currency. */
export function currenciesOf(text: string): readonly string[] {
  const upper = text.toUpperCase();
  if (upper === "RUR") return ["RUB"];
  if (upper.length === 3 && codes.has(upper)) return [upper];
  return signs[text.toLowerCase()] ?? [];
}

/** The one code meant, given the workspace's currency; null where the text is no currency. */
export function currencyOf(text: string, ours: string): string | null {
  const meant = currenciesOf(text);
  return meant.includes(ours) ? ours : (meant[0] ?? null);
}
