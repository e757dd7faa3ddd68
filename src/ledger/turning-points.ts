// Turning points on record, for rooms that only need to know of them; and the sums of closed waves of the survey, beside which they are looked at.
import type { Tx } from "#db/database.ts";
import type { Interval } from "#facts/papers.ts";
import type { Day } from "#kit/day.ts";

/** Days and names, in order of their days. */
export async function knownTurns(tx: Tx, workspaceId: string): Promise<{ day: Day; name: string }[]> {
  return tx.rows("select day, name from evenhand.turning_point where workspace_id = $1 and removed_at is null order by day, entered_at, id", [workspaceId]);
}

export interface SurveySum {
  readonly closedOn: Day;
  readonly value: number;
  readonly interval: Interval | null;
  readonly people: number;
}

/** Sums of both sides together, of closed whole waves in which they are shown, the earliest first. */
export async function surveySums(tx: Tx, workspaceId: string): Promise<SurveySum[]> {
  return tx.rows(
    `select closed_on as "closedOn", (tally #>> '{groups,joint,sum,value}')::float8 as value, tally #> '{groups,joint,sum,interval}' as interval,
            (tally #>> '{groups,joint,sum,people}')::int as people
       from evenhand.survey_wave where workspace_id = $1 and closed_on is not null and tally #>> '{groups,joint,sum,value}' is not null order by closed_on, number`,
    [workspaceId],
  );
}

/** Where a wave of the survey stands: proposed ones can still be taken back. Null: there is no such wave. */
export async function waveStands(tx: Tx, workspaceId: string, id: string): Promise<"proposed" | "open" | "closed" | "withdrawn" | null> {
  const row = await tx.maybe<{ state: "proposed" | "open" | "closed" | "withdrawn" }>(
    `select case when withdrawn_on is not null then 'withdrawn' when closed_on is not null then 'closed' when opened_on is not null then 'open' else 'proposed' end as state
       from evenhand.survey_wave where workspace_id = $1 and id = $2`,
    [workspaceId, id],
  );
  return row?.state ?? null;
}

/** Whether what was put down for a meeting still waits: on no agenda yet, and not taken off. */
export async function isStillWaiting(tx: Tx, workspaceId: string, itemId: string): Promise<boolean> {
  return (
    (await tx.maybe("select 1 from evenhand.agenda_item where workspace_id = $1 and id = $2 and meeting_id is null and taken_off_at is null", [
      workspaceId,
      itemId,
    ])) !== null
  );
}
