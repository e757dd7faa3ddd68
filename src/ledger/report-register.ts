// The register of what people are asked to write down, with how long it took them and how often it was filled in.
import type { Tx } from "#db/database.ts";
import { type AskedDepartment, type FieldWeek, type RegisterFacts, type ReportItem, handFields } from "#facts/reporting.ts";
import { peopleOf, readFieldWeeks } from "#ledger/field-weeks.ts";

const columns = `id, name, kind, asked_of as "askedOf", reader, reader_department as "readerDepartment", decision, fields, per_week as "perWeek",
  stated_minutes as "statedMinutes", asked_from as "askedFrom", asked_until as "askedUntil", ended_because as "endedBecause"`;

/** Everything that is or was asked, in order of its name. */
export async function itemRows(tx: Tx, workspaceId: string): Promise<ReportItem[]> {
  return tx.rows<ReportItem>(`select ${columns} from evenhand.report_item where workspace_id = $1 order by asked_until nulls first, name, id`, [workspaceId]);
}

/** Measured times of a year, without whose they are; how many of them are one member's (null: nobody's). */
async function timeRows(tx: Tx, workspaceId: string, memberId: string | null): Promise<{ itemId: string; seconds: number; isOwn: boolean }[]> {
  return tx.rows(
    `select item_id as "itemId", seconds, coalesce(member_id = $2, false) as "isOwn" from evenhand.report_time
      where workspace_id = $1 and at > now() - interval '1 year' order by item_id, seconds`,
    [workspaceId, memberId],
  );
}

interface Looking {
  readonly asOf: string;
  readonly zone: string;
  /** Whose own entries are counted; null: nobody's. */
  readonly memberId: string | null;
}

export async function readRegister(tx: Tx, workspaceId: string, { asOf, zone, memberId }: Looking): Promise<RegisterFacts> {
  const weeks = new Map<string, readonly FieldWeek[]>();
  for (const of of handFields) weeks.set(of.field, await readFieldWeeks(tx, workspaceId, { of, until: asOf, zone }));
  const times = await timeRows(tx, workspaceId, memberId);
  const items = (await itemRows(tx, workspaceId)).map((item) => {
    const own = times.filter(({ itemId }) => itemId === item.id);
    return {
      item,
      seconds: own.map(({ seconds }) => seconds),
      weeks: item.kind === "field" ? (weeks.get(item.fields[0] ?? "") ?? []) : [],
      ownEntries: own.filter(({ isOwn }) => isOwn).length,
    };
  });
  const people = (department: AskedDepartment) => peopleOf(tx, workspaceId, { department, day: asOf });
  return { items, people: { sales: await people("sales"), marketing: await people("marketing") }, weeks };
}
