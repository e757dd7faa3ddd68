-- Leads taken at a stand, on a phone or by a badge scanner. What was said stays as it was said (stand_entry); what it comes to is a lead of the records (stand_lead).

-- A file of a badge scanner that was brought in. Its set-aside rows stand with it: [{ line, reason, raw }].
create table evenhand.stand_file (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  -- Made where it was sent from, so that sending twice brings it in once.
  id uuid not null,
  project_id uuid not null,
  name text not null check (length(name) between 1 and 300),
  -- Of its columns: the next file of this layout is read the same way.
  fingerprint text not null,
  mapping jsonb not null,
  taken integer not null,
  known integer not null,
  set_aside jsonb not null,
  member_id uuid not null,
  at timestamptz not null default now(),
  undone_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, project_id) references evenhand.project (workspace_id, id) on delete cascade
);
create index stand_file_of on evenhand.stand_file (workspace_id, project_id, at);
create index stand_file_layout on evenhand.stand_file (workspace_id, fingerprint, at);
alter table evenhand.stand_file enable row level security;
alter table evenhand.stand_file force row level security;
create policy own_workspace on evenhand.stand_file using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- One visitor of one event: the lead of the records that it is, and the records that a person said it is the same as.
create table evenhand.stand_lead (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  lead text not null check (length(lead) between 1 and 400),
  project_id uuid not null,
  account text check (length(account) between 1 and 400),
  contact text check (length(contact) between 1 and 400),
  -- Working hours from the offer to the first attempt that it was promised; null: the terms of every lead.
  attempt_hours double precision,
  primary key (workspace_id, lead),
  foreign key (workspace_id, project_id) references evenhand.project (workspace_id, id) on delete cascade
);
create index stand_lead_of on evenhand.stand_lead (workspace_id, project_id);
alter table evenhand.stand_lead enable row level security;
alter table evenhand.stand_lead force row level security;
create policy own_workspace on evenhand.stand_lead using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- What somebody, or a row of a file, says of a visitor. Its id is made on the device: whatever is sent again is known by it.
create table evenhand.stand_entry (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  project_id uuid not null,
  -- Null: taken back, perhaps before it arrived.
  lead text,
  way text not null check (way in ('capture', 'badge')),
  file_id uuid,
  line integer,
  name text check (length(name) between 1 and 200),
  company text check (length(company) between 1 and 200),
  title text check (length(title) between 1 and 200),
  phone text check (length(phone) between 1 and 60),
  email text check (length(email) between 1 and 200),
  grade text check (grade in ('A', 'B', 'C', 'D')),
  products text[] not null default '{}',
  segments text[] not null default '{}',
  interest text check (length(interest) between 1 and 300),
  next_step text check (next_step in ('call', 'visit', 'offer', 'sample')),
  next_on date,
  note text check (length(note) between 1 and 2000),
  -- Who took it, and who was signed in when it was sent.
  taken_by uuid,
  sent_by uuid not null,
  -- By the clock of the device, by ours when it arrived, and when it was taken by ours.
  device_at timestamptz,
  received_at timestamptz not null,
  taken_at timestamptz not null,
  -- By which the same person is found (src/facts/stand.ts).
  email_key text,
  phone_key text,
  name_key text,
  -- From the first touch to saved.
  took_ms integer check (took_ms >= 0),
  withdrawn_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, project_id) references evenhand.project (workspace_id, id) on delete cascade,
  foreign key (workspace_id, file_id) references evenhand.stand_file (workspace_id, id),
  check ((lead is null) = (withdrawn_at is not null))
);
create index stand_entry_of on evenhand.stand_entry (workspace_id, project_id);
create index stand_entry_by_email on evenhand.stand_entry (workspace_id, project_id, email_key) where lead is not null;
create index stand_entry_by_phone on evenhand.stand_entry (workspace_id, project_id, phone_key) where lead is not null;
create index stand_entry_by_name on evenhand.stand_entry (workspace_id, project_id, name_key) where lead is not null;
create index stand_entry_by_lead on evenhand.stand_entry (workspace_id, lead) where lead is not null;
create index stand_entry_by_file on evenhand.stand_entry (workspace_id, file_id) where file_id is not null;
alter table evenhand.stand_entry enable row level security;
alter table evenhand.stand_entry force row level security;
create policy own_workspace on evenhand.stand_entry using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- The photo of a card: JPEG, shrunk on the device, without what a camera writes beside the picture.
create table evenhand.stand_photo (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  entry_id uuid not null,
  bytes bytea not null check (length(bytes) between 100 and 600000),
  primary key (workspace_id, entry_id),
  foreign key (workspace_id, entry_id) references evenhand.stand_entry (workspace_id, id) on delete cascade
);
alter table evenhand.stand_photo alter column bytes set storage external;
alter table evenhand.stand_photo enable row level security;
alter table evenhand.stand_photo force row level security;
create policy own_workspace on evenhand.stand_photo using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
