// Columns of touches laid by in the database: whoever begins with nothing in memory reads a large part whole instead of row by row.
import type { Tx } from "#db/database.ts";
import type { Coder } from "#facts/columns.ts";
import { type TouchColumns, touchTexts } from "#facts/touch-columns.ts";
import type { TouchKind } from "#ledger/fact-marks.ts";

/** Smaller parts are read from their rows in a moment. */
export const leastLaid = 20_000;
/** Touches of one piece: some 14 MB. */
const pieceRows = 500_000;

export interface PartName {
  readonly kind: TouchKind;
  readonly importId: string;
  readonly mark: string;
  readonly timeZone: string;
}

/** What a piece says of itself before its numbers: how many touches, how many its part has, and the names of each text; null: no touch has the text. */
interface PieceHead {
  readonly rows: number;
  readonly of: number;
  readonly names: readonly (readonly string[] | null)[];
}

type Coders = Readonly<Record<(typeof touchTexts)[number], Coder>>;

/** The part as it was laid by, with the texts' codes of `coders`; null where it was not, or its rows are others by now. */
export async function laidPart(tx: Tx, workspaceId: string, name: PartName, coders: Coders): Promise<TouchColumns | null> {
  const settings = { workspace: workspaceId, kind: name.kind, import: name.importId, mark: name.mark, zone: name.timeZone };
  for (const [key, value] of Object.entries(settings)) await tx.run("select set_config($1, $2, true)", [`evenhand.laid_${key}`, value]);
  const own = (key: keyof typeof settings) => `(select current_setting('evenhand.laid_${key}'))`;
  // Straight as bytes: through the driver each byte would come as two letters.
  const query = `select columns from evenhand.touch_part where workspace_id = ${own("workspace")}::uuid and kind = ${own("kind")}
    and import = ${own("import")}::uuid and mark = ${own("mark")} and time_zone = ${own("zone")} order by place`;
  const bytes: Uint8Array[] = [];
  for await (const piece of tx.copyOut(`copy (${query}) to stdout (format binary)`)) bytes.push(Uint8Array.from(piece));
  return joinedPieces(fieldsOf(Buffer.concat(bytes)), coders);
}

/** Lays a part by in place of whatever was laid by for its import. Two who do so at once do no harm: a part that is not whole is not read. */
export async function layBy(tx: Tx, workspaceId: string, name: PartName, columns: TouchColumns): Promise<void> {
  await tx.run("delete from evenhand.touch_part where workspace_id = $1 and kind = $2 and import = $3", [workspaceId, name.kind, name.importId]);
  for (let place = 0; place * pieceRows < columns.count; place++)
    await tx.run(
      `insert into evenhand.touch_part (workspace_id, kind, import, place, time_zone, mark, columns) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
      [workspaceId, name.kind, name.importId, place, name.timeZone, name.mark, pieceOf(columns, place * pieceRows)],
    );
}

/** What is laid by, by kind and import, and imports that are still on their way: their parts are others in a moment. */
export async function readLaid(tx: Tx, workspaceId: string) {
  const laid = await tx.rows<PartName>(
    `select kind, import as "importId", mark, time_zone as "timeZone" from evenhand.touch_part where workspace_id = $1 and place = 0`,
    [workspaceId],
  );
  const moving = await tx.rows<{ id: string }>("select id from evenhand.import where workspace_id = $1 and state in ('running', 'undoing')", [workspaceId]);
  return { laid, moving: new Set(moving.map(({ id }) => id)) };
}

/** Whether both name the same rows in the same time. */
export const isSamePart = (one: PartName, other: PartName) =>
  one.kind === other.kind && one.importId === other.importId && one.mark === other.mark && one.timeZone === other.timeZone;

/** Forgets what was laid by of an import whose rows are others by now, or gone. */
export async function forgetLaid(tx: Tx, workspaceId: string, { kind, importId, mark }: PartName): Promise<void> {
  await tx.run("delete from evenhand.touch_part where workspace_id = $1 and kind = $2 and import = $3 and mark = $4", [workspaceId, kind, importId, mark]);
}

const wordBytes = 4;
const inWords = (bytes: number) => Math.ceil(bytes / wordBytes) * wordBytes;

/** Length of the head, the head as JSON, then little-endian words: minutes, and codes of each text that any touch has. */
export function pieceOf(columns: TouchColumns, from: number): Buffer {
  const until = Math.min(columns.count, from + pieceRows);
  const texts = touchTexts.map((field) => {
    const { codes, names } = columns[field];
    return namedAnew(codes.subarray(from, until), names);
  });
  const head: PieceHead = { rows: until - from, of: columns.count, names: texts.map((text) => text?.names ?? null) };
  const said = Buffer.from(JSON.stringify(head));
  const numbers = [columns.minute.subarray(from, until), ...texts.flatMap((text) => (text === null ? [] : [text.codes]))];
  const start = wordBytes + inWords(said.length);
  const piece = Buffer.alloc(start + numbers.length * head.rows * wordBytes);
  piece.writeUInt32LE(said.length, 0);
  said.copy(piece, wordBytes);
  numbers.forEach((each, place) => Buffer.from(each.buffer, each.byteOffset, each.byteLength).copy(piece, start + place * each.byteLength));
  return piece;
}

/** Codes in order of first sight in this piece alone; null where there is no text at all. */
function namedAnew(codes: Int32Array, names: readonly string[]): { codes: Int32Array; names: string[] } | null {
  const [own, placeOf] = [[] as string[], new Int32Array(names.length).fill(-1)];
  const anew = codes.map((code) => {
    if (code < 0) return -1;
    if (placeOf[code] === -1) placeOf[code] = own.push(names[code]!) - 1;
    return placeOf[code]!;
  });
  return own.length === 0 ? null : { codes: anew, names: own };
}

/** Null unless the pieces are one whole part. */
export function joinedPieces(pieces: readonly Buffer[], coders: Coders): TouchColumns | null {
  const heads = pieces.map((piece) => JSON.parse(piece.toString("utf8", wordBytes, wordBytes + piece.readUInt32LE(0))) as PieceHead);
  const count = heads.reduce((sum, { rows }) => sum + rows, 0);
  if (pieces.length === 0 || heads.some(({ of }) => of !== count)) return null;
  const minute = new Int32Array(count);
  const codes = touchTexts.map(() => new Int32Array(count).fill(-1));
  let row = 0;
  for (const [n, piece] of pieces.entries()) {
    const { rows, names } = heads[n]!;
    let at = wordBytes + inWords(piece.readUInt32LE(0));
    const words = () => {
      // Words lie where the machine can read them only in memory that begins with them.
      const own = new Int32Array(rows);
      piece.copy(Buffer.from(own.buffer), 0, at, (at += rows * wordBytes));
      return own;
    };
    minute.set(words(), row);
    for (const [field, own] of names.entries()) {
      if (own === null) continue;
      const coder = coders[touchTexts[field]!];
      const codeOf = Int32Array.from(own, (text) => coder.code(text));
      const [laid, to] = [words(), codes[field]!];
      for (let k = 0; k < rows; k++) to[row + k] = laid[k]! < 0 ? -1 : codeOf[laid[k]!]!;
    }
    row += rows;
  }
  const texts = Object.fromEntries(touchTexts.map((field, place) => [field, { codes: codes[place]!, names: coders[field].names }]));
  return { count, minute, ...(texts as unknown as Pick<TouchColumns, (typeof touchTexts)[number]>) };
}

/** The one field of each row of a binary copy. Source: PostgreSQL's description of COPY, binary format. */
function fieldsOf(bytes: Buffer): Buffer[] {
  const found: Buffer[] = [];
  // Signature and flags, and the length of what else stands in the head.
  let at = 19 + bytes.readUInt32BE(15);
  while (bytes.readInt16BE(at) === 1) {
    const length = bytes.readInt32BE(at + 2);
    found.push(bytes.subarray(at + 6, at + 6 + length));
    at += 6 + length;
  }
  return found;
}
