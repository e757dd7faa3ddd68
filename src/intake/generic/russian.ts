// Plain Russian headers: sheets kept by hand, 1C reports, and what Russian exports share.
import { russianMoney } from "#intake/generic/russian-money.ts";
import { russianSales } from "#intake/generic/russian-sales.ts";
import type { Dictionary } from "#intake/recognise/dictionary.ts";

export const russian: Dictionary = { source: "file", shapes: [...russianSales, ...russianMoney] };
