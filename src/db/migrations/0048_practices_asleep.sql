-- How ways of working stood when the clock last looked: alive, or asleep since the day on which it was noticed, so that each falling asleep is told once.

create table evenhand.practice_watch (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  -- A key of the house's list.
  practice text not null check (length(practice) between 1 and 60),
  -- Null: it was alive.
  asleep_on date,
  primary key (workspace_id, practice)
);
alter table evenhand.practice_watch enable row level security;
alter table evenhand.practice_watch force row level security;
create policy own_workspace on evenhand.practice_watch using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
