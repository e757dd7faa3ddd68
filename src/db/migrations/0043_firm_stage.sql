-- How marketing stands in the firm, said anew whenever it changes; the tasks of marketing as the firm has them, who owns each, and when it was last done.

create table evenhand.firm_stage (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  stage text not null check (stage in ('no-marketer', 'one-marketer', 'agency', 'department', 'groups')),
  -- What was answered, question by question.
  answers jsonb not null,
  since date not null,
  note text check (length(note) between 1 and 2000),
  said_by uuid not null,
  said_at timestamptz not null default now(),
  -- Said in error and taken back; it can be said again.
  withdrawn_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, said_by) references evenhand.member (workspace_id, id)
);
alter table evenhand.firm_stage enable row level security;
alter table evenhand.firm_stage force row level security;
create policy own_workspace on evenhand.firm_stage using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- Tasks of the firm's own, and what it has changed about those of the house. Null where the house's own words and numbers hold.
create table evenhand.marketing_task (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  -- A key of the house's list, or an id of the firm's own.
  task text not null check (length(task) between 1 and 60),
  kind text not null check (kind in ('strategic', 'operational')),
  name text check (length(name) between 1 and 200),
  what text check (length(what) between 1 and 2000),
  marketing text check (length(marketing) between 1 and 2000),
  sales text check (length(sales) between 1 and 2000),
  alive text check (length(alive) between 1 and 2000),
  sales_part text check (sales_part in ('decides', 'does', 'asked', 'told')),
  every_days integer check (every_days between 1 and 3650),
  judged_months integer check (judged_months between 1 and 120),
  created_by uuid not null,
  created_at timestamptz not null default now(),
  -- Taken off the table; it can be brought back.
  removed_at timestamptz,
  primary key (workspace_id, task)
);
alter table evenhand.marketing_task enable row level security;
alter table evenhand.marketing_task force row level security;
create policy own_workspace on evenhand.marketing_task using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- Owners that people named, against what the stage would have; the newest that has not ended holds.
create table evenhand.marketing_task_owners (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  task text not null check (length(task) between 1 and 60),
  -- Members and roles; an empty list: nobody.
  owners jsonb not null check (jsonb_typeof(owners) = 'array' and jsonb_array_length(owners) <= 10),
  since date not null,
  said_by uuid not null,
  said_at timestamptz not null default now(),
  ended_at timestamptz,
  -- The change of stage that ended it; taken back, it holds again.
  ended_by uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, ended_by) references evenhand.firm_stage (workspace_id, id)
);
create unique index marketing_task_owners_of on evenhand.marketing_task_owners (workspace_id, task) where ended_at is null;
alter table evenhand.marketing_task_owners enable row level security;
alter table evenhand.marketing_task_owners force row level security;
create policy own_workspace on evenhand.marketing_task_owners using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- That a task was done, where the records do not show it by themselves.
create table evenhand.marketing_task_done (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  task text not null check (length(task) between 1 and 60),
  done_on date not null,
  note text check (length(note) between 1 and 2000),
  said_by uuid not null,
  said_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, said_by) references evenhand.member (workspace_id, id)
);
create index marketing_task_done_of on evenhand.marketing_task_done (workspace_id, task, done_on desc);
alter table evenhand.marketing_task_done enable row level security;
alter table evenhand.marketing_task_done force row level security;
create policy own_workspace on evenhand.marketing_task_done using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
