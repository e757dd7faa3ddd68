// Texts with a NUL character are found before they reach storage, which cannot keep one.

/** Whether a NUL stands in any text or name of a value that has its described shape. */
export function holdsNul(value: unknown): boolean {
  if (typeof value === "string") return value.includes("\u0000");
  if (typeof value !== "object" || value === null) return false;
  return Array.isArray(value) ? value.some(holdsNul) : Object.entries(value).some(([name, one]) => name.includes("\u0000") || holdsNul(one));
}
