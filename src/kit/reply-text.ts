// What somebody wrote in answer to a letter, without the letter itself: quoted text, signatures and the marks of mail programs are cut off.

/** Lines with which mail programs begin to quote, in English and Russian; from there on nothing is the writer's own. */
const quoteBegins: readonly RegExp[] = [
  /^\s*On\b.{5,200}\bwrote:\s*$/i,
  /^.{5,200}\b(?:wrote|writes):\s*$/i,
  /^.{5,200}(?:пишет|писал|писала|написал|написала|написал\(а\)):\s*$/i,
  /^\s*-{2,}\s*(?:Original Message|Forwarded message|Исходное сообщение|Пересылаемое сообщение|Пересланное сообщение).*$/i,
  // 'Fri, 27 Nov 2026 at 10:00, Evenhand <evenhand@example.com>:', as Gmail writes it in Russian.
  /^.{5,200}<[^<>\s]{1,100}@[^<>\s]{1,100}>\s*:\s*$/,
  /^\s*_{20,}\s*$/,
];
/** The head of a quoted letter, line by line, as Outlook writes it. */
const headLine = /^\s*\*?(?:From|Sent|To|Cc|Subject|Date|От|От кого|Отправлено|Дата|Кому|Копия|Тема)\s*:\*?\s*\S/i;
const phoneLine = /^\s*(?:Sent from my|Sent from|Get Outlook for)\b.{0,80}$/i;
/** JavaScript's word boundary knows no Cyrillic. */
const russianPhoneLine = /^\s*(?:Отправлено (?:с|из|от)|Послано с)\s.{0,80}$/i;

/** The writer's own words, at most `most` letters; '' where there are none. */
export function replyText(text: string, most = 4_000): string {
  const lines = text.replaceAll(/\r\n?/g, "\n").replaceAll("\u00a0", " ").split("\n");
  const own: string[] = [];
  for (const [n, line] of lines.entries()) {
    if (/^-- ?$/.test(line) || beginsQuote(lines, n)) break;
    if (/^\s*>/.test(line)) continue;
    own.push(line.trimEnd());
  }
  while (own.length > 0 && (own.at(-1)!.trim() === "" || phoneLine.test(own.at(-1)!) || russianPhoneLine.test(own.at(-1)!))) own.pop();
  return own
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim()
    .slice(0, most);
}

function beginsQuote(lines: readonly string[], n: number): boolean {
  const line = lines[n]!;
  // 'On Monday, 1 June 2026 at 10:00, Evenhand <evenhand@example.com>' / 'wrote:': broken over two lines, and followed by what is quoted.
  const joined = `${line.trim()} ${(lines[n + 1] ?? "").trim()}`;
  const isHere = quoteBegins.some((begins) => begins.test(line)) && (isQuoteMark(line) || isFollowedByQuote(lines, n + 1));
  const isBroken = !isHere && /^\s*(?:On\b|\d{1,2}[ .])/i.test(line) && quoteBegins.some((begins) => begins.test(joined)) && isFollowedByQuote(lines, n + 2);
  const isHead = [0, 1, 2].every((step) => headLine.test(lines[n + step] ?? ""));
  return isHere || isBroken || isHead;
}

/** A mark that needs no quoted line after it. */
const isQuoteMark = (line: string) => /^\s*(?:-{2,}|_{20,})/.test(line) || /@/.test(line) || /^\s*On\b/i.test(line);

/** A sentence of the writer's own may end in 'he wrote:'; a mail program's is followed by what it quotes, or by nothing more. */
function isFollowedByQuote(lines: readonly string[], from: number): boolean {
  const next = lines.slice(from).find((line) => line.trim() !== "");
  return next === undefined || /^\s*>/.test(next);
}
