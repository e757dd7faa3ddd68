// Money of a row in whole minor units, under one currency that all its cells agree on.
import { minorDigits, toMinor } from "#kit/money.ts";

import type { DecimalMark } from "#intake/mapping.ts";
import { type Fault, fault } from "#intake/convert/reading.ts";
import { currenciesOf } from "#intake/value/currency.ts";
import { amountOf, bodyValue, wholeOf } from "#intake/value/number.ts";

export interface MoneyReading {
  readonly decimal: DecimalMark;
  /** 1 for major units, 1e6 for micros; minor units are said by `isMinor`. */
  readonly divisor: number;
  readonly isMinor: boolean;
}

/** The currencies that a row's money may be in, narrowed cell by cell; null: no cell has named any yet. */
export class RowCurrency {
  private possible: readonly string[] | null = null;

  reset(code: string | null): void {
    this.possible = code === null ? null : [code];
  }

  /** Answers whether the sign agrees with what the row has named so far. */
  agrees(sign: string): boolean {
    const meant = currenciesOf(sign);
    const shared = this.possible === null ? meant : this.possible.filter((code) => meant.includes(code));
    if (shared.length === 0) return false;
    this.possible = shared;
    return true;
  }

  /** The currency named, preferring those given, in order; null where the row names none. */
  among(preferred: readonly string[]): string | null {
    if (this.possible === null) return null;
    return preferred.find((code) => this.possible!.includes(code)) ?? this.possible[0]!;
  }
}

/** The number of major units in a trimmed cell, noting the currency that the cell names. */
export function majorOf(text: string, reading: MoneyReading, currency: RowCurrency): number | Fault {
  const whole = wholeOf(text);
  if (!Number.isNaN(whole)) return whole / reading.divisor;
  const amount = amountOf(text);
  if (amount === null || amount.isPercent) return fault("not-a-number");
  const value = bodyValue(amount.body, reading.decimal);
  if (Number.isNaN(value)) return fault("not-a-number");
  if (amount.currency !== "" && !currency.agrees(amount.currency)) return fault("two-currencies");
  return (amount.isNegative ? -value : value) / reading.divisor;
}

/** Major units to minor ones of the row's currency; a fault beyond what a number holds exactly. */
export function minorOf(major: number, currency: string, reading: MoneyReading): number | Fault {
  const minor = reading.isMinor ? Math.round(major) : major % 1 === 0 ? major * 10 ** minorDigits(currency) : toMinor(major, currency);
  return Math.abs(minor) > Number.MAX_SAFE_INTEGER ? fault("number-too-large") : minor;
}
