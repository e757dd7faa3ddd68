// Plain English headers: what people call the columns of a sheet of their own, and what many exports share.
import { englishMoney } from "#intake/generic/english-money.ts";
import { englishSales } from "#intake/generic/english-sales.ts";
import type { Dictionary } from "#intake/recognise/dictionary.ts";

export const english: Dictionary = { source: "file", shapes: [...englishSales, ...englishMoney] };
