// Closed waves of the survey with what may be shown of them, for rooms that go on from there.
import type { Tx } from "#db/database.ts";
import type { Day } from "#kit/day.ts";

export interface ClosedWave<Tally> {
  readonly id: string;
  readonly number: number;
  readonly closedOn: Day;
  readonly tally: Tally;
}

/** The earliest first; waves under names keep no figures and are left out. */
export async function closedWaves<Tally>(tx: Tx, workspaceId: string): Promise<ClosedWave<Tally>[]> {
  return tx.rows(
    `select id, number, closed_on as "closedOn", tally from evenhand.survey_wave
      where workspace_id = $1 and closed_on is not null and statements is null and tally is not null and withdrawn_on is null order by number`,
    [workspaceId],
  );
}
