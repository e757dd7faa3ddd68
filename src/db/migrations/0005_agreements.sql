-- What the two departments agree on: the meaning of words, who answers for which part of a shortfall, and goals.
-- Version 1 of every definition is the one that ships with the product; it stands in no row until somebody signs it.

-- A proposed or agreed meaning. It holds from the moment both heads have signed it until a later version of the same key is signed by both.
create table evenhand.definition_version (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  key text not null check (key ~ '^[a-z][a-z-]{1,59}$'),
  version integer not null check (version >= 1),
  -- Parameters of this key, checked when proposed.
  terms jsonb not null,
  note text check (length(note) <= 2000),
  proposed_by uuid,
  proposed_at timestamptz not null default now(),
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  primary key (workspace_id, key, version)
);
alter table evenhand.definition_version enable row level security;
alter table evenhand.definition_version force row level security;
create policy own_workspace on evenhand.definition_version using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- One head's signature under one version; it is never taken back: who thinks otherwise proposes a new version.
create table evenhand.definition_signature (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  key text not null,
  version integer not null,
  role text not null check (role in ('head-of-sales', 'head-of-marketing')),
  member_id uuid not null,
  signed_at timestamptz not null default now(),
  primary key (workspace_id, key, version, role),
  foreign key (workspace_id, key, version) references evenhand.definition_version (workspace_id, key, version) on delete cascade
);
alter table evenhand.definition_signature enable row level security;
alter table evenhand.definition_signature force row level security;
create policy own_workspace on evenhand.definition_signature using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- A driver of the shortfall given to another owner than the shipped one, with the reason; signed like a definition.
create table evenhand.driver_owner (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  driver text not null check (driver ~ '^[a-z][a-z-]{1,59}$'),
  version integer not null check (version >= 1),
  owner text not null check (owner in ('marketing', 'sales', 'joint', 'market', 'management')),
  reason text not null check (length(reason) between 1 and 2000),
  proposed_by uuid,
  proposed_at timestamptz not null default now(),
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  primary key (workspace_id, driver, version)
);
alter table evenhand.driver_owner enable row level security;
alter table evenhand.driver_owner force row level security;
create policy own_workspace on evenhand.driver_owner using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

create table evenhand.driver_owner_signature (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  driver text not null,
  version integer not null,
  role text not null check (role in ('head-of-sales', 'head-of-marketing')),
  member_id uuid not null,
  signed_at timestamptz not null default now(),
  primary key (workspace_id, driver, version, role),
  foreign key (workspace_id, driver, version) references evenhand.driver_owner (workspace_id, driver, version) on delete cascade
);
alter table evenhand.driver_owner_signature enable row level security;
alter table evenhand.driver_owner_signature force row level security;
create policy own_workspace on evenhand.driver_owner_signature using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- A level that a figure should have by a day, with one owner from each department. Money in minor units of the workspace's currency.
create table evenhand.goal (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  key text not null check (key ~ '^[a-z][a-z0-9-]{1,59}$'),
  baseline_from date not null,
  baseline_until date not null,
  target double precision not null,
  day date not null,
  owner_sales uuid not null,
  owner_marketing uuid not null,
  state text not null default 'active' check (state in ('active', 'paused', 'closed')),
  revision integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, owner_sales) references evenhand.member (workspace_id, id),
  foreign key (workspace_id, owner_marketing) references evenhand.member (workspace_id, id),
  check (baseline_from < baseline_until and baseline_until <= day)
);
alter table evenhand.goal enable row level security;
alter table evenhand.goal force row level security;
create policy own_workspace on evenhand.goal using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- How a goal stood after each edit, by whom and why.
create table evenhand.goal_revision (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  goal_id uuid not null,
  revision integer not null,
  stood jsonb not null,
  reason text check (length(reason) <= 2000),
  changed_by uuid,
  changed_at timestamptz not null default now(),
  primary key (workspace_id, goal_id, revision),
  foreign key (workspace_id, goal_id) references evenhand.goal (workspace_id, id) on delete cascade
);
alter table evenhand.goal_revision enable row level security;
alter table evenhand.goal_revision force row level security;
create policy own_workspace on evenhand.goal_revision using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- Signatures and past revisions are written and read, never rewritten.
revoke update, delete on evenhand.definition_signature, evenhand.driver_owner_signature, evenhand.goal_revision from evenhand_app;
