// What is found by words: texts in which each word stands in one of its forms or as a beginning, those with all of them in their title first.
import type { Tx } from "#db/database.ts";
import type { FindKind } from "#facts/finds.ts";
import { askedWords, hasDigit, wordsAt } from "#kit/find-words.ts";
import { stemsOf } from "#ledger/find-stems.ts";

/** How many texts are looked at, the latest taken in first; beyond them counts say 'at least'. */
export const mostLookedAt = 20_000;
/** Lists of a beginning that are put together. */
const mostBeginnings = 50_000;
const shortestBeginning = 3;

export interface FindQuestion {
  readonly workspaceId: string;
  readonly typed: string;
  /** What the asker may find at all. */
  readonly kinds: readonly FindKind[];
  /** Of these, what is wanted now; empty: all. */
  readonly wanted: readonly FindKind[];
  readonly limit: number;
  readonly offset: number;
}

export interface FoundText {
  readonly kind: FindKind;
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly who: string | null;
  readonly at: string | null;
  readonly place: string | null;
}

export interface Found {
  readonly texts: readonly FoundText[];
  /** How many of each kind that the asker may find, whatever is wanted. */
  readonly counts: ReadonlyMap<FindKind, number>;
  readonly isMore: boolean;
  /** Marks the words that were asked for; text and whether it is one of them, in turn. */
  readonly mark: (text: string, most: number) => Promise<readonly Piece[]>;
}

export interface Piece {
  readonly text: string;
  readonly isHit: boolean;
}

export interface Term {
  readonly word: string;
  readonly stem: string | null;
  readonly isBeginning: boolean;
}

/** Terms to be found; words that say nothing by themselves only where there are no others. */
export async function termsOf(tx: Tx, typed: string): Promise<Term[]> {
  const words = askedWords(typed);
  const stem = await stemsOf(tx, words);
  const all = words.map((word): Term => ({ word, stem: stem(word), isBeginning: word.length >= shortestBeginning }));
  const telling = all.filter((term) => term.stem !== null);
  return telling.length === 0 ? all : telling;
}

/** For each term, the texts that hold it (t0, t1, …) and whether their titles do; `only` narrows them down. */
export function listsOf(terms: readonly Term[], place: (value: unknown) => string, only = ""): string[] {
  return terms.map(({ word, stem, isBeginning }, n) => {
    const forms = `select w.texts, w.in_title from evenhand.find_word w where w.workspace_id = $1 and w.word = any(${place([...new Set([word, stem ?? word])])}::text[])`;
    const beginnings = isBeginning
      ? ` union all (select w.texts, w.in_title from evenhand.find_word w
          where w.workspace_id = $1 and w.word > ${place(word)} and w.word < ${place(`${word}\u{10FFFF}`)} limit ${mostBeginnings})`
      : "";
    return `t${n} as (select no, bool_or(in_title) as in_title from (${forms}${beginnings}) l, unnest(l.texts) as no ${only} group by no)`;
  });
}

/** For one of us; what an agency finds is found in find-shared.ts. */
export async function find(tx: Tx, question: FindQuestion): Promise<Found> {
  const { workspaceId, kinds, wanted, limit, offset } = question;
  const terms = await termsOf(tx, question.typed);
  const mark = marker(tx, terms);
  if (terms.length === 0 || kinds.length === 0) return { texts: [], counts: new Map(), isMore: false, mark };
  const params: unknown[] = [workspaceId, kinds, wanted.length === 0 ? kinds : wanted, limit, offset, mostLookedAt];
  const place = (value: unknown) => `$${params.push(value)}`;
  const lists = listsOf(terms, place);
  const joins = terms.map((_term, n) => (n === 0 ? "t0" : `join t${n} using (no)`)).join(" ");
  const inTitle = terms.map((_term, n) => `t${n}.in_title`).join(" and ");
  const row = await tx.one<{ counts: Record<string, number> | null; texts: FoundText[] | null; hits: number }>(
    `with ${lists.join(", ")},
       hit as (select no, ${inTitle} as in_title from ${joins} order by 2 desc, 1 desc limit $6 + 1),
       seen as (select f.kind, f.no, f.at, h.in_title from hit h join evenhand.find_text f on f.workspace_id = $1 and f.no = h.no
         where f.kind = any($2::text[])),
       page as (select s.no, s.in_title, s.at from seen s where s.kind = any($3::text[]) order by s.in_title desc, s.at desc nulls last, s.no desc limit $4 offset $5)
     select (select json_object_agg(kind, n) from (select kind, count(*)::int as n from seen group by kind) c) as counts,
       (select json_agg(json_build_object('kind', f.kind, 'id', f.id, 'title', f.title, 'body', f.body, 'who', f.who, 'at', f.at, 'place', f.place)
           order by p.in_title desc, p.at desc nulls last, p.no desc)
          from page p join evenhand.find_text f on f.workspace_id = $1 and f.no = p.no) as texts,
       (select count(*)::int from hit) as hits`,
    params,
  );
  const counts = new Map(Object.entries(row.counts ?? {}) as [FindKind, number][]);
  return { texts: row.texts ?? [], counts, isMore: row.hits > mostLookedAt, mark };
}

/** The part of a text around its first word that was asked for, in pieces that are hits and pieces that are not. */
export function marker(tx: Tx, terms: readonly Term[]): Found["mark"] {
  return async (text, most) => {
    const at = wordsAt(text.slice(0, 20_000));
    const stem = await stemsOf(tx, new Set(at.map(({ word }) => word)));
    const isHit = (word: string) =>
      terms.some((term) => {
        if (word === term.word || (term.stem !== null && stem(word) === term.stem)) return true;
        if (term.isBeginning && word.startsWith(term.word)) return true;
        // A part of a code or of a phone number, which was asked for as a whole.
        return hasDigit(term.word) && word.length >= 2 && term.word.includes(word) && (hasDigit(word) || term.word.startsWith(word));
      });
    const hits = at.filter(({ word }) => isHit(word));
    const first = hits[0]?.start ?? 0;
    const from = text.length <= most || first < most * 0.6 ? 0 : startOfWord(text, first - Math.floor(most / 3));
    const until = Math.min(text.length, from + most);
    const pieces: Piece[] = [];
    const add = (piece: string, hit: boolean) => piece !== "" && pieces.push({ text: piece, isHit: hit });
    let done = from;
    if (from > 0) add("… ", false);
    for (const { start, end } of hits.filter((hit) => hit.start >= from && hit.end <= until)) {
      add(text.slice(done, start), false);
      add(text.slice(start, end), true);
      done = end;
    }
    add(text.slice(done, until), false);
    if (until < text.length) add(" …", false);
    return pieces;
  };
}

function startOfWord(text: string, near: number): number {
  const space = text.indexOf(" ", near);
  return space === -1 || space > near + 40 ? near : space + 1;
}
