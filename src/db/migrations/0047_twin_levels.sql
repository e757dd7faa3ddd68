-- From where on a measured fact bears a statement of the survey out, where no promise says it: set by a head with its source; the latest holds, all are kept.
create table evenhand.twin_level (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id bigint generated always as identity,
  measure text not null check (measure in ('accepted-leads', 'within-policy', 'meetings-with-plan', 'disputes-in-time')),
  level double precision not null check (level > 0 and level <= 1),
  source text not null check (length(source) between 1 and 500),
  set_by uuid not null,
  set_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, set_by) references evenhand.member (workspace_id, id)
);
alter table evenhand.twin_level enable row level security;
alter table evenhand.twin_level force row level security;
create policy own_workspace on evenhand.twin_level using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
revoke update, delete on evenhand.twin_level from evenhand_app;
