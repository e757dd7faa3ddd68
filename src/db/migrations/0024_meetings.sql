-- Joint meetings: series, meetings, who is asked, what is talked about and what came of it, and minutes that are not rewritten.

-- How a meeting comes round, and who is asked to it.
create table evenhand.meeting_series (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  title text not null check (length(title) between 1 and 200),
  -- RFC 5545, without DTSTART: the days; the time of the day stands beside it.
  rule text not null check (length(rule) between 1 and 300),
  starts_on date not null,
  at_minute integer not null check (at_minute between 0 and 1439),
  minutes integer not null check (minutes between 5 and 480),
  time_zone text not null check (length(time_zone) between 1 and 60),
  place text check (length(place) between 1 and 300),
  -- Where a day is not worked.
  on_holiday text not null check (on_holiday in ('next', 'previous', 'same', 'skip')),
  -- Hours ahead at which the agenda goes to all.
  agenda_hours integer not null check (agenda_hours between 1 and 336),
  created_by uuid not null,
  created_at timestamptz not null default now(),
  -- No further meetings come of it.
  ended_at timestamptz,
  primary key (workspace_id, id)
);
alter table evenhand.meeting_series enable row level security;
alter table evenhand.meeting_series force row level security;
create policy own_workspace on evenhand.meeting_series using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

create table evenhand.meeting_series_member (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  series_id uuid not null,
  member_id uuid not null,
  primary key (workspace_id, series_id, member_id),
  foreign key (workspace_id, series_id) references evenhand.meeting_series (workspace_id, id) on delete cascade,
  foreign key (workspace_id, member_id) references evenhand.member (workspace_id, id) on delete cascade
);
alter table evenhand.meeting_series_member enable row level security;
alter table evenhand.meeting_series_member force row level security;
create policy own_workspace on evenhand.meeting_series_member using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

create table evenhand.meeting (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  series_id uuid,
  -- The day that the series' rule gives, before holidays or people moved it.
  occurs_on date,
  title text not null check (length(title) between 1 and 200),
  starts_at timestamptz not null,
  minutes integer not null check (minutes between 5 and 480),
  time_zone text not null check (length(time_zone) between 1 and 60),
  place text check (length(place) between 1 and 300),
  agenda_hours integer not null check (agenda_hours between 1 and 336),
  state text not null default 'planned' check (state in ('planned', 'open', 'closed', 'cancelled')),
  cancel_reason text check (length(cancel_reason) between 1 and 500),
  -- Changed by hand: it no longer follows its series.
  is_apart boolean not null default false,
  -- Raised with every change that calendars must hear of (RFC 5546, SEQUENCE).
  sequence integer not null default 0,
  agenda_written_at timestamptz,
  agenda_sent_at timestamptz,
  opened_at timestamptz,
  closed_at timestamptz,
  closed_by uuid,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, series_id, occurs_on),
  foreign key (workspace_id, series_id) references evenhand.meeting_series (workspace_id, id) on delete cascade,
  check ((series_id is null) = (occurs_on is null)),
  check ((state = 'closed') = (closed_at is not null)),
  check (state not in ('open', 'closed') or opened_at is not null),
  check ((state = 'cancelled') = (cancel_reason is not null))
);
create index meeting_by_start on evenhand.meeting (workspace_id, starts_at);
alter table evenhand.meeting enable row level security;
alter table evenhand.meeting force row level security;
create policy own_workspace on evenhand.meeting using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

create table evenhand.meeting_member (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  meeting_id uuid not null,
  member_id uuid not null,
  answer text check (answer in ('yes', 'no', 'maybe')),
  was_there boolean not null default false,
  primary key (workspace_id, meeting_id, member_id),
  foreign key (workspace_id, meeting_id) references evenhand.meeting (workspace_id, id) on delete cascade,
  foreign key (workspace_id, member_id) references evenhand.member (workspace_id, id) on delete cascade
);
alter table evenhand.meeting_member enable row level security;
alter table evenhand.meeting_member force row level security;
create policy own_workspace on evenhand.meeting_member using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- What is talked about: whose it is, why it stands where it does, what was noted and what came of it.
alter table evenhand.agenda_item
  -- First what the last meeting left (carried), then the problems, then what people put on.
  add column part text not null default 'people' check (part in ('carried', 'problem', 'people')),
  add column side text check (side in ('sales', 'marketing')),
  -- Money at stake, confidence, age, reach and the rank that they give, as they were when it was written.
  add column standing jsonb,
  add column is_pinned boolean not null default false,
  add column minutes integer check (minutes between 1 and 240),
  add column notes text not null default '' check (length(notes) <= 100000),
  add column notes_revision integer not null default 0,
  add column outcome text check (outcome in ('decision', 'action', 'carried')),
  -- The decision, or why it is carried over.
  add column outcome_text text check (length(outcome_text) between 1 and 2000),
  -- The action as it will be started when the meeting ends.
  add column outcome_action jsonb,
  add column outcome_by uuid,
  add column action_id uuid,
  add foreign key (workspace_id, meeting_id) references evenhand.meeting (workspace_id, id) on delete cascade,
  add check (outcome is null or outcome_by is not null),
  add check (outcome not in ('decision', 'carried') or outcome_text is not null),
  add check ((outcome = 'action') = (outcome_action is not null) or outcome is null);
create index agenda_item_of_meeting on evenhand.agenda_item (workspace_id, meeting_id, place) where meeting_id is not null;
-- A thing stands on one agenda once.
create unique index agenda_item_once on evenhand.agenda_item (workspace_id, meeting_id, from_kind, from_id) where meeting_id is not null and taken_off_at is null and from_id is not null;

create table evenhand.agenda_vote (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  item_id uuid not null,
  member_id uuid not null,
  vote text not null check (vote in ('for', 'against', 'abstains')),
  primary key (workspace_id, item_id, member_id),
  foreign key (workspace_id, item_id) references evenhand.agenda_item (workspace_id, id) on delete cascade,
  foreign key (workspace_id, member_id) references evenhand.member (workspace_id, id) on delete cascade
);
alter table evenhand.agenda_vote enable row level security;
alter table evenhand.agenda_vote force row level security;
create policy own_workspace on evenhand.agenda_vote using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- Minutes as they were when the meeting ended, and each correction as a further version beside them.
create table evenhand.meeting_minutes (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  meeting_id uuid not null,
  version integer not null check (version >= 1),
  body jsonb not null,
  -- What was corrected and why; null in the first.
  reason text check (length(reason) between 1 and 2000),
  made_by uuid not null,
  made_at timestamptz not null default now(),
  primary key (workspace_id, meeting_id, version),
  foreign key (workspace_id, meeting_id) references evenhand.meeting (workspace_id, id) on delete cascade,
  check ((version = 1) = (reason is null))
);
alter table evenhand.meeting_minutes enable row level security;
alter table evenhand.meeting_minutes force row level security;
create policy own_workspace on evenhand.meeting_minutes using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
revoke update, delete on evenhand.meeting_minutes from evenhand_app;
