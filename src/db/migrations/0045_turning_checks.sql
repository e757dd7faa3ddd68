-- Turning points of the firm's own sales, who has looked at one, and the check of the cooperation that each opens.

alter table evenhand.turning_point drop constraint turning_point_kind_check;
alter table evenhand.turning_point add constraint turning_point_kind_check
  check (kind in ('falling-sales', 'stagnation', 'downturn', 'price-change', 'new-head', 'lost-account', 'other'));

-- Who has looked at a turning point: the id of one on record, or the key of a proposal.
create table evenhand.turning_point_seen (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  turn text not null check (length(turn) between 1 and 300),
  member_id uuid not null,
  seen_at timestamptz not null default now(),
  primary key (workspace_id, turn, member_id),
  foreign key (workspace_id, member_id) references evenhand.member (workspace_id, id) on delete cascade
);
alter table evenhand.turning_point_seen enable row level security;
alter table evenhand.turning_point_seen force row level security;
create policy own_workspace on evenhand.turning_point_seen using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- Proposals that heads and management have been told of, each once.
create table evenhand.turning_point_told (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  proposal text not null check (length(proposal) between 1 and 300),
  told_at timestamptz not null default now(),
  primary key (workspace_id, proposal)
);
alter table evenhand.turning_point_told enable row level security;
alter table evenhand.turning_point_told force row level security;
create policy own_workspace on evenhand.turning_point_told using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- What was done at a turning point: each part of its check taken or left.
create table evenhand.turning_check_part (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  turn_id uuid not null,
  part text not null check (part in ('pulse', 'claims', 'agenda')),
  state text not null check (state in ('taken', 'left')),
  reason text check (length(reason) between 1 and 2000),
  -- The wave of the survey, or the item of an agenda, that came of it.
  made_id uuid,
  -- What the records said of the claims on that day.
  kept jsonb,
  by_member uuid not null,
  at timestamptz not null default now(),
  primary key (workspace_id, turn_id, part),
  foreign key (workspace_id, turn_id) references evenhand.turning_point (workspace_id, id) on delete cascade
);
alter table evenhand.turning_check_part enable row level security;
alter table evenhand.turning_check_part force row level security;
create policy own_workspace on evenhand.turning_check_part using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- A check that is over, with a word of what came of it. Opened again, the row is gone; the audit log keeps both.
create table evenhand.turning_check_end (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  turn_id uuid not null,
  outcome text not null check (length(outcome) between 1 and 2000),
  ended_on date not null,
  by_member uuid not null,
  primary key (workspace_id, turn_id),
  foreign key (workspace_id, turn_id) references evenhand.turning_point (workspace_id, id) on delete cascade
);
alter table evenhand.turning_check_end enable row level security;
alter table evenhand.turning_check_end force row level security;
create policy own_workspace on evenhand.turning_check_end using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- A pulse: a short wave that asks for some of the statements alone. Null: the whole survey.
alter table evenhand.survey_wave add column statements jsonb check (statements is null or jsonb_array_length(statements) between 3 and 8);
