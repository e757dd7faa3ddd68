// What a driver stood at on both sides, in its own unit: a count, a share, money.
import type { Part } from "#features/shortfall/contract.ts";
import { nothing } from "#ui/format.ts";
import { useFormat } from "#ui/language.ts";

/** '34.0% → 31.5%'; a dash where it cannot be told. */
export function useLevel(currency: string): (level: Part["level"]) => string {
  const format = useFormat();
  return (level) => {
    if (!level || level.reference === null || level.actual === null) return nothing;
    const written = (value: number) => format.value(value, { unit: level.unit, currency }, true);
    return `${written(level.reference)} → ${written(level.actual)}`;
  };
}
