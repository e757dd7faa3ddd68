-- What members say to each other about things: messages with their earlier versions and reactions, who follows what, and what has been read.

-- One message in the thread of one thing. A thread is the messages about a thing; it needs no row of its own.
create table evenhand.thread_message (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  -- The order in which messages were written.
  place bigint generated always as identity,
  subject_kind text not null check (length(subject_kind) between 1 and 40),
  subject_id text not null check (length(subject_id) between 1 and 400),
  member_id uuid not null,
  -- Plain text; members are named as '<@id>'.
  said text not null check (length(said) between 1 and 8000),
  -- Only for us: an agency that sees the thread does not see this.
  is_inside boolean not null default false,
  -- A number as it was when it was quoted, with its papers and with where it can be asked for again.
  quote jsonb,
  at timestamptz not null default now(),
  edited_at timestamptz,
  removed_at timestamptz,
  removed_by uuid,
  primary key (workspace_id, id),
  check ((removed_at is null) = (removed_by is null))
);
create index thread_message_of on evenhand.thread_message (workspace_id, subject_kind, subject_id, place desc);
create index thread_message_late on evenhand.thread_message (workspace_id, place desc);
alter table evenhand.thread_message enable row level security;
alter table evenhand.thread_message force row level security;
create policy own_workspace on evenhand.thread_message using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- What a message said before it was edited.
create table evenhand.thread_version (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  message_id uuid not null,
  version integer not null check (version >= 1),
  said text not null,
  until timestamptz not null default now(),
  primary key (workspace_id, message_id, version),
  foreign key (workspace_id, message_id) references evenhand.thread_message (workspace_id, id) on delete cascade
);
alter table evenhand.thread_version enable row level security;
alter table evenhand.thread_version force row level security;
create policy own_workspace on evenhand.thread_version using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

create table evenhand.thread_reaction (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  message_id uuid not null,
  member_id uuid not null,
  reaction text not null check (reaction in ('agreed', 'thanks', 'seen', 'doubt', 'done')),
  primary key (workspace_id, message_id, member_id, reaction),
  foreign key (workspace_id, message_id) references evenhand.thread_message (workspace_id, id) on delete cascade,
  foreign key (workspace_id, member_id) references evenhand.member (workspace_id, id) on delete cascade
);
alter table evenhand.thread_reaction enable row level security;
alter table evenhand.thread_reaction force row level security;
create policy own_workspace on evenhand.thread_reaction using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- What a member has to do with a thing: followed, or left alone for good; and up to which message its thread has been read.
create table evenhand.subject_follow (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  member_id uuid not null,
  subject_kind text not null check (length(subject_kind) between 1 and 40),
  subject_id text not null check (length(subject_id) between 1 and 400),
  -- Null: only read.
  state text check (state in ('follows', 'muted')),
  read_to bigint not null default 0,
  primary key (workspace_id, member_id, subject_kind, subject_id),
  foreign key (workspace_id, member_id) references evenhand.member (workspace_id, id) on delete cascade
);
create index subject_follow_of on evenhand.subject_follow (workspace_id, subject_kind, subject_id) where state is not null;
alter table evenhand.subject_follow enable row level security;
alter table evenhand.subject_follow force row level security;
create policy own_workspace on evenhand.subject_follow using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- Of whom a member hears nothing, not even when named.
create table evenhand.member_mute (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  member_id uuid not null,
  muted_id uuid not null,
  primary key (workspace_id, member_id, muted_id),
  foreign key (workspace_id, member_id) references evenhand.member (workspace_id, id) on delete cascade,
  foreign key (workspace_id, muted_id) references evenhand.member (workspace_id, id) on delete cascade,
  check (member_id <> muted_id)
);
alter table evenhand.member_mute enable row level security;
alter table evenhand.member_mute force row level security;
create policy own_workspace on evenhand.member_mute using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
