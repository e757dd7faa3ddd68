-- Debriefs of joint projects: what each side says of it, whether to go again, and what was measured when each day had come.

-- The latest word of a member of each part stands; earlier ones are kept.
create table evenhand.debrief_word (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  project_id uuid not null,
  side text not null check (side in ('sales', 'marketing')),
  part text not null check (part in ('preparation', 'event', 'follow-up')),
  grade smallint not null check (grade between 1 and 5),
  said text check (length(said) between 1 and 2000),
  said_by uuid not null,
  said_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, project_id) references evenhand.project (workspace_id, id) on delete cascade,
  foreign key (workspace_id, said_by) references evenhand.member (workspace_id, id)
);
create index debrief_word_of on evenhand.debrief_word (workspace_id, project_id, said_at);
alter table evenhand.debrief_word enable row level security;
alter table evenhand.debrief_word force row level security;
create policy own_workspace on evenhand.debrief_word using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- Whether to repeat, shrink or drop: said for one side, agreed for the other, with the numbers it rested on then.
create table evenhand.debrief_verdict (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  project_id uuid not null,
  verdict text not null check (verdict in ('repeat', 'shrink', 'drop')),
  reason text not null check (length(reason) between 1 and 2000),
  side text not null check (side in ('sales', 'marketing')),
  said_by uuid not null,
  said_at timestamptz not null default now(),
  rested_on jsonb,
  agreed_by uuid,
  agreed_at timestamptz,
  withdrawn_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, project_id) references evenhand.project (workspace_id, id) on delete cascade,
  foreign key (workspace_id, said_by) references evenhand.member (workspace_id, id),
  foreign key (workspace_id, agreed_by) references evenhand.member (workspace_id, id),
  check ((agreed_by is null) = (agreed_at is null))
);
create index debrief_verdict_of on evenhand.debrief_verdict (workspace_id, project_id, said_at);
alter table evenhand.debrief_verdict enable row level security;
alter table evenhand.debrief_verdict force row level security;
create policy own_workspace on evenhand.debrief_verdict using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- What was measured when the day of a horizon had come, as it was then.
create table evenhand.debrief_measure (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  project_id uuid not null,
  days smallint not null check (days in (30, 90, 180, 365)),
  as_of date not null,
  measured_at timestamptz not null default now(),
  facts_version bigint not null,
  measures jsonb not null,
  primary key (workspace_id, project_id, days),
  foreign key (workspace_id, project_id) references evenhand.project (workspace_id, id) on delete cascade
);
alter table evenhand.debrief_measure enable row level security;
alter table evenhand.debrief_measure force row level security;
create policy own_workspace on evenhand.debrief_measure using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
