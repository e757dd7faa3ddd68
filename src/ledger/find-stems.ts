// The stem of each word, Russian or English by its letters, as PostgreSQL's dictionaries have it: what a word is found by in its other forms.
import type { Tx } from "#db/database.ts";

const known = new Map<string, string | null>();
const mostKnown = 200_000;

const hasCyrillic = (word: string) => /\p{Script=Cyrillic}/u.test(word);
const isStemmed = (word: string) => /^\p{L}+$/u.test(word) && (hasCyrillic(word) || /^[a-z]+$/.test(word));

/** Stems of words; null for what says nothing by itself ('и', 'the'), the word itself for codes and other alphabets. */
export async function stemsOf(tx: Tx, words: Iterable<string>): Promise<(word: string) => string | null> {
  const asked = [...new Set(words)].filter((word) => isStemmed(word) && !known.has(word));
  if (known.size + asked.length > mostKnown) known.clear();
  const own = new Map<string, string | null>();
  for (let from = 0; from < asked.length; from += 20_000) {
    const piece = asked.slice(from, from + 20_000);
    const rows = await tx.rows<{ word: string; stem: string | null }>(
      `select w.word, (case when w.is_cyrillic then ts_lexize('russian_stem', w.word) else ts_lexize('english_stem', w.word) end)[1] as stem
         from unnest($1::text[], $2::boolean[]) as w (word, is_cyrillic)`,
      [piece, piece.map(hasCyrillic)],
    );
    for (const { word, stem } of rows) own.set(word, stem);
  }
  for (const [word, stem] of own) known.set(word, stem);
  return (word) => {
    if (!isStemmed(word)) return word;
    const stem = own.has(word) ? own.get(word)! : known.get(word);
    return stem === undefined ? word : stem;
  };
}
