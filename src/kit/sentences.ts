// Sentences for reasons, taken out of a room's words: the key 'why.last-administrator' words the reason 'last-administrator'.

/** The words that begin with 'why.', under their reasons. */
export function sentencesOf(words: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const entries = Object.entries(words).filter(([key]) => key.startsWith("why."));
  return Object.fromEntries(entries.map(([key, sentence]) => [key.slice(4), sentence]));
}
