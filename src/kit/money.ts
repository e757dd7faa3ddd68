// Money: whole minor units (kopecks, cents) and a currency. Never a fraction, never without its currency.

/** An ISO 4217 code: 'RUB', 'USD'. */
export type Currency = string;

export interface Money {
  readonly minor: number;
  readonly currency: Currency;
}

const exponents: Readonly<Record<string, number>> = {
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
};

/** How many digits stand after the decimal mark in this currency (ISO 4217): 2 for most, 0 for JPY, 3 for KWD. */
export function minorDigits(currency: Currency): number {
  return exponents[currency] ?? 2;
}

/** How many minor units make one major unit: 100 kopecks a rouble. */
export function minorPerMajor(currency: Currency): number {
  return 10 ** minorDigits(currency);
}

/** 12.345 roubles to 1235 kopecks; halves go away from zero. */
export function toMinor(major: number, currency: Currency): number {
  const scaled = Math.abs(major) * minorPerMajor(currency);
  const whole = Math.round(scaled);
  // Only near a half does the error of binary fractions decide which way it goes.
  if (Math.abs(scaled - whole) < 0.49) return Math.sign(major) * whole + 0;
  return Math.sign(major) * Math.round(Number(scaled.toPrecision(15))) + 0;
}

export function toMajor(minor: number, currency: Currency): number {
  return minor / minorPerMajor(currency);
}
