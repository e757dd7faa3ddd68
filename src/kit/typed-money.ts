// A number and an amount as people type them: with spaces between thousands, with a point or a comma.
import { type Currency, toMinor } from "#kit/money.ts";

/** '1 200,50' as 1200.5; null: left empty; undefined: no number of zero or more, up to 1e12. */
export function typedNumber(text: string): number | null | undefined {
  const written = text.replaceAll(/\s/g, "").replace(",", ".");
  if (written === "") return null;
  const value = Number(written);
  return Number.isFinite(value) && value >= 0 && value <= 1e12 ? value : undefined;
}

/** '1 200,50' roubles as 120050 kopecks; null: left empty; undefined: no amount. */
export function typedMinor(text: string, currency: Currency): number | null | undefined {
  const value = typedNumber(text);
  return typeof value === "number" ? toMinor(value, currency) : value;
}
