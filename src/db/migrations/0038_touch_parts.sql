-- Columns of touches as they were read from their rows, laid by so that the next who begins reads them whole. They say nothing that the rows do not say: where their mark is
-- not that of the rows any more, the rows are read.

create table evenhand.touch_part (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  kind text not null check (kind in ('touchpoint', 'activity')),
  -- The import that stated the rows last.
  import uuid not null,
  -- A large part is laid by in pieces, from 0.
  place integer not null check (place >= 0),
  -- Minutes are the workspace's own.
  time_zone text not null check (length(time_zone) between 1 and 60),
  mark text not null,
  columns bytea not null,
  primary key (workspace_id, kind, import, place)
);
-- Packing numbers takes longer than reading them.
alter table evenhand.touch_part alter column columns set storage external;
alter table evenhand.touch_part enable row level security;
alter table evenhand.touch_part force row level security;
create policy own_workspace on evenhand.touch_part using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
