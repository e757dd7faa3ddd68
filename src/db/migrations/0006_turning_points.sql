-- Turning points: days after which things were not as before. They are marked on every chart that runs over time.

-- Entered by a person, or proposed from the facts and confirmed. Taken away it keeps its row, so that it can be brought back.
create table evenhand.turning_point (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('downturn', 'price-change', 'new-head', 'lost-account', 'other')),
  day date not null,
  name text not null check (length(name) between 1 and 120),
  note text check (length(note) <= 2000),
  owner text not null check (owner in ('marketing', 'sales', 'joint', 'market', 'management')),
  -- Key of the proposal that was confirmed; null where a person thought of it.
  proposal text check (length(proposal) <= 300),
  entered_by uuid,
  entered_at timestamptz not null default now(),
  removed_by uuid,
  removed_at timestamptz,
  primary key (workspace_id, id)
);
create unique index turning_point_proposal on evenhand.turning_point (workspace_id, proposal) where proposal is not null and removed_at is null;
alter table evenhand.turning_point enable row level security;
alter table evenhand.turning_point force row level security;
create policy own_workspace on evenhand.turning_point using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- A proposal that people looked at and found to be none, with the reason. Taking the dismissal back deletes the row; the audit log keeps both.
create table evenhand.turning_point_dismissal (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  proposal text not null check (length(proposal) between 1 and 300),
  reason text not null check (length(reason) between 1 and 2000),
  dismissed_by uuid,
  dismissed_at timestamptz not null default now(),
  primary key (workspace_id, proposal)
);
alter table evenhand.turning_point_dismissal enable row level security;
alter table evenhand.turning_point_dismissal force row level security;
create policy own_workspace on evenhand.turning_point_dismissal using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
