-- Joint projects: exhibitions, conferences, webinars, mailings, rounds of calls, launches, planned by both departments. Times of staff are minutes of the place's own day.

create table evenhand.project (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('exhibition', 'conference', 'webinar', 'mailing', 'telemarketing', 'launch')),
  name text not null check (length(name) between 1 and 200),
  place text check (length(place) between 1 and 300),
  -- The days themselves, the last one included.
  starts_on date not null,
  ends_on date not null,
  time_zone text not null check (length(time_zone) between 1 and 60),
  sales_owner uuid,
  marketing_owner uuid,
  -- Whether it is coming, on or over follows from its days; closed: nothing is left to do.
  state text not null default 'planned' check (state in ('planned', 'closed', 'cancelled')),
  state_reason text check (length(state_reason) between 1 and 2000),
  note text check (length(note) between 1 and 4000),
  -- What its tasks were made from: the name of a template of the house, or the id of one of the firm's own.
  template text check (length(template) between 1 and 60),
  -- The edition before it.
  previous_id uuid,
  revision integer not null default 1,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  -- Taken away; it can be brought back.
  removed_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, sales_owner) references evenhand.member (workspace_id, id),
  foreign key (workspace_id, marketing_owner) references evenhand.member (workspace_id, id),
  foreign key (workspace_id, previous_id) references evenhand.project (workspace_id, id),
  check (ends_on >= starts_on),
  check (previous_id <> id),
  check (state <> 'cancelled' or state_reason is not null)
);
create index project_days on evenhand.project (workspace_id, starts_on) where removed_at is null;
alter table evenhand.project enable row level security;
alter table evenhand.project force row level security;
create policy own_workspace on evenhand.project using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- The campaigns of the records that are this project, as the sources call them. A campaign is of one project.
create table evenhand.project_campaign (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  campaign_id text not null check (length(campaign_id) between 1 and 400),
  project_id uuid not null,
  primary key (workspace_id, campaign_id),
  foreign key (workspace_id, project_id) references evenhand.project (workspace_id, id) on delete cascade
);
create index project_campaign_of on evenhand.project_campaign (workspace_id, project_id);
alter table evenhand.project_campaign enable row level security;
alter table evenhand.project_campaign force row level security;
create policy own_workspace on evenhand.project_campaign using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- What it is to bring, in numbers; money in minor units of the workspace's currency.
create table evenhand.project_goal (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  project_id uuid not null,
  key text not null check (key ~ '^[a-z][a-z0-9-]{1,59}$'),
  planned double precision not null check (planned >= 0 and planned <= 1e15),
  primary key (workspace_id, project_id, key),
  foreign key (workspace_id, project_id) references evenhand.project (workspace_id, id) on delete cascade
);
alter table evenhand.project_goal enable row level security;
alter table evenhand.project_goal force row level security;
create policy own_workspace on evenhand.project_goal using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- Its budget by line, minor units of the workspace's currency. `actual` is typed only where no spend of the records is on the line.
create table evenhand.project_budget_line (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  project_id uuid not null,
  kind text not null check (length(kind) between 1 and 40),
  name text not null check (length(name) between 1 and 200),
  planned bigint not null default 0 check (planned >= 0),
  committed bigint not null default 0 check (committed >= 0),
  actual bigint check (actual >= 0),
  place integer not null,
  removed_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, project_id) references evenhand.project (workspace_id, id) on delete cascade
);
create index project_budget_line_of on evenhand.project_budget_line (workspace_id, project_id, place);
alter table evenhand.project_budget_line enable row level security;
alter table evenhand.project_budget_line force row level security;
create policy own_workspace on evenhand.project_budget_line using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- Rows of spend that somebody put on a line by hand; a row stands on one line. Others of its campaigns go to the line of their kind.
create table evenhand.project_budget_spend (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  spend_id text not null check (length(spend_id) between 1 and 400),
  line_id uuid not null,
  primary key (workspace_id, spend_id),
  foreign key (workspace_id, line_id) references evenhand.project_budget_line (workspace_id, id) on delete cascade
);
create index project_budget_spend_on on evenhand.project_budget_spend (workspace_id, line_id);
alter table evenhand.project_budget_spend enable row level security;
alter table evenhand.project_budget_spend force row level security;
create policy own_workspace on evenhand.project_budget_spend using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- Who stands where, day by day. Somebody of ours who signs in, or anybody by name.
create table evenhand.project_shift (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  project_id uuid not null,
  member_id uuid,
  person text check (length(person) between 1 and 200),
  day date not null,
  from_minute integer not null check (from_minute between 0 and 1439),
  to_minute integer not null check (to_minute between 1 and 1440),
  role text not null check (role in ('stand', 'talks', 'follow-up')),
  removed_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, project_id) references evenhand.project (workspace_id, id) on delete cascade,
  foreign key (workspace_id, member_id) references evenhand.member (workspace_id, id),
  check ((member_id is null) <> (person is null)),
  check (to_minute > from_minute)
);
create index project_shift_of on evenhand.project_shift (workspace_id, project_id, day);
alter table evenhand.project_shift enable row level security;
alter table evenhand.project_shift force row level security;
create policy own_workspace on evenhand.project_shift using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- What is to be done. With an anchor it is due so many days before or after the first or the last day, and moves with them while it is open.
create table evenhand.project_task (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  project_id uuid not null,
  -- Its name in the template, by which others know it: 'debrief-90'.
  key text check (key ~ '^[a-z][a-z0-9-]{1,59}$'),
  title text not null check (length(title) between 1 and 200),
  note text check (length(note) between 1 and 2000),
  side text not null check (side in ('sales', 'marketing', 'joint')),
  owner_id uuid,
  anchor text check (anchor in ('start', 'end')),
  offset_days integer check (offset_days between -1000 and 1000),
  due_on date not null,
  state text not null default 'open' check (state in ('open', 'done', 'dropped')),
  ended_at timestamptz,
  ended_by uuid,
  -- The action of the register that it became.
  action_id uuid,
  reminded_of date,
  place integer not null,
  removed_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, project_id) references evenhand.project (workspace_id, id) on delete cascade,
  foreign key (workspace_id, owner_id) references evenhand.member (workspace_id, id),
  foreign key (workspace_id, action_id) references evenhand.action (workspace_id, id) on delete set null (action_id),
  check ((anchor is null) = (offset_days is null)),
  check ((state = 'open') = (ended_at is null))
);
create index project_task_of on evenhand.project_task (workspace_id, project_id, due_on);
create index project_task_due on evenhand.project_task (workspace_id, due_on) where state = 'open' and removed_at is null;
alter table evenhand.project_task enable row level security;
alter table evenhand.project_task force row level security;
create policy own_workspace on evenhand.project_task using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- How ready each side says it is: every word of it is kept, the latest stands.
create table evenhand.project_readiness (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  project_id uuid not null,
  side text not null check (side in ('sales', 'marketing')),
  level text not null check (level in ('ready', 'nearly', 'not-yet')),
  said text check (length(said) between 1 and 2000),
  said_by uuid not null,
  said_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, project_id) references evenhand.project (workspace_id, id) on delete cascade
);
create index project_readiness_of on evenhand.project_readiness (workspace_id, project_id, said_at);
alter table evenhand.project_readiness enable row level security;
alter table evenhand.project_readiness force row level security;
create policy own_workspace on evenhand.project_readiness using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- What was done to it, the newest last.
create table evenhand.project_change (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  project_id uuid not null,
  revision integer not null check (revision >= 1),
  act text not null check (act ~ '^[a-z][a-z-]{1,59}$'),
  said jsonb not null,
  changed_by uuid,
  changed_at timestamptz not null default now(),
  primary key (workspace_id, project_id, revision),
  foreign key (workspace_id, project_id) references evenhand.project (workspace_id, id) on delete cascade
);
alter table evenhand.project_change enable row level security;
alter table evenhand.project_change force row level security;
create policy own_workspace on evenhand.project_change using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- A firm's own templates: tasks, lines of a budget and goals, without days and people.
create table evenhand.project_template (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('exhibition', 'conference', 'webinar', 'mailing', 'telemarketing', 'launch')),
  name text not null check (length(name) between 1 and 200),
  content jsonb not null,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  removed_at timestamptz,
  primary key (workspace_id, id)
);
alter table evenhand.project_template enable row level security;
alter table evenhand.project_template force row level security;
create policy own_workspace on evenhand.project_template using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- Agencies that a project is shown to.
create table evenhand.project_share (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  project_id uuid not null,
  member_id uuid not null,
  shared_by uuid not null,
  shared_at timestamptz not null default now(),
  primary key (workspace_id, project_id, member_id),
  foreign key (workspace_id, project_id) references evenhand.project (workspace_id, id) on delete cascade,
  foreign key (workspace_id, member_id) references evenhand.member (workspace_id, id) on delete cascade
);
alter table evenhand.project_share enable row level security;
alter table evenhand.project_share force row level security;
create policy own_workspace on evenhand.project_share using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
