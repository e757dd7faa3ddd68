-- What the two departments and management promise each other, signed like a definition. Version 1 of every promise ships with the product and
-- stands in no row until somebody signs it. A promise is given for what comes: it holds from a day on, and never before its second signature.
create table evenhand.promise_version (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  promise text not null check (promise ~ '^[a-z][a-z-]{1,59}$'),
  version integer not null check (version >= 1),
  -- Parameters of this promise, checked when proposed.
  terms jsonb not null,
  note text check (length(note) <= 2000),
  -- The day from which it is to hold; null: from the second signature on.
  holds_from date,
  proposed_by uuid,
  proposed_at timestamptz not null default now(),
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  primary key (workspace_id, promise, version)
);
alter table evenhand.promise_version enable row level security;
alter table evenhand.promise_version force row level security;
create policy own_workspace on evenhand.promise_version using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- One head's signature under one version; it is never taken back: who thinks otherwise proposes a new version.
create table evenhand.promise_signature (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  promise text not null,
  version integer not null,
  role text not null check (role in ('head-of-sales', 'head-of-marketing')),
  member_id uuid not null,
  signed_at timestamptz not null default now(),
  primary key (workspace_id, promise, version, role),
  foreign key (workspace_id, promise, version) references evenhand.promise_version (workspace_id, promise, version) on delete cascade
);
alter table evenhand.promise_signature enable row level security;
alter table evenhand.promise_signature force row level security;
create policy own_workspace on evenhand.promise_signature using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
revoke update, delete on evenhand.promise_signature from evenhand_app;
