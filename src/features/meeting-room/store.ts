// A meeting begins and ends, who was there, and its minutes, as they stand in the tables.
import type { Tx } from "#db/database.ts";

export async function setOpened(tx: Tx, workspaceId: string, { id, at }: { id: string; at: string }): Promise<void> {
  await tx.run("update evenhand.meeting set state = 'open', opened_at = $3 where workspace_id = $1 and id = $2", [workspaceId, id, at]);
}

export async function setClosed(tx: Tx, workspaceId: string, { id, at, by }: { id: string; at: string; by: string }): Promise<void> {
  await tx.run("update evenhand.meeting set state = 'closed', closed_at = $3, closed_by = $4 where workspace_id = $1 and id = $2", [workspaceId, id, at, by]);
}

/** Whoever came without being asked is asked by that. */
export async function setPresent(tx: Tx, workspaceId: string, of: { id: string; memberId: string; wasThere: boolean }): Promise<void> {
  await tx.run(
    `insert into evenhand.meeting_member (workspace_id, meeting_id, member_id, was_there) values ($1, $2, $3, $4)
     on conflict (workspace_id, meeting_id, member_id) do update set was_there = excluded.was_there`,
    [workspaceId, of.id, of.memberId, of.wasThere],
  );
}

export interface MinutesRow<Body> {
  readonly version: number;
  readonly body: Body;
  readonly reason: string | null;
  readonly madeBy: string | null;
  readonly madeAt: string;
}

/** Every version, the first first. */
export async function minutesRows<Body>(tx: Tx, workspaceId: string, meetingId: string): Promise<MinutesRow<Body>[]> {
  return tx.rows<MinutesRow<Body>>(
    `select n.version, n.body, n.reason, m.name as "madeBy", n.made_at as "madeAt"
       from evenhand.meeting_minutes n left join evenhand.member m on m.workspace_id = n.workspace_id and m.id = n.made_by
      where n.workspace_id = $1 and n.meeting_id = $2 order by n.version`,
    [workspaceId, meetingId],
  );
}

export interface NewMinutes {
  readonly meetingId: string;
  readonly version: number;
  readonly body: object;
  readonly reason: string | null;
  readonly by: string;
  readonly at: string;
}

export async function insertMinutes(tx: Tx, workspaceId: string, of: NewMinutes): Promise<void> {
  await tx.run(
    `insert into evenhand.meeting_minutes (workspace_id, meeting_id, version, body, reason, made_by, made_at) values ($1, $2, $3, $4::jsonb, $5, $6, $7)`,
    [workspaceId, of.meetingId, of.version, JSON.stringify(of.body), of.reason, of.by, of.at],
  );
}
