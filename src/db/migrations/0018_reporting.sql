-- What reporting costs and who reads it: every field and report that people are asked for, how long it takes them, and who used it.

-- One thing that a department is asked to write down.
create table evenhand.report_item (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 120),
  kind text not null check (kind in ('field', 'report')),
  asked_of text not null check (asked_of in ('sales', 'marketing')),
  -- Who reads it, by name or office, the department that is, and what is decided by it: nothing is asked without both.
  reader text not null check (length(reader) between 1 and 120),
  reader_department text not null check (reader_department in ('sales', 'marketing', 'management')),
  decision text not null check (length(decision) between 1 and 300),
  -- What it asks for as 'entity.field' of the facts; a field has exactly one, a report any number.
  fields text[] not null default '{}',
  -- How often one person writes it down in a week; null: counted from the records.
  per_week double precision check (per_week > 0 and per_week <= 200),
  -- What those who ask for it believe it takes; measured times stand over it.
  stated_minutes double precision not null check (stated_minutes > 0 and stated_minutes <= 600),
  asked_from date not null,
  asked_until date,
  -- Why it is no longer asked.
  ended_because text check (length(ended_because) <= 300),
  created_by uuid not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  check (asked_from <= asked_until)
);
alter table evenhand.report_item enable row level security;
alter table evenhand.report_item force row level security;
create policy own_workspace on evenhand.report_item using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- How long it took somebody once, by the stopwatch or by a form of ours. Shown to others in sums alone.
create table evenhand.report_time (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  item_id uuid not null,
  member_id uuid not null,
  at timestamptz not null default now(),
  seconds integer not null check (seconds between 1 and 36000),
  primary key (workspace_id, id),
  foreign key (workspace_id, item_id) references evenhand.report_item (workspace_id, id) on delete cascade
);
create index report_time_by_item on evenhand.report_time (workspace_id, item_id, at);
alter table evenhand.report_time enable row level security;
alter table evenhand.report_time force row level security;
create policy own_workspace on evenhand.report_time using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- A reader used it on that day, as they said themselves.
create table evenhand.report_use (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  item_id uuid not null,
  day date not null,
  department text not null check (department in ('sales', 'marketing', 'management')),
  primary key (workspace_id, item_id, day, department),
  foreign key (workspace_id, item_id) references evenhand.report_item (workspace_id, id) on delete cascade
);
alter table evenhand.report_use enable row level security;
alter table evenhand.report_use force row level security;
create policy own_workspace on evenhand.report_use using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- A department opened a room on that day: who of it did is not kept.
create table evenhand.room_use (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  room text not null check (length(room) between 1 and 60),
  day date not null,
  department text not null check (department in ('sales', 'marketing', 'management')),
  primary key (workspace_id, room, day, department)
);
alter table evenhand.room_use enable row level security;
alter table evenhand.room_use force row level security;
create policy own_workspace on evenhand.room_use using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
