-- People and how they come in. Tables in sign_in stand outside the walls between workspaces, because who someone is
-- must be known before it is known which workspace opens; they hold no company's data and no foreign key into it,
-- so that workspaces can be spread over several machines. No secret stands here in clear:
-- passwords as scrypt hashes, session tokens, API keys and invitations as SHA-256, second factors encrypted by the server's secret.

-- Someone with an account. Ids come from the server.
create table sign_in.person (
  id uuid primary key,
  name text not null,
  email text not null,
  email_verified boolean not null default false,
  image text,
  two_factor_enabled boolean not null default false,
  -- The visitor's identity in the demo company; does not count as somebody living here.
  is_demo boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index person_by_email on sign_in.person (lower(email));

-- How a person proves who they are: provider 'credential' holds the hash of a password.
create table sign_in.credential (
  id uuid primary key,
  user_id uuid not null references sign_in.person (id) on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index credential_by_person on sign_in.credential (user_id);

-- An open session; token is the SHA-256 of what the browser holds.
create table sign_in.session (
  id uuid primary key,
  user_id uuid not null references sign_in.person (id) on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index session_by_person on sign_in.session (user_id);
create index session_by_end on sign_in.session (expires_at);

-- Short-lived steps between password and second factor.
create table sign_in.pending (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index pending_by_identifier on sign_in.pending (identifier);
create index pending_by_end on sign_in.pending (expires_at);

-- The secret of an authenticator app and the backup codes, both encrypted.
create table sign_in.second_factor (
  id uuid primary key,
  user_id uuid not null unique references sign_in.person (id) on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean not null default false,
  failed_verification_count integer not null default 0,
  locked_until timestamptz
);

-- Attempts within a window, by account and by address (both hashed), counted for all servers together.
create table sign_in.attempt (
  key text primary key,
  window_began timestamptz not null,
  count integer not null
);

-- Names of workspaces in addresses; the one unique key that spans workspaces.
create table sign_in.workspace_slug (
  slug text primary key check (slug ~ '^[a-z0-9][a-z0-9-]{1,62}$'),
  workspace_id uuid not null unique
);

-- Which workspaces a person has been let into; what they are there stands in evenhand.member.
create table sign_in.membership (
  user_id uuid not null references sign_in.person (id) on delete cascade,
  workspace_id uuid not null,
  member_id uuid not null,
  primary key (user_id, workspace_id)
);
create index membership_by_member on sign_in.membership (workspace_id, member_id);

-- Keys with which other programs speak for a member.
create table sign_in.api_key (
  id uuid primary key,
  workspace_id uuid not null,
  member_id uuid not null,
  name text not null check (length(name) between 1 and 80),
  prefix text not null,
  hash text not null unique,
  scopes text[] not null check (scopes <@ array['read', 'write'] and cardinality(scopes) > 0),
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  expires_at timestamptz,
  revoked_at timestamptz
);
create index api_key_by_member on sign_in.api_key (workspace_id, member_id);

-- One of us: the person may have no account (user_id null) and still own deals and parts of a shortfall.
create table evenhand.member (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  user_id uuid,
  name text not null check (length(name) between 1 and 120),
  email text,
  role text not null check (role in ('administrator', 'head-of-sales', 'head-of-marketing', 'sales', 'marketing-strategic', 'marketing-operational', 'management', 'agency', 'compensation', 'viewer')),
  department text check (department in ('sales', 'marketing', 'management')),
  -- Service runs from the first day up to, not including, the second; a member whose service ended cannot enter.
  served_from date,
  served_until date,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  check (served_from is null or served_until is null or served_from <= served_until)
);
create unique index member_by_user on evenhand.member (workspace_id, user_id) where user_id is not null;
create unique index member_by_email on evenhand.member (workspace_id, lower(email)) where email is not null;
alter table evenhand.member enable row level security;
alter table evenhand.member force row level security;
create policy own_workspace on evenhand.member using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- A way in for someone who is not here yet. The link holds the token, this table its SHA-256.
create table evenhand.invitation (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  token_hash text not null,
  email text not null,
  name text not null,
  role text not null,
  department text,
  invited_by uuid,
  invited_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, token_hash)
);
alter table evenhand.invitation enable row level security;
alter table evenhand.invitation force row level security;
create policy own_workspace on evenhand.invitation using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- What has been shown to an agency: one record, to one agency member.
create table evenhand.share (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  kind text not null,
  subject_id text not null,
  member_id uuid not null,
  shared_by uuid,
  shared_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, kind, subject_id, member_id),
  foreign key (workspace_id, member_id) references evenhand.member (workspace_id, id) on delete cascade
);
alter table evenhand.share enable row level security;
alter table evenhand.share force row level security;
create policy own_workspace on evenhand.share using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
