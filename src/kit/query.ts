// The part of an address after the question mark, written the same way everywhere.

/** 'a=1&b=x%20y'; undefined, null and empty texts are left out; arrays repeat their name. */
export function queryText(values: Readonly<Record<string, unknown>>): string {
  const parts: string[] = [];
  for (const [name, value] of Object.entries(values)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one === undefined || one === null || one === "") continue;
      parts.push(`${encodeURIComponent(name)}=${encodeURIComponent(String(one))}`);
    }
  }
  return parts.join("&");
}
