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

/** The other way round: the first value of each name. What is no valid writing of a text stays as it was written. */
export function readQuery(text: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const part of text.split("&")) {
    const cut = part.indexOf("=");
    const name = decoded(cut === -1 ? part : part.slice(0, cut));
    if (name !== "" && !values.has(name)) values.set(name, cut === -1 ? "" : decoded(part.slice(cut + 1)));
  }
  return values;
}

function decoded(text: string): string {
  const spaced = text.replaceAll("+", " ");
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}
