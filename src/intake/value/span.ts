// A stretch of time written in one cell: '2017-Q3', '3 кв. 2017', 'июль 2017', '07.2017', '2017', or a day that stands for its month.
import { type Period, monthOf, readPeriod } from "#kit/period.ts";

import type { DateOrder } from "#intake/mapping.ts";
import { momentOf } from "#intake/value/date.ts";
import { monthNamed } from "#intake/value/months.ts";

const romans: Readonly<Record<string, number>> = { i: 1, ii: 2, iii: 3, iv: 4 };

/** The period that a cell names; null where it names none. */
export function spanOf(text: string, order: DateOrder): Period | null {
  const plain = text.trim().replace(/\s*г(?:ода?|\.)?$/i, "");
  const exact = readPeriod(plain.toUpperCase());
  if (exact !== null && plain.length < 10) return exact;
  return quarter(plain) ?? month(plain) ?? dayInMonth(plain, order);
}

function quarter(text: string): Period | null {
  const match = /^(?:q|кв\.?|квартал)?\s*([1-4]|i{1,3}|iv)\s*(?:q|кв\.?|квартал|quarter)?[\s.,/'-]*(\d{4})$/i.exec(text);
  const turned = /^(\d{4})[\s.,/-]*(?:q|кв\.?|квартал)?\s*([1-4])\s*(?:q|кв\.?|квартал)?$/i.exec(text);
  if (match && /[qк]|i/i.test(match[0])) return readPeriod(`${match[2]}-Q${romans[match[1]!.toLowerCase()] ?? match[1]}`);
  return turned && /[qк]/i.test(turned[0]) ? readPeriod(`${turned[1]}-Q${turned[2]}`) : null;
}

function month(text: string): Period | null {
  const numeric = /^(\d{1,2})[./-](\d{4})$/.exec(text) ?? /^(\d{4})[./](\d{1,2})$/.exec(text);
  if (numeric) {
    const [year, number] = numeric[1]!.length === 4 ? [numeric[1]!, numeric[2]!] : [numeric[2]!, numeric[1]!];
    return readPeriod(`${year}-${number.padStart(2, "0")}`);
  }
  const words = text.split(/[\s.,/-]+/).filter((word) => word !== "");
  const place = words.findIndex((word) => monthNamed(word) > 0);
  const year = words[1 - place];
  if (words.length !== 2 || place === -1 || year === undefined || !/^(?:\d{2}|\d{4})$/.test(year)) return null;
  return readPeriod(`${year.length === 2 ? `20${year}` : year}-${String(monthNamed(words[place]!)).padStart(2, "0")}`);
}

function dayInMonth(text: string, order: DateOrder): Period | null {
  const moment = momentOf(text, order);
  if (moment === null || moment === "open") return null;
  return monthOf(`${moment.year}-${String(moment.month).padStart(2, "0")}-${String(moment.day).padStart(2, "0")}`);
}
