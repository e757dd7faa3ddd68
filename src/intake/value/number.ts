// Numbers as people and programs write them: currency signs, thousands marks, decimal comma or point, percent, minus in three places.
import type { DecimalMark } from "#intake/mapping.ts";
import { currenciesOf } from "#intake/value/currency.ts";

/** A written number taken apart; `body` holds digits and marks only. */
export interface Amount {
  readonly body: string;
  readonly isNegative: boolean;
  /** As written, '₽' or 'USD'; '' where there is none. */
  readonly currency: string;
  readonly isPercent: boolean;
}

const shape = /^([^\d.,]*?)([\d][\d.,' \u00a0\u202f\u2009’_]*(?:[eE][+-]?\d{1,3})?|[.,]\d+)([^\d]*)$/;

/** Takes a written number apart; null where it is none. '(1 200,50 ₽)' is minus 1 200,50 roubles. */
export function amountOf(text: string): Amount | null {
  const match = shape.exec(text);
  if (!match) return null;
  let [before, body, after] = [match[1]!.trim(), match[2]!, match[3]!.trim()];
  let isNegative = false;
  if (before.startsWith("(") && after.endsWith(")")) [before, after, isNegative] = [before.slice(1).trim(), after.slice(0, -1).trim(), true];
  const minus = /[-−–]/;
  if (minus.test(before) || minus.test(after)) {
    if (isNegative || (minus.test(before) && minus.test(after))) return null;
    [before, after, isNegative] = [before.replace(minus, "").trim(), after.replace(minus, "").trim(), true];
  }
  if (before.startsWith("+")) before = before.slice(1).trim();
  const isPercent = after === "%" || before === "%";
  const currency = isPercent ? "" : before || after;
  if (before !== "" && after !== "" && !isPercent) return null;
  if (currency !== "" && currenciesOf(currency).length === 0) return null;
  // 'р.' leaves its dot to the digits in '100 .', never the other way: a body may not end in a mark.
  body = body.trimEnd();
  return { body, isNegative, currency, isPercent };
}

const grouped = {
  point: /^\d{1,3}(?:([, '’_\u00a0\u202f\u2009])\d{3})(?:\1\d{3})*(?:\.\d*)?$|^\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d*)?$/,
  comma: /^\d{1,3}(?:([. '’_\u00a0\u202f\u2009])\d{3})(?:\1\d{3})*(?:,\d*)?$/,
} as const;
const plain = { point: /^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/, comma: /^(?:\d+,?\d*|,\d+)(?:[eE][+-]?\d{1,3})?$/ } as const;
const thousandsMarks = { point: /[, '’_\u00a0\u202f\u2009]/g, comma: /[. '’_\u00a0\u202f\u2009]/g } as const;

/** The value of digits and marks under one decimal mark; NaN where they do not fit it ('0,123' has no thousands). */
export function bodyValue(body: string, mark: DecimalMark): number {
  if (plain[mark].test(body)) return Number(mark === "comma" ? body.replace(",", ".") : body);
  if (!grouped[mark].test(body) || (body.startsWith("0") && body.length > 1)) return Number.NaN;
  const digits = body.replace(thousandsMarks[mark], "");
  return Number(mark === "comma" ? digits.replace(",", ".") : digits);
}

/** The number that a text says under a decimal mark, sign applied, percent not; NaN where it says none. */
export function numberOf(text: string, mark: DecimalMark): number {
  const quick = wholeOf(text);
  if (!Number.isNaN(quick)) return quick;
  const amount = amountOf(text);
  if (amount === null) return Number.NaN;
  const value = bodyValue(amount.body, mark);
  return amount.isNegative ? -value : value;
}

/** A plain whole number of up to fifteen digits, the usual case, without regular expressions; NaN for all others. */
export function wholeOf(text: string): number {
  const length = text.length;
  if (length === 0 || length > 15) return Number.NaN;
  let value = 0;
  for (let i = 0; i < length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** Which decimal marks a written number fits, when the two readings differ: '1,5' only comma, '1,234' either; 'same' for '1234'. */
export function marksFitting(body: string): "same" | "point" | "comma" | "either" | "none" {
  const [point, comma] = [bodyValue(body, "point"), bodyValue(body, "comma")];
  if (Number.isNaN(point)) return Number.isNaN(comma) ? "none" : "comma";
  if (Number.isNaN(comma)) return "point";
  return point === comma ? "same" : "either";
}

/** Ids that a spreadsheet has ruined: '1.24E+09'. */
export function isScientific(text: string): boolean {
  return text.length < 30 && /^\d(?:[.,]\d+)?[eE]\+?\d{2,3}$/.test(text) && (text.includes("+") || /[.,]/.test(text));
}
