-- Whose turn it is: what keeps dealing fair, every lead that was dealt in turn, and what the nightly check found.

-- Leads that somebody is behind (+) or ahead (-) of an equal share among those who could have had them; it sums to zero over the people.
alter table evenhand.handoff_person add column balance double precision not null default 0;
-- The last lead that this person could have had went to somebody as owed from an absence: the next goes by turn.
alter table evenhand.handoff_person add column is_after_owed boolean not null default false;

-- One lead dealt in turn. `changes` is what it moved, by person, so that it can be taken back.
create table evenhand.handoff_turn (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id bigint generated always as identity,
  lead text not null,
  person_id uuid not null,
  at timestamptz not null default now(),
  because text not null check (because in ('turn', 'owed', 'only')),
  changes jsonb not null,
  taken_back_at timestamptz,
  primary key (workspace_id, id)
);
create index handoff_turn_by_lead on evenhand.handoff_turn (workspace_id, lead, id);
alter table evenhand.handoff_turn enable row level security;
alter table evenhand.handoff_turn force row level security;
create policy own_workspace on evenhand.handoff_turn using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- One look over all open handoffs for leads that lie with somebody who cannot work them. Member null: by the clock.
create table evenhand.routing_check (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  at timestamptz not null default now(),
  member_id uuid,
  -- Open handoffs looked at.
  looked_at integer not null check (looked_at >= 0),
  primary key (workspace_id, id)
);
create index routing_check_by_time on evenhand.routing_check (workspace_id, at desc);
alter table evenhand.routing_check enable row level security;
alter table evenhand.routing_check force row level security;
create policy own_workspace on evenhand.routing_check using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

create table evenhand.routing_finding (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  check_id uuid not null,
  lead text not null,
  problem text not null check (problem in ('left', 'removed', 'away', 'no-member', 'full', 'vanished', 'nobody')),
  -- Who had it.
  person_id uuid,
  -- To whom it went after the check, and when.
  mended_by uuid,
  mended_at timestamptz,
  primary key (workspace_id, check_id, lead),
  foreign key (workspace_id, check_id) references evenhand.routing_check (workspace_id, id) on delete cascade
);
alter table evenhand.routing_finding enable row level security;
alter table evenhand.routing_finding force row level security;
create policy own_workspace on evenhand.routing_finding using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
