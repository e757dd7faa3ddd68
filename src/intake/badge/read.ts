// A badge scanner's file becomes visitors: opened whatever it is, its columns put to what they hold, rows that name nobody set aside with their reason.
import { type StandSaid, emailKey, phoneKey } from "#facts/stand.ts";
import { type Outcome, accept, refuse } from "#kit/refusal.ts";
import { momentAt } from "#kit/time-zone.ts";
import { type BadgeField, type BadgeMapping, proposeBadges } from "#intake/badge/fields.ts";
import { gradeReader } from "#intake/badge/grades.ts";
import { fingerprint } from "#intake/recognise/fingerprint.ts";
import { openTable } from "#intake/table/open.ts";
import type { SetAsideReason, TableRefusal } from "#intake/types.ts";
import { type Moment, momentOf } from "#intake/value/date.ts";

/** More rows than the largest stand scans; whoever has more splits the file. */
export const mostBadges = 3_000;
export const badgeBytes = 8_000_000;

export type BadgeAside = SetAsideReason | "names-nobody" | "not-reachable";

export interface BadgeTable {
  readonly columns: readonly string[];
  /** By which the next file of this layout is known. */
  readonly fingerprint: string;
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
  readonly broken: readonly { readonly line: number; readonly reason: BadgeAside; readonly raw: readonly string[] }[];
  readonly proposed: BadgeMapping;
}

/** The whole file as a table. Its bytes are limited by whoever receives them, its rows here. */
export async function openBadges(bytes: AsyncIterable<Uint8Array>, fileName: string): Promise<Outcome<BadgeTable, TableRefusal | "too-many-badges">> {
  const opened = await openTable(bytes, { fileName, limits: { workbookBytes: badgeBytes, workbookSeconds: 20, workbookMegabytes: 400, columns: 300 } });
  if (!opened.ok) return opened;
  const { columns } = opened.value.shape;
  const rows: BadgeTable["rows"][number][] = [];
  const broken: BadgeTable["broken"][number][] = [];
  for await (const batch of opened.value.batches()) {
    if (!batch.ok) return batch;
    batch.value.records.forEach((cells, n) => {
      if (cells.some((cell) => cell.trim() !== "")) rows.push({ line: batch.value.lines[n]!, cells });
    });
    broken.push(...batch.value.broken.map(({ line, reason, raw }) => ({ line, reason, raw })));
    if (rows.length > mostBadges) return refuse("too-many-badges", { limit: mostBadges });
  }
  return accept({ columns, fingerprint: fingerprint(columns), rows, broken, proposed: proposeBadges(columns) });
}

export interface Badge {
  readonly line: number;
  readonly said: StandSaid;
  /** ms in UTC; null: the file does not say when. */
  readonly scannedMs: number | null;
}

export interface Badges {
  readonly badges: readonly Badge[];
  readonly aside: readonly { readonly line: number; readonly reason: BadgeAside; readonly raw: readonly string[] }[];
  /** Grades that could not be read: their text stands in the note. */
  readonly gradesUnread: number;
}

export interface EventDays {
  readonly zone: string;
  readonly startsOn: string;
  readonly endsOn: string;
}

/** Every row as a visitor, or set aside. Days that may be read two ways are read so that most of them fall on the event. */
export function readBadges(table: BadgeTable, mapping: BadgeMapping, event: EventDays): Badges {
  const placesOf = (field: BadgeField) => table.columns.flatMap((column, place) => (mapping[column] === field ? place : []));
  const places = Object.fromEntries(fieldsUsed.map((field) => [field, placesOf(field)])) as unknown as Readonly<Record<BadgeField, readonly number[]>>;
  const cells = (row: readonly string[], field: BadgeField) => places[field].map((place) => (row[place] ?? "").trim()).filter((cell) => cell !== "");
  const toGrade = gradeReader(table.rows.flatMap(({ cells: row }) => cells(row, "grade")));
  const toMoment = momentReader(
    table.rows.map(({ cells: row }) => cells(row, "scanned-at")).filter((texts) => texts.length > 0),
    event,
  );
  const aside: Badges["aside"][number][] = [...table.broken];
  const badges: Badge[] = [];
  let gradesUnread = 0;
  for (const { line, cells: row } of table.rows) {
    const text = (field: BadgeField, most = 200) => clipped(cells(row, field)[0] ?? "", most);
    const parts = [...cells(row, "first-name"), ...cells(row, "last-name")].join(" ");
    const name = text("name") ?? clipped(parts, 200);
    const email = cells(row, "email").find((cell) => emailKey(cell) !== null) ?? null;
    const phone = [...cells(row, "mobile"), ...cells(row, "phone")].find((cell) => phoneKey(cell) !== null) ?? null;
    const company = text("company");
    const written = cells(row, "grade")[0] ?? null;
    const grade = written === null ? null : toGrade(written);
    const isUnread = written !== null && grade === null;
    const note = clipped([...cells(row, "note"), ...(isUnread ? [written] : [])].join("; "), 2_000);
    const reason =
      name === null && company === null && email === null && phone === null ? "names-nobody" : email === null && phone === null ? "not-reachable" : null;
    if (reason !== null) {
      aside.push({ line, reason, raw: row });
      continue;
    }
    if (isUnread) gradesUnread++;
    const said: StandSaid = {
      name,
      company,
      title: text("title"),
      phone: phone && clipped(phone, 60),
      email: email && clipped(email, 200),
      grade,
      products: [],
      segments: [],
      interest: clipped(cells(row, "product").join(", "), 300),
      nextStep: null,
      nextOn: null,
      note,
    };
    badges.push({ line, said, scannedMs: toMoment(cells(row, "scanned-at")) });
  }
  return { badges, aside: aside.toSorted((a, b) => a.line - b.line), gradesUnread };
}

const fieldsUsed = ["name", "first-name", "last-name", "company", "title", "phone", "mobile", "email", "grade", "product", "note", "scanned-at"] as const;

function clipped(text: string, most: number): string | null {
  const plain = text.trim();
  return plain === "" ? null : plain.slice(0, most).trim();
}

const orders = ["dmy", "mdy", "ymd", "serial", "unix-seconds", "unix-milliseconds"] as const;
const msPerDay = 86_400_000;

/** A day and its time may stand in two columns; where they make no moment together, the first stands alone. */
function momentReader(texts: readonly (readonly string[])[], { zone, startsOn, endsOn }: EventDays): (texts: readonly string[]) => number | null {
  const toUtc = momentAt(zone);
  const msOf = ({ year, month, day, milliseconds, offset }: Moment): number => {
    const wall = Date.UTC(year, month - 1, day) + (milliseconds < 0 ? 12 * 3_600_000 : milliseconds);
    return Number.isNaN(offset) ? toUtc(wall) : wall - offset * 60_000;
  };
  const read = (cells: readonly string[], order: (typeof orders)[number]): number | null => {
    for (const text of cells.length > 1 ? [cells.join(" "), cells[0]!] : cells) {
      const moment = momentOf(text, order);
      if (moment !== null && moment !== "open") return msOf(moment);
    }
    return null;
  };
  const [from, until] = [Date.parse(startsOn) - msPerDay, Date.parse(endsOn) + 2 * msPerDay];
  const fits = (order: (typeof orders)[number]) =>
    texts.filter((text) => {
      const ms = read(text, order);
      return ms !== null && ms >= from && ms < until;
    }).length;
  const best = orders.map((order) => ({ order, count: fits(order) })).toSorted((a, b) => b.count - a.count)[0]!;
  return (cells) => (best.count === 0 ? null : read(cells, best.order));
}
