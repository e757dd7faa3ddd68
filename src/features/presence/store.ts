// What a member chose about being seen. Where they are stands in no table.
import type { Tx } from "#db/database.ts";

type Of = { readonly workspaceId: string; readonly memberId: string };

export interface SeenAs {
  readonly name: string;
  readonly isHidden: boolean;
}

export async function seenAs(tx: Tx, { workspaceId, memberId }: Of): Promise<SeenAs> {
  return tx.one<SeenAs>(
    `select m.name, coalesce(c.is_hidden, false) as "isHidden" from evenhand.member m
       left join evenhand.presence_choice c on c.workspace_id = m.workspace_id and c.member_id = m.id
      where m.workspace_id = $1 and m.id = $2`,
    [workspaceId, memberId],
    { isOften: true },
  );
}

export async function savePresence(tx: Tx, { workspaceId, memberId }: Of, isHidden: boolean): Promise<void> {
  await tx.run(
    `insert into evenhand.presence_choice (workspace_id, member_id, is_hidden) values ($1, $2, $3)
     on conflict (workspace_id, member_id) do update set is_hidden = excluded.is_hidden`,
    [workspaceId, memberId, isHidden],
  );
}
