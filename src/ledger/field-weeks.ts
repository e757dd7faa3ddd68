// How often a field was filled in by hand, week by week, and how many people a department has.
import type { Tx } from "#db/database.ts";
import type { EntityName } from "#facts/entities.ts";
import type { AskedDepartment, FieldWeek, HandField } from "#facts/reporting.ts";
import { columnOf, tableOf } from "#ledger/tables.ts";

/** Weeks that are read: half a year and a quarter before it, for the frequency at its beginning. */
const weeksRead = 39;

const only: Readonly<Record<NonNullable<HandField["only"]>, string>> = {
  lost: `and exists (select 1 from evenhand.stage_mapping m where m.workspace_id = $1 and m.record_kind = 'deal' and m.source = t.source and m.source_stage = t.stage and m.stage = 'lost')`,
  returned: "",
};

/** Weeks in which records of its kind were written, up to a day; Mondays as day numbers. Names of tables and columns come from our own list alone. */
export async function readFieldWeeks(tx: Tx, workspaceId: string, { of, until, zone }: { of: HandField; until: string; zone: string }): Promise<FieldWeek[]> {
  const [entity, field] = of.field.split(".") as [EntityName, string];
  const isInstant = of.moment === "at" || of.moment.endsWith("At");
  const moment = `t.${columnOf(of.moment)}`;
  const day = isInstant ? `(${moment} at time zone $3)::date` : moment;
  return tx.rows<FieldWeek>(
    `with dated as (
       select ${day} as day, t.${columnOf(field)} is not null as is_filled from evenhand.${tableOf(entity)} t
        where t.workspace_id = $1 and ${moment} is not null ${of.only === undefined ? "" : only[of.only]}),
     last as (select least(max(day), $2::date) as day from dated where day <= $2::date)
     select date_trunc('week', d.day)::date - date '1970-01-01' as week, count(*) filter (where d.is_filled)::int as filled, count(*)::int as "all"
       from dated d, last l where d.day <= l.day and d.day > l.day - ${7 * weeksRead} and $3::text is not null group by 1 order by 1`,
    [workspaceId, until, zone],
  );
}

/** People of a department on a day: those that the CRM knows, else those who are members. */
export async function peopleOf(tx: Tx, workspaceId: string, { department, day }: { department: AskedDepartment; day: string }): Promise<number> {
  const { sellers, members } = await tx.one<{ sellers: number; members: number }>(
    `select (select count(*)::int from evenhand.seller where workspace_id = $1 and department = $2 and ("from" is null or "from" <= $3) and (until is null or until > $3)) as sellers,
            (select count(*)::int from evenhand.member where workspace_id = $1 and department = $2 and role <> 'agency'
                and (served_from is null or served_from <= $3) and (served_until is null or served_until > $3)) as members`,
    [workspaceId, department, day],
  );
  return Math.max(sellers, sellers > 0 ? 0 : members);
}
