-- How the cooperation goes on: what the heads say of conditions that no record tells, levels of the firm's own, moves that were begun, answers that both accepted, and goals for the dials of the cooperation.

-- Each saying is a row of its own: the last one of a side counts, the earlier ones stay to be read.
create table evenhand.cooperation_saying (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id bigint generated always as identity,
  condition text not null check (condition ~ '^[a-z][a-z-]{1,59}$'),
  side text not null check (side in ('sales', 'marketing')),
  -- Null: what was said before is taken back.
  answer text check (answer in ('yes', 'no', 'not-sure')),
  note text check (length(note) between 1 and 2000),
  member_id uuid not null,
  said_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references evenhand.member (workspace_id, id)
);
create index cooperation_saying_of on evenhand.cooperation_saying (workspace_id, condition, side, id);
alter table evenhand.cooperation_saying enable row level security;
alter table evenhand.cooperation_saying force row level security;
create policy own_workspace on evenhand.cooperation_saying using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- From which level on a condition holds, where the firm has set another than the usual one.
create table evenhand.cooperation_level (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  measure text not null check (measure ~ '^[a-z][a-z-]{1,59}$'),
  level double precision not null,
  set_by uuid not null,
  set_at timestamptz not null default now(),
  primary key (workspace_id, measure),
  foreign key (workspace_id, set_by) references evenhand.member (workspace_id, id)
);
alter table evenhand.cooperation_level enable row level security;
alter table evenhand.cooperation_level force row level security;
create policy own_workspace on evenhand.cooperation_level using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- A proposed move that was begun: who of both sides answers for it, by when, what shows that it is done, and as what it was begun elsewhere.
create table evenhand.cooperation_move (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  move text not null check (move ~ '^[a-z][a-z-]{1,59}$'),
  begun_as text not null check (begun_as in ('action', 'practice', 'project')),
  -- The action, the adoption or the project that it became.
  thing_id uuid not null,
  owner_sales uuid not null,
  owner_marketing uuid not null,
  due_on date not null,
  shows_done text not null check (length(shows_done) between 1 and 2000),
  begun_by uuid not null,
  begun_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, owner_sales) references evenhand.member (workspace_id, id),
  foreign key (workspace_id, owner_marketing) references evenhand.member (workspace_id, id)
);
alter table evenhand.cooperation_move enable row level security;
alter table evenhand.cooperation_move force row level security;
create policy own_workspace on evenhand.cooperation_move using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- An answer that a head accepted, with the evidence as it was then; it is decided when both have.
create table evenhand.cooperation_answer (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  -- 'stay-defined', 'move-aligned': what is done, and the kind of relationship that it leads to.
  outcome text not null check (outcome ~ '^(stay|move)-[a-z]{1,20}$'),
  -- The sentence that stood above it then, in the company's language.
  said text not null check (length(said) between 1 and 2000),
  kept jsonb not null,
  as_of date not null,
  sales_by uuid,
  sales_at timestamptz,
  marketing_by uuid,
  marketing_at timestamptz,
  entered_by uuid not null,
  entered_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  primary key (workspace_id, id),
  check ((sales_by is null) = (sales_at is null)),
  check ((marketing_by is null) = (marketing_at is null))
);
-- One at a time waits for the other head.
create unique index cooperation_answer_waits on evenhand.cooperation_answer (workspace_id)
  where withdrawn_at is null and (sales_at is null or marketing_at is null);
alter table evenhand.cooperation_answer enable row level security;
alter table evenhand.cooperation_answer force row level security;
create policy own_workspace on evenhand.cooperation_answer using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- A level that a dial of the cooperation should have by a day. It holds once both heads have signed, until another of the same dial does.
create table evenhand.cooperation_goal (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  dial text not null check (dial in ('survey', 'gap', 'promises')),
  -- Where the dial stood when it was proposed, with the ends of its 90 % range.
  baseline double precision not null,
  low double precision,
  high double precision,
  baseline_on date not null,
  target double precision not null,
  day date not null,
  owner_sales uuid not null,
  owner_marketing uuid not null,
  note text check (length(note) between 1 and 2000),
  sales_by uuid,
  sales_at timestamptz,
  marketing_by uuid,
  marketing_at timestamptz,
  proposed_by uuid not null,
  proposed_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, owner_sales) references evenhand.member (workspace_id, id),
  foreign key (workspace_id, owner_marketing) references evenhand.member (workspace_id, id),
  check (baseline_on < day),
  check ((sales_by is null) = (sales_at is null)),
  check ((marketing_by is null) = (marketing_at is null))
);
alter table evenhand.cooperation_goal enable row level security;
alter table evenhand.cooperation_goal force row level security;
create policy own_workspace on evenhand.cooperation_goal using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
