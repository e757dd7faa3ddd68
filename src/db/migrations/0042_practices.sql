-- Ways of working that the departments take up together: those of the firm's own, and since when which part of the firm works in which way.

create table evenhand.practice (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  -- What it is, when it helps, when it does not, how to start, what shows that it is alive.
  what text not null check (length(what) between 1 and 2000),
  helps text check (length(helps) between 1 and 2000),
  helps_not text check (length(helps_not) between 1 and 2000),
  start_with text check (length(start_with) between 1 and 2000),
  alive text check (length(alive) between 1 and 2000),
  created_by uuid not null,
  created_at timestamptz not null default now(),
  revision integer not null default 1,
  -- Taken off the list; it can be brought back.
  withdrawn_at timestamptz,
  primary key (workspace_id, id)
);
alter table evenhand.practice enable row level security;
alter table evenhand.practice force row level security;
create policy own_workspace on evenhand.practice using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

create table evenhand.practice_adoption (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  -- A key of the house's list, or the id of a way of the firm's own.
  practice text not null check (length(practice) between 1 and 60),
  -- Where it is done, as the records have it by name; null: in the whole firm.
  within_by text check (within_by in ('segment', 'region', 'channel', 'owner')),
  within_value text check (length(within_value) between 1 and 200),
  begun_on date not null,
  -- The first day on which it was not done any more.
  ended_on date,
  owner_id uuid not null,
  -- Minor units a month.
  monthly_cost bigint check (monthly_cost >= 0),
  note text check (length(note) between 1 and 2000),
  created_by uuid not null,
  created_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, owner_id) references evenhand.member (workspace_id, id),
  check ((within_by is null) = (within_value is null)),
  check (ended_on > begun_on)
);
create index practice_adoption_of on evenhand.practice_adoption (workspace_id, practice);
alter table evenhand.practice_adoption enable row level security;
alter table evenhand.practice_adoption force row level security;
create policy own_workspace on evenhand.practice_adoption using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
