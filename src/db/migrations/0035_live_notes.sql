-- What is noted in a meeting is one document that all write at once; each change is kept before anybody else sees it.

create table evenhand.meeting_notes (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  meeting_id uuid not null,
  -- Everything up to state_seq, as Yjs writes it; later changes stand one by one beside.
  state bytea not null default '',
  state_seq bigint not null default 0,
  -- The number of the last change. Raised under the lock of this row, so that changes are committed in the order of their numbers.
  last_seq bigint not null default 0,
  -- What state and changes weigh together: a document that only grows is refused one day.
  bytes bigint not null default 0,
  -- The meeting has ended: no change is taken any more.
  frozen_at timestamptz,
  primary key (workspace_id, meeting_id),
  foreign key (workspace_id, meeting_id) references evenhand.meeting (workspace_id, id) on delete cascade
);
alter table evenhand.meeting_notes alter column state set storage external;
alter table evenhand.meeting_notes enable row level security;
alter table evenhand.meeting_notes force row level security;
create policy own_workspace on evenhand.meeting_notes using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

create table evenhand.meeting_notes_change (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  meeting_id uuid not null,
  seq bigint not null check (seq >= 1),
  content bytea not null check (octet_length(content) >= 1),
  kept_at timestamptz not null default now(),
  primary key (workspace_id, meeting_id, seq),
  foreign key (workspace_id, meeting_id) references evenhand.meeting_notes (workspace_id, meeting_id) on delete cascade
);
alter table evenhand.meeting_notes_change enable row level security;
alter table evenhand.meeting_notes_change force row level security;
create policy own_workspace on evenhand.meeting_notes_change using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- The words of an item's notes are read off the document; what was noted before goes into it when it is first opened.
alter table evenhand.agenda_item drop constraint agenda_item_notes_check;
alter table evenhand.agenda_item add constraint agenda_item_notes_check check (length(notes) <= 4000000);
alter table evenhand.agenda_item drop column notes_revision;
