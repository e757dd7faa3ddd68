// Waves, whom they ask, and the ballot box. No statement here puts an answer beside a person, except under the name of who agreed to it.
import type { Tx } from "#db/database.ts";
import type { Ballot, OwnQuestion, SurveyMode, SurveyRhythm, SurveySide, SurveyStatement } from "#facts/survey.ts";
import type { OwnLevel } from "#facts/survey-twins.ts";
import type { Day } from "#kit/day.ts";

export interface WaveRow<Tally = unknown> {
  readonly id: string;
  readonly number: number;
  readonly mode: SurveyMode;
  readonly fewest: number;
  readonly daysOpen: number;
  readonly questions: readonly OwnQuestion[];
  readonly segments: readonly string[];
  /** Of a pulse; null: the whole survey. */
  readonly statements: readonly SurveyStatement[] | null;
  readonly proposedOn: Day;
  readonly proposedById: string | null;
  readonly proposedBy: string | null;
  readonly salesBy: string | null;
  readonly marketingBy: string | null;
  readonly openedOn: Day | null;
  readonly closesOn: Day | null;
  readonly isExtended: boolean;
  readonly remindedOn: Day | null;
  readonly closedOn: Day | null;
  readonly withdrawnOn: Day | null;
  readonly tally: Tally | null;
}

const columns = `v.id, v.number, v.mode, v.fewest, v.days_open as "daysOpen", v.questions, v.segments, v.statements, v.proposed_on as "proposedOn",
  v.proposed_by as "proposedById", p.name as "proposedBy", s.name as "salesBy", m.name as "marketingBy", v.opened_on as "openedOn", v.closes_on as "closesOn",
  v.is_extended as "isExtended", v.reminded_on as "remindedOn", v.closed_on as "closedOn", v.withdrawn_on as "withdrawnOn", v.tally`;
const from = `evenhand.survey_wave v
  left join evenhand.member p on p.workspace_id = v.workspace_id and p.id = v.proposed_by
  left join evenhand.member s on s.workspace_id = v.workspace_id and s.id = v.sales_by
  left join evenhand.member m on m.workspace_id = v.workspace_id and m.id = v.marketing_by`;

/** The latest first. */
export async function waveRows<Tally>(tx: Tx, workspaceId: string): Promise<WaveRow<Tally>[]> {
  return tx.rows(`select ${columns} from ${from} where v.workspace_id = $1 order by v.number desc`, [workspaceId]);
}

/** Held until the transaction ends: whoever sends, agrees, extends or closes comes one after another. */
export async function holdWave<Tally>(tx: Tx, workspaceId: string, id: string): Promise<WaveRow<Tally> | null> {
  const held = await tx.maybe("select 1 from evenhand.survey_wave where workspace_id = $1 and id = $2 for update", [workspaceId, id]);
  return held === null ? null : tx.maybe(`select ${columns} from ${from} where v.workspace_id = $1 and v.id = $2`, [workspaceId, id]);
}

export interface NewWave {
  readonly id: string;
  readonly mode: SurveyMode;
  readonly fewest: number;
  readonly daysOpen: number;
  readonly questions: readonly OwnQuestion[];
  readonly segments: readonly string[];
  readonly statements?: readonly SurveyStatement[] | null;
  readonly on: Day;
  /** Null: the plan. */
  readonly by: string | null;
}

/** False: another wave is under way. */
export async function insertWave(tx: Tx, workspaceId: string, wave: NewWave): Promise<boolean> {
  const made = await tx.run(
    `insert into evenhand.survey_wave (workspace_id, id, number, mode, fewest, days_open, questions, segments, proposed_on, proposed_by, statements)
     select $1, $2, coalesce((select max(number) from evenhand.survey_wave where workspace_id = $1), 0) + 1, $3, $4, $5, $6::jsonb, $7::jsonb, $8, $9, $10::jsonb
     on conflict (workspace_id) where closed_on is null and withdrawn_on is null do nothing`,
    [
      workspaceId,
      wave.id,
      wave.mode,
      wave.fewest,
      wave.daysOpen,
      JSON.stringify(wave.questions),
      JSON.stringify(wave.segments),
      wave.on,
      wave.by,
      wave.statements == null ? null : JSON.stringify(wave.statements),
    ],
  );
  return made === 1;
}

export async function setAgreed(tx: Tx, workspaceId: string, { id, side, memberId }: { id: string; side: SurveySide; memberId: string }): Promise<void> {
  const column = side === "sales" ? "sales_by" : "marketing_by";
  await tx.run(`update evenhand.survey_wave set ${column} = $3 where workspace_id = $1 and id = $2`, [workspaceId, id, memberId]);
}

export async function setOpened(tx: Tx, workspaceId: string, { id, openedOn, closesOn }: { id: string; openedOn: Day; closesOn: Day }): Promise<void> {
  await tx.run("update evenhand.survey_wave set opened_on = $3, closes_on = $4 where workspace_id = $1 and id = $2", [workspaceId, id, openedOn, closesOn]);
}

export async function setWithdrawn(tx: Tx, workspaceId: string, { id, on }: { id: string; on: Day }): Promise<void> {
  await tx.run("update evenhand.survey_wave set withdrawn_on = $3 where workspace_id = $1 and id = $2", [workspaceId, id, on]);
}

export async function setExtended(tx: Tx, workspaceId: string, { id, closesOn }: { id: string; closesOn: Day }): Promise<void> {
  await tx.run("update evenhand.survey_wave set closes_on = $3, is_extended = true where workspace_id = $1 and id = $2", [workspaceId, id, closesOn]);
}

export async function setReminded(tx: Tx, workspaceId: string, { id, on }: { id: string; on: Day }): Promise<void> {
  await tx.run("update evenhand.survey_wave set reminded_on = $3 where workspace_id = $1 and id = $2", [workspaceId, id, on]);
}

/** With the figures that may be shown; the ballots go in the same transaction. */
export async function setClosed(tx: Tx, workspaceId: string, { id, on, tally }: { id: string; on: Day; tally: object | null }): Promise<void> {
  await tx.run("update evenhand.survey_wave set closed_on = $3, tally = $4::jsonb where workspace_id = $1 and id = $2", [
    workspaceId,
    id,
    on,
    tally === null ? null : JSON.stringify(tally),
  ]);
  await tx.run("delete from evenhand.survey_box where workspace_id = $1 and wave_id = $2", [workspaceId, id]);
}

/** Whose side somebody is on: that of the role, else that of the department. */
const sideOf = `case when m.role in ('head-of-sales', 'sales') then 'sales'
  when m.role in ('head-of-marketing', 'marketing-strategic', 'marketing-operational') then 'marketing' else m.department end`;

/** Who would be asked today: in service by the company's own day, of one of the two sides, able to come in and to change something. */
const asked = `m.workspace_id = $1 and ${sideOf} in ('sales', 'marketing')
  and m.role in ('administrator', 'head-of-sales', 'head-of-marketing', 'sales', 'marketing-strategic', 'marketing-operational', 'management')
  and (m.user_id is not null or exists (select 1 from sign_in.api_key k where k.workspace_id = m.workspace_id and k.member_id = m.id))
  and (m.served_from is null or m.served_from <= (now() at time zone w.time_zone)::date)
  and (m.served_until is null or m.served_until > (now() at time zone w.time_zone)::date)`;

export interface People {
  readonly sales: number;
  readonly marketing: number;
  /** Heads of the two sides, at most one of each. */
  readonly heads: number;
}

export async function peopleToday(tx: Tx, workspaceId: string): Promise<People> {
  return tx.one(
    `select count(*) filter (where ${sideOf} = 'sales')::int as sales, count(*) filter (where ${sideOf} = 'marketing')::int as marketing,
            count(distinct m.role) filter (where m.role in ('head-of-sales', 'head-of-marketing'))::int as heads
       from evenhand.member m join evenhand.workspace w on w.workspace_id = m.workspace_id where ${asked}`,
    [workspaceId],
  );
}

/** Writes down whom the wave asks: everybody of both sides, or in a guided session the two heads. */
export async function askPeople(
  tx: Tx,
  workspaceId: string,
  { id, isHeadsOnly, by }: { id: string; isHeadsOnly: boolean; by: readonly string[] },
): Promise<void> {
  await tx.run(
    `insert into evenhand.survey_asked (workspace_id, wave_id, member_id, side)
     select m.workspace_id, $2, m.id, ${sideOf} from evenhand.member m join evenhand.workspace w on w.workspace_id = m.workspace_id
      where ${asked} and (not $3 or m.id = any($4::uuid[])) order by random()`,
    [workspaceId, id, isHeadsOnly, by],
  );
}

export async function askedIds(tx: Tx, workspaceId: string, id: string): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    'select member_id as "id" from evenhand.survey_asked where workspace_id = $1 and wave_id = $2 order by member_id',
    [workspaceId, id],
  );
  return rows.map((row) => row.id);
}

export interface Participation {
  readonly waveId: string;
  readonly sales: number;
  readonly marketing: number;
  readonly sent: number;
  readonly mySide: SurveySide | null;
  readonly hasSent: boolean;
}

/** How many were asked and have sent, and of the reader alone whether they are among them. */
export async function participation(tx: Tx, workspaceId: string, memberId: string): Promise<Participation[]> {
  return tx.rows(
    `select wave_id as "waveId", count(*) filter (where side = 'sales')::int as sales, count(*) filter (where side = 'marketing')::int as marketing,
            count(*) filter (where has_sent)::int as sent, max(side) filter (where member_id = $2) as "mySide",
            coalesce(bool_or(has_sent) filter (where member_id = $2), false) as "hasSent"
       from evenhand.survey_asked where workspace_id = $1 group by wave_id`,
    [workspaceId, memberId],
  );
}

export async function ownPlace(
  tx: Tx,
  workspaceId: string,
  { id, memberId }: { id: string; memberId: string },
): Promise<{ side: SurveySide; hasSent: boolean } | null> {
  return tx.maybe(`select side, has_sent as "hasSent" from evenhand.survey_asked where workspace_id = $1 and wave_id = $2 and member_id = $3`, [
    workspaceId,
    id,
    memberId,
  ]);
}

/** Every row of the wave is written, so that the one that changed is not the one that was written last. */
export async function setSent(tx: Tx, workspaceId: string, { id, memberId }: { id: string; memberId: string }): Promise<void> {
  await tx.run("update evenhand.survey_asked set has_sent = has_sent or member_id = $3 where workspace_id = $1 and wave_id = $2", [workspaceId, id, memberId]);
}

/** Who has sent, by side, for each wave: for the audit at closing alone, and never for a reader. */
export async function whoSent(tx: Tx, workspaceId: string): Promise<Map<string, { sales: string[]; marketing: string[] }>> {
  const rows = await tx.rows<{ waveId: string; memberId: string; side: SurveySide }>(
    `select wave_id as "waveId", member_id as "memberId", side from evenhand.survey_asked where workspace_id = $1 and has_sent order by member_id`,
    [workspaceId],
  );
  const found = new Map<string, { sales: string[]; marketing: string[] }>();
  for (const { waveId, memberId, side } of rows) {
    const wave = found.get(waveId) ?? { sales: [], marketing: [] };
    wave[side].push(memberId);
    found.set(waveId, wave);
  }
  return found;
}

export async function sealedBox(tx: Tx, workspaceId: string, id: string): Promise<string | null> {
  return (
    (await tx.maybe<{ sealed: string }>("select sealed from evenhand.survey_box where workspace_id = $1 and wave_id = $2", [workspaceId, id]))?.sealed ?? null
  );
}

export async function putBox(tx: Tx, workspaceId: string, { id, sealed }: { id: string; sealed: string }): Promise<void> {
  await tx.run(
    `insert into evenhand.survey_box (workspace_id, wave_id, sealed) values ($1, $2, $3) on conflict (workspace_id, wave_id) do update set sealed = excluded.sealed`,
    [workspaceId, id, sealed],
  );
}

export async function insertNamed(tx: Tx, workspaceId: string, { id, memberId, ballot }: { id: string; memberId: string; ballot: Ballot }): Promise<void> {
  await tx.run("insert into evenhand.survey_named (workspace_id, wave_id, member_id, ballot) values ($1, $2, $3, $4::jsonb)", [
    workspaceId,
    id,
    memberId,
    JSON.stringify(ballot),
  ]);
}

export async function namedRows(tx: Tx, workspaceId: string, id: string): Promise<{ memberId: string; name: string; ballot: Ballot }[]> {
  return tx.rows(
    `select n.member_id as "memberId", m.name, n.ballot from evenhand.survey_named n
       join evenhand.member m on m.workspace_id = n.workspace_id and m.id = n.member_id
      where n.workspace_id = $1 and n.wave_id = $2 order by n.ballot ->> 'side' desc, m.name, m.id`,
    [workspaceId, id],
  );
}

export interface PlanRow {
  readonly rhythm: SurveyRhythm;
  readonly nextOn: Day | null;
  readonly mode: SurveyMode;
  readonly fewest: number;
  readonly daysOpen: number;
}

export async function planRow(tx: Tx, workspaceId: string): Promise<PlanRow | null> {
  return tx.maybe(`select rhythm, next_on as "nextOn", mode, fewest, days_open as "daysOpen" from evenhand.survey_plan where workspace_id = $1`, [workspaceId]);
}

export async function putPlan(tx: Tx, workspaceId: string, plan: PlanRow): Promise<void> {
  await tx.run(
    `insert into evenhand.survey_plan (workspace_id, rhythm, next_on, mode, fewest, days_open) values ($1, $2, $3, $4, $5, $6)
     on conflict (workspace_id) do update set rhythm = excluded.rhythm, next_on = excluded.next_on, mode = excluded.mode, fewest = excluded.fewest, days_open = excluded.days_open`,
    [workspaceId, plan.rhythm, plan.nextOn, plan.mode, plan.fewest, plan.daysOpen],
  );
}

export async function insertLevel(
  tx: Tx,
  workspaceId: string,
  { measure, level, source, by }: { measure: OwnLevel; level: number; source: string; by: string },
): Promise<void> {
  await tx.run("insert into evenhand.twin_level (workspace_id, measure, level, source, set_by) values ($1, $2, $3, $4, $5)", [
    workspaceId,
    measure,
    level,
    source,
    by,
  ]);
}

/** Today by the company's own clock. */
export async function todayOf(tx: Tx, workspaceId: string): Promise<Day> {
  return (await tx.one<{ today: Day }>("select (now() at time zone time_zone)::date as today from evenhand.workspace where workspace_id = $1", [workspaceId]))
    .today;
}
