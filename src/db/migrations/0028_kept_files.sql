-- Files that people keep with anything: a plan of a stand, a photo of a card, a contract. The bytes lie in the database, so that a copy of it is a copy of everything.

create table evenhand.kept_file (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  -- What it belongs to: 'project' and its id.
  subject_kind text not null check (subject_kind ~ '^[a-z][a-z-]{1,39}$'),
  subject_id text not null check (length(subject_id) between 1 and 100),
  name text not null check (length(name) between 1 and 200),
  -- Told from the bytes, never from the name.
  media_type text not null check (length(media_type) between 3 and 120),
  size integer not null check (size > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  added_by uuid not null,
  added_at timestamptz not null default now(),
  -- Taken away; it can be brought back for a while.
  removed_at timestamptz,
  primary key (workspace_id, id)
);
create index kept_file_of on evenhand.kept_file (workspace_id, subject_kind, subject_id, added_at);
alter table evenhand.kept_file enable row level security;
alter table evenhand.kept_file force row level security;
create policy own_workspace on evenhand.kept_file using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

create table evenhand.kept_file_bytes (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  file_id uuid not null,
  bytes bytea not null,
  primary key (workspace_id, file_id),
  foreign key (workspace_id, file_id) references evenhand.kept_file (workspace_id, id) on delete cascade
);
-- Photos and documents are compressed already.
alter table evenhand.kept_file_bytes alter column bytes set storage external;
alter table evenhand.kept_file_bytes enable row level security;
alter table evenhand.kept_file_bytes force row level security;
create policy own_workspace on evenhand.kept_file_bytes using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
