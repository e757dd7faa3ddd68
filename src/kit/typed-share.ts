// A share as people type it: in per cent, with a point or a comma.

/** '12,5' as 0.125; null: left open; undefined: no number above 0, up to 1000. */
export function typedShare(text: string): number | null | undefined {
  const written = text.trim().replace(",", ".");
  if (written === "") return null;
  const percent = Number(written);
  return percent > 0 && percent <= 1000 ? Number((percent / 100).toPrecision(12)) : undefined;
}
