// How marketing stands in the firm, and its tasks with whoever owns them: read by the room that keeps them and by those that ask which task nobody owns.
import type { Tx } from "#db/database.ts";
import { type FirmProfile, assumedStage } from "#facts/firm-stage.ts";
import {
  type MarketingTask,
  type MarketingTaskKey,
  type SalesPart,
  type TaskKind,
  type TaskOwner,
  type TaskPerson,
  type TaskSignKey,
  houseTasks,
  isMarketingTaskKey,
  marketingTaskKeys,
  namedOwner,
  standingOf,
  usualOwner,
} from "#facts/marketing-tasks.ts";
import type { Day } from "#kit/day.ts";

/** What was said of the firm and not taken back, the newest first: the first holds. */
export async function firmProfiles(tx: Tx, workspaceId: string): Promise<FirmProfile[]> {
  return tx.rows<FirmProfile>(
    `select s.id, s.stage, s.answers, s.since, s.note, m.name as "saidBy", s.said_at as "saidAt" from evenhand.firm_stage s
       left join evenhand.member m on m.workspace_id = s.workspace_id and m.id = s.said_by
      where s.workspace_id = $1 and s.withdrawn_at is null order by s.said_at desc, s.id`,
    [workspaceId],
    { isOften: true },
  );
}

/** Everybody who is or was with us, agencies too. */
export async function taskPeople(tx: Tx, workspaceId: string, day: Day): Promise<TaskPerson[]> {
  return tx.rows<TaskPerson>(
    `select id as "memberId", name, role, (served_from is null or served_from <= $2) and (served_until is null or served_until > $2) as "isHere"
       from evenhand.member where workspace_id = $1 order by lower(name), id`,
    [workspaceId, day],
  );
}

interface TaskRow {
  readonly task: string;
  readonly kind: TaskKind;
  readonly name: string | null;
  readonly what: string | null;
  readonly marketing: string | null;
  readonly sales: string | null;
  readonly alive: string | null;
  readonly salesPart: SalesPart | null;
  readonly everyDays: number | null;
  readonly judgedMonths: number | null;
  readonly isRemoved: boolean;
}

const usualMonths: Readonly<Record<TaskKind, number>> = { strategic: 12, operational: 3 };

/** All tasks, those taken off the table too: the house's in their order, then the firm's own by name; each with its owners as they stand on a day. */
export async function marketingTasks(tx: Tx, workspaceId: string, day: Day): Promise<MarketingTask[]> {
  const [profile = null] = await firmProfiles(tx, workspaceId);
  const people = await taskPeople(tx, workspaceId, day);
  const rows = await tx.rows<TaskRow>(
    `select task, kind, name, what, marketing, sales, alive, sales_part as "salesPart", every_days as "everyDays", judged_months as "judgedMonths",
            removed_at is not null as "isRemoved" from evenhand.marketing_task where workspace_id = $1 order by lower(name), task`,
    [workspaceId],
  );
  const byHand = new Map(
    (
      await tx.rows<{ task: string; owners: readonly TaskOwner[]; since: Day }>(
        "select task, owners, since from evenhand.marketing_task_owners where workspace_id = $1 and ended_at is null",
        [workspaceId],
      )
    ).map((row) => [row.task, row]),
  );
  const usual = (key: MarketingTaskKey): readonly TaskOwner[] => {
    const role = usualOwner(key, { stage: profile?.stage ?? assumedStage, agencyFor: profile?.answers.agencyFor ?? [] });
    return role === null ? [] : [{ kind: "role", role }];
  };
  const taskOf = (id: string, row: TaskRow | undefined): MarketingTask => {
    const key = isMarketingTaskKey(id) ? id : null;
    const house = key === null ? null : houseTasks[key];
    const kind = house?.kind ?? row!.kind;
    const said = byHand.get(id);
    const owners = (said?.owners ?? (key === null ? [] : usual(key))).map((owner) => namedOwner(owner, people));
    return {
      id,
      key,
      kind,
      name: row?.name ?? null,
      what: row?.what ?? null,
      marketing: row?.marketing ?? null,
      sales: row?.sales ?? null,
      alive: row?.alive ?? null,
      salesPart: row?.salesPart ?? house?.salesPart ?? "told",
      everyDays: row?.everyDays ?? house?.everyDays ?? null,
      judgedMonths: row?.judgedMonths ?? house?.judgedMonths ?? usualMonths[kind],
      owners,
      isByHand: said !== undefined,
      since: said?.since ?? profile?.since ?? null,
      standing: standingOf(owners),
      isRemoved: row?.isRemoved === true,
    };
  };
  return [
    ...marketingTaskKeys.map((key) =>
      taskOf(
        key,
        rows.find(({ task }) => task === key),
      ),
    ),
    ...rows.filter(({ task }) => !isMarketingTaskKey(task)).map((row) => taskOf(row.task, row)),
  ];
}

/** Tasks on the table that nobody owns, and those that several do. */
export async function tasksAmiss(tx: Tx, workspaceId: string, day: Day): Promise<{ betweenChairs: MarketingTask[]; twice: MarketingTask[] }> {
  const tasks = (await marketingTasks(tx, workspaceId, day)).filter(({ isRemoved }) => !isRemoved);
  return { betweenChairs: tasks.filter(({ standing }) => standing === "between-chairs"), twice: tasks.filter(({ standing }) => standing === "twice") };
}

const projects = (kinds: string) =>
  `select max(ends_on) as on from evenhand.project where workspace_id = $1 and removed_at is null and state <> 'cancelled' and kind in (${kinds}) and ends_on <= $2`;

/**
 * The day on which records last show each: a project of its kind that is over, a campaign that began, a line of spend for research, feedback of sales on prices or
 * competitors, a request for materials delivered, a first attempt at a lead, what sales said of a lead or the return of one.
 */
const signs: Readonly<Record<TaskSignKey, string>> = {
  "price-place": `select max(asked_at)::date as on from evenhand.feedback
    where workspace_id = $1 and withdrawn_at is null and about_kind in ('price', 'competitor') and asked_at < $2::date + 1`,
  research: `select max(day) as on from evenhand.spend where workspace_id = $1 and category ~* 'research|survey|исследован|опрос' and day <= $2`,
  "new-products": projects("'launch'"),
  campaigns: `select max(starts_on) as on from evenhand.campaign where workspace_id = $1 and starts_on <= $2`,
  exhibitions: projects("'exhibition', 'conference'"),
  materials: `select max(outcome_at)::date as on from evenhand.feedback
    where workspace_id = $1 and withdrawn_at is null and mood = 'request' and outcome = 'delivered' and outcome_at < $2::date + 1`,
  "lead-follow-up": `select max(first_attempt_at)::date as on from evenhand.lead where workspace_id = $1 and first_attempt_at < $2::date + 1`,
  "lead-feedback": `select greatest(
      (select max(asked_at)::date from evenhand.feedback where workspace_id = $1 and withdrawn_at is null and about_kind = 'lead' and asked_at < $2::date + 1),
      (select max(returned_at)::date from evenhand.lead where workspace_id = $1 and returned_at < $2::date + 1)) as on`,
  mailing: `select greatest((${projects("'mailing'")}),
      (select max(starts_on) from evenhand.campaign where workspace_id = $1 and channel ~* 'mail|рассыл|письм' and starts_on <= $2)) as on`,
};

export async function taskSigns(tx: Tx, workspaceId: string, day: Day): Promise<ReadonlyMap<string, Day>> {
  const found = new Map<string, Day>();
  for (const [key, sql] of Object.entries(signs)) {
    const { on } = await tx.one<{ on: Day | null }>(sql, [workspaceId, day]);
    if (on !== null) found.set(key, on);
  }
  return found;
}
