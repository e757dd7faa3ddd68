-- What is to be done: actions with an owner and a day, and what waits for the next meeting.

-- An action: who does what by which day, and which figure it should move.
create table evenhand.action (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  title text not null check (length(title) between 1 and 200),
  note text check (length(note) between 1 and 2000),
  owner_id uuid not null,
  due_on date not null,
  -- The figure by its key, which way it should go, and by what share of its level; the share may be left open.
  metric text check (metric ~ '^[a-z][a-z0-9-]{1,59}$'),
  metric_way text check (metric_way in ('up', 'down')),
  metric_share double precision check (metric_share > 0 and metric_share <= 10),
  state text not null default 'open' check (state in ('open', 'done', 'dropped')),
  state_reason text check (length(state_reason) between 1 and 2000),
  -- The day it was done or dropped.
  ended_at timestamptz,
  -- Where it came from, and what that was called then: a claim; later a problem of a meeting, a debrief.
  from_kind text check (length(from_kind) between 1 and 40),
  from_id text check (length(from_id) between 1 and 100),
  from_title text check (length(from_title) between 1 and 500),
  revision integer not null default 1,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  -- Taken off the register; it can be brought back.
  removed_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, owner_id) references evenhand.member (workspace_id, id),
  check ((metric is null) = (metric_way is null)),
  check (metric is not null or metric_share is null),
  check ((from_kind is null) = (from_id is null) and (from_kind is null) = (from_title is null)),
  check ((state = 'open') = (ended_at is null)),
  check (state <> 'dropped' or state_reason is not null)
);
alter table evenhand.action enable row level security;
alter table evenhand.action force row level security;
create policy own_workspace on evenhand.action using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- How it stood after each edit.
create table evenhand.action_revision (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  action_id uuid not null,
  revision integer not null check (revision >= 1),
  stood jsonb not null,
  reason text check (length(reason) between 1 and 2000),
  changed_by uuid,
  changed_at timestamptz not null default now(),
  primary key (workspace_id, action_id, revision),
  foreign key (workspace_id, action_id) references evenhand.action (workspace_id, id) on delete cascade
);
alter table evenhand.action_revision enable row level security;
alter table evenhand.action_revision force row level security;
create policy own_workspace on evenhand.action_revision using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- What is to be talked about. Without a meeting it waits for the next one, in this order.
create table evenhand.agenda_item (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  title text not null check (length(title) between 1 and 200),
  why text check (length(why) between 1 and 2000),
  from_kind text check (length(from_kind) between 1 and 40),
  from_id text check (length(from_id) between 1 and 100),
  from_title text check (length(from_title) between 1 and 500),
  -- Null: it waits.
  meeting_id uuid,
  -- The item of an earlier meeting that it carries on.
  carried_from uuid,
  place integer not null,
  put_by uuid not null,
  put_at timestamptz not null default now(),
  taken_off_at timestamptz,
  primary key (workspace_id, id),
  check ((from_kind is null) = (from_id is null) and (from_kind is null) = (from_title is null))
);
create index agenda_item_waiting on evenhand.agenda_item (workspace_id, place) where meeting_id is null and taken_off_at is null;
alter table evenhand.agenda_item enable row level security;
alter table evenhand.agenda_item force row level security;
create policy own_workspace on evenhand.agenda_item using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
