// Which alphabet a file is written in: guessed from its first part, shown to the person, and theirs to overrule.
import { analyse } from "chardet";

import type { Encoding } from "#intake/types.ts";

export interface EncodingGuess {
  readonly encoding: Encoding;
  readonly confidence: number;
  /** Bytes of the byte order mark. */
  readonly mark: number;
}

/** The encoding of a file from its first bytes (some hundred kilobytes are plenty). */
export function guessEncoding(head: Uint8Array): EncodingGuess {
  const mark = byteOrderMark(head);
  if (mark) return mark;
  const wide = guessWide(head);
  if (wide) return wide;
  const utf8 = fitsUtf8(head);
  if (utf8 === "ascii") return { encoding: "utf-8", confidence: 0.9, mark: 0 };
  if (utf8 === "yes") return { encoding: "utf-8", confidence: 0.99, mark: 0 };
  // A name that a program cut in the middle of a letter must not turn the whole file into another alphabet.
  if (isMostlyUtf8(head)) return { encoding: "utf-8", confidence: 0.8, mark: 0 };
  return guessSingleByte(head);
}

/** How many bytes of a byte order mark stand at the start of a file in this encoding. */
export function markLength(head: Uint8Array, encoding: Encoding): number {
  const mark = byteOrderMark(head);
  return mark !== null && mark.encoding === encoding ? mark.mark : 0;
}

function byteOrderMark(head: Uint8Array): EncodingGuess | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: "utf-8", confidence: 1, mark: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: "utf-16le", confidence: 1, mark: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: "utf-16be", confidence: 1, mark: 2 };
  return null;
}

/**
 * UTF-16 without a mark shows in delimiters, digits, spaces and line breaks: they are a zero byte beside an ASCII one,
 * zeros on one side only. Cyrillic letters have a 4 on that same side.
 */
function guessWide(head: Uint8Array): EncodingGuess | null {
  if (head.length < 4) return null;
  const length = Math.min(head.length - (head.length % 2), 65_536);
  let evenHigh = 0;
  let oddHigh = 0;
  let zeros = 0;
  for (let i = 0; i < length; i += 2) {
    const [even, odd] = [head[i]!, head[i + 1]!];
    if (even === 0 || odd === 0) zeros++;
    if (even === 0 || even === 4) evenHigh++;
    if (odd === 0 || odd === 4) oddHigh++;
  }
  const pairs = length / 2;
  if (zeros < pairs * 0.05) return null;
  if (oddHigh > pairs * 0.7 && evenHigh < pairs * 0.3) return { encoding: "utf-16le", confidence: 0.95, mark: 0 };
  if (evenHigh > pairs * 0.7 && oddHigh < pairs * 0.3) return { encoding: "utf-16be", confidence: 0.95, mark: 0 };
  return null;
}

/** Whether the bytes are UTF-8; a character cut off at the end is forgiven. */
function fitsUtf8(head: Uint8Array): "ascii" | "yes" | "no" {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true });
    // oxlint-disable-next-line no-control-regex -- everything that is plain ASCII
    return /^[\0-\x7f]*$/.test(text) ? (head.length > 0 && head.at(-1)! >= 0x80 ? "yes" : "ascii") : "yes";
  } catch {
    return "no";
  }
}

/** Letters of several bytes that must stand whole for each byte that fits in none. Texts of single bytes hardly ever form one by chance. */
const wholePerBroken = 4;

/** Whether the bytes are UTF-8 but for a few that were cut or damaged. */
function isMostlyUtf8(head: Uint8Array): boolean {
  let [whole, broken] = [0, 0];
  for (let at = 0; at < head.length; at++) {
    const lead = head[at]!;
    if (lead < 0x80) continue;
    const length = lead < 0xc2 || lead > 0xf4 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    let seen = 1;
    while (seen < length && (head[at + seen]! & 0xc0) === 0x80) seen++;
    if (seen === length) whole++;
    else broken++;
    at += seen - 1;
  }
  return whole >= wholePerBroken * broken;
}

/** Most frequent small letters of Russian in windows-1251: о е а и н т с р. */
const frequentRussian = new Set([0xee, 0xe5, 0xe0, 0xe8, 0xed, 0xf2, 0xf1, 0xf0]);

/**
 * Russian writes whole words in high bytes; western languages sprinkle single accented letters between ASCII letters.
 * So what stands beside a high letter tells the two apart: another high letter, or an ASCII one.
 */
function guessSingleByte(head: Uint8Array): EncodingGuess {
  let besideHigh = 0;
  let besideLatin = 0;
  let high = 0;
  let frequent = 0;
  for (let i = 0; i < head.length; i++) {
    const byte = head[i]!;
    if (!isCyrillicByte(byte)) continue;
    high++;
    if (frequentRussian.has(byte)) frequent++;
    for (const neighbour of [head[i - 1] ?? 0, head[i + 1] ?? 0]) {
      if (isCyrillicByte(neighbour)) besideHigh++;
      else if (isLatinLetter(neighbour)) besideLatin++;
    }
  }
  const neighbours = besideHigh + besideLatin;
  const togetherness = neighbours === 0 ? 0.5 : besideHigh / neighbours;
  // Without neighbours (lone letters in cells), the letters themselves decide.
  const isRussian = togetherness > 0.6 || (neighbours === 0 && high > 0 && frequent / high > 0.4);
  const encoding: Encoding = isRussian ? "windows-1251" : "windows-1252";
  const own = high === 0 ? 0.6 : 0.5 + Math.min(0.45, Math.abs(togetherness - 0.5));
  return { encoding, confidence: secondOpinion(head, encoding, own), mark: 0 };
}

/** chardet's view moves the confidence, never the answer: on short Russian headers it is often wrong. */
function secondOpinion(head: Uint8Array, encoding: Encoding, own: number): number {
  const first = analyse(head.subarray(0, 65_536))[0]?.name.toLowerCase() ?? "";
  if (first === encoding || (encoding === "windows-1252" && first.startsWith("iso-8859-"))) return Math.min(0.98, own + 0.05);
  return first === "koi8-r" || first === "iso-8859-5" ? Math.min(own, 0.7) : own;
}

function isCyrillicByte(byte: number): boolean {
  return byte >= 0xc0 || byte === 0xa8 || byte === 0xb8;
}

function isLatinLetter(byte: number): boolean {
  return (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}
