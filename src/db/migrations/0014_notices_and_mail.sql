-- What members are told, the letters that carry it, and who of several servers does the work of the clock.

-- One thing told to one member, in plain data: the sentence is made by whoever shows it, in the reader's language.
create table evenhand.notice (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  member_id uuid not null,
  kind text not null check (length(kind) between 1 and 60),
  -- What it is about, so that a click and a reply find it.
  subject_kind text not null check (length(subject_kind) between 1 and 60),
  subject_id text not null check (length(subject_id) between 1 and 400),
  data jsonb not null default '{}',
  at timestamptz not null default now(),
  seen_at timestamptz,
  -- The member's choice as it was when this was told.
  by_mail text not null check (by_mail in ('at-once', 'daily', 'never')),
  -- The letter that carries it; a daily one comes later.
  mail_id uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references evenhand.member (workspace_id, id) on delete cascade
);
create index notice_of_member on evenhand.notice (workspace_id, member_id, at desc);
create index notice_unseen on evenhand.notice (workspace_id, member_id) where seen_at is null;
create index notice_for_daily_mail on evenhand.notice (workspace_id, member_id, at) where by_mail = 'daily' and mail_id is null;
create index notice_in_mail on evenhand.notice (workspace_id, mail_id) where mail_id is not null;
alter table evenhand.notice enable row level security;
alter table evenhand.notice force row level security;
create policy own_workspace on evenhand.notice using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- What a member has chosen about being told. No row: the usual choices, and the language of the workspace.
create table evenhand.notice_setting (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  member_id uuid not null,
  -- By group of kinds: 'at-once', 'daily' or 'never'; a group that is absent keeps the usual choice.
  by_mail jsonb not null default '{}',
  language text check (language in ('en', 'ru')),
  primary key (workspace_id, member_id),
  foreign key (workspace_id, member_id) references evenhand.member (workspace_id, id) on delete cascade
);
alter table evenhand.notice_setting enable row level security;
alter table evenhand.notice_setting force row level security;
create policy own_workspace on evenhand.notice_setting using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- Letters on their way. The text is made when it is sent; no address, text or token stands here.
create table evenhand.mail (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  member_id uuid not null,
  kind text not null check (kind in ('notice', 'digest')),
  -- What an answer to this letter belongs to.
  subject_kind text,
  subject_id text,
  -- Fixed before the first try, so that a letter sent twice by accident is known as one.
  message_id text check (length(message_id) <= 255),
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'refused', 'given-up', 'dropped')),
  attempts smallint not null default 0,
  queued_at timestamptz not null default now(),
  next_at timestamptz not null default now(),
  -- While a server sends it; a server that died leaves it to the next after this moment.
  lease_until timestamptz,
  -- What the mail server said last.
  last_reply text check (length(last_reply) <= 500),
  ended_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references evenhand.member (workspace_id, id) on delete cascade
);
create index mail_on_its_way on evenhand.mail (workspace_id, next_at) where state in ('waiting', 'sending');
create index mail_ended on evenhand.mail (workspace_id, ended_at) where ended_at is not null;
alter table evenhand.mail enable row level security;
alter table evenhand.mail force row level security;
create policy own_workspace on evenhand.mail using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- To which letter an address for replies belongs. Outside the walls, because who wrote must be known before it is known which workspace opens; hash is the SHA-256 of the token.
create table sign_in.reply_token (
  hash text primary key,
  workspace_id uuid not null,
  mail_id uuid not null,
  expires_at timestamptz not null
);
create index reply_token_by_end on sign_in.reply_token (expires_at);

-- Answers that have come in, by the SHA-256 of their Message-ID: a second delivery does nothing.
create table evenhand.mail_reply (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  message_hash text not null,
  member_id uuid not null,
  at timestamptz not null default now(),
  primary key (workspace_id, message_hash)
);
alter table evenhand.mail_reply enable row level security;
alter table evenhand.mail_reply force row level security;
create policy own_workspace on evenhand.mail_reply using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- Work that comes round by the clock: one server takes a turn, and a server that died in it is followed by another when its lease is over.
create table installation.job (
  name text primary key,
  next_at timestamptz not null,
  lease_until timestamptz,
  began_at timestamptz,
  ended_at timestamptz,
  fault text
);
comment on table installation.job is 'Work by the clock: when it is due next, and whether a server is at it.';
grant usage on schema installation to evenhand_app;
grant select, insert, update on installation.job to evenhand_app;
