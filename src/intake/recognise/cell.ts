// What one cell could be: number, date under which orders, flag, currency. The profile of a column adds these up.
import { isNothing } from "#intake/value/empty.ts";
import { currenciesOf } from "#intake/value/currency.ts";
import { momentOf, readsBothWays } from "#intake/value/date.ts";
import { isErrorMark } from "#intake/value/error-mark.ts";
import { flagOf } from "#intake/value/flag.ts";
import { amountOf, bodyValue, isScientific, marksFitting, wholeOf } from "#intake/value/number.ts";

export interface CellView {
  readonly isEmpty: boolean;
  readonly isErrorMark: boolean;
  readonly isFlag: boolean;
  readonly isCurrency: boolean;
  readonly isEmail: boolean;
  readonly isUndecodable: boolean;
  /** Under the point where it fits, else under the comma; NaN where it is no number. */
  readonly number: number;
  readonly marks: "same" | "point" | "comma" | "either" | "none";
  readonly isPercent: boolean;
  readonly isScientific: boolean;
  readonly isBeyondSafe: boolean;
  readonly hasLeadingZero: boolean;
  readonly currency: string;
  readonly ymd: boolean;
  readonly dmy: boolean;
  readonly mdy: boolean;
  readonly bothWays: boolean;
  readonly hasTime: boolean;
  readonly hasZone: boolean;
}

const nothing: CellView = {
  isEmpty: true,
  isErrorMark: false,
  isFlag: false,
  isCurrency: false,
  isEmail: false,
  isUndecodable: false,
  number: Number.NaN,
  marks: "none",
  isPercent: false,
  isScientific: false,
  isBeyondSafe: false,
  hasLeadingZero: false,
  currency: "",
  ymd: false,
  dmy: false,
  mdy: false,
  bothWays: false,
  hasTime: false,
  hasZone: false,
};
const someText: CellView = { ...nothing, isEmpty: false };
const someError: CellView = { ...nothing, isErrorMark: true };
const someWhole: CellView = { ...someText, marks: "same" };

/** Looks at one trimmed cell. */
export function viewOf(text: string): CellView {
  const whole = wholeOf(text);
  if (!Number.isNaN(whole)) return wholeView(text, whole);
  if (isNothing(text)) return flagOf(text) === null ? nothing : { ...nothing, isFlag: true };
  if (isErrorMark(text)) return someError;
  if (!/\d/.test(text)) return wordView(text);
  return { ...numberView(text), ...dateView(text), isUndecodable: text.includes("\uFFFD"), isEmail: text.includes("@") };
}

function wholeView(text: string, whole: number): CellView {
  const hasLeadingZero = text.length > 1 && text.startsWith("0");
  const isPackedDay = text.length === 8 && momentOf(text, "ymd") !== null;
  return { ...someWhole, number: whole, hasLeadingZero, isFlag: text === "0" || text === "1", ymd: isPackedDay, dmy: isPackedDay, mdy: isPackedDay };
}

function wordView(text: string): CellView {
  return {
    ...someText,
    isFlag: flagOf(text) !== null,
    isCurrency: text.length <= 20 && currenciesOf(text).length > 0,
    isEmail: text.includes("@"),
    isUndecodable: text.includes("\uFFFD"),
  };
}

function numberView(text: string): CellView {
  const amount = text.length > 60 ? null : amountOf(text);
  if (amount === null) return someText;
  const marks = marksFitting(amount.body);
  if (marks === "none") return someText;
  const value = bodyValue(amount.body, marks === "comma" ? "comma" : "point");
  const number = amount.isNegative ? -value : value;
  return {
    ...someText,
    number,
    marks,
    currency: amount.currency,
    isPercent: amount.isPercent,
    isScientific: isScientific(text),
    isBeyondSafe: Math.abs(number) > Number.MAX_SAFE_INTEGER,
    hasLeadingZero: /^0\d/.test(amount.body),
    isFlag: flagOf(text) !== null,
  };
}

const noDate = { ymd: false, dmy: false, mdy: false, bothWays: false, hasTime: false, hasZone: false } as const;

/** Texts without any separator are no dates; those that begin with the year or name the month are the same date under every order. */
function dateView(text: string): Pick<CellView, "ymd" | "dmy" | "mdy" | "bothWays" | "hasTime" | "hasZone"> {
  if (!/[-./\s,:T]/.test(text)) return noDate;
  const ymd = momentOf(text, "ymd");
  const isTurnable = ymd === null && /^\d{1,2}[-./\s]/.test(text);
  if (ymd === null && !isTurnable) return noDate;
  const [dmy, mdy] = isTurnable ? [momentOf(text, "dmy"), momentOf(text, "mdy")] : [ymd, ymd];
  const any = ymd ?? dmy ?? mdy;
  const isMoment = any !== null && any !== "open";
  return {
    ymd: ymd !== null,
    dmy: dmy !== null,
    mdy: mdy !== null,
    bothWays: dmy !== null && mdy !== null && readsBothWays(text),
    hasTime: isMoment && any.milliseconds >= 0,
    hasZone: isMoment && !Number.isNaN(any.offset),
  };
}
