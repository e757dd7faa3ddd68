-- The ground: schemas, workspaces, and the audit log.
-- evenhand holds workspaces' data, sign_in holds people, staging holds rows on their way in.
-- The server works as the role evenhand_app, which owns nothing; it is created before the first migration.

create schema if not exists evenhand;
create schema if not exists sign_in;
create schema if not exists staging;

-- The workspace that the current transaction works for; null when none is set, so that every policy then sees nothing.
-- After a transaction with SET LOCAL the setting is '' and not null, hence nullif.
create function evenhand.current_workspace() returns uuid
  language sql stable parallel safe
  as $$ select nullif(current_setting('evenhand.workspace', true), '')::uuid $$;

-- One company's data. Its own row is under row level security like all that hangs on it; sign-in reads names through sign_in.membership.
create table evenhand.workspace (
  workspace_id uuid primary key,
  name text not null check (length(name) between 1 and 120),
  slug text not null check (slug ~ '^[a-z0-9][a-z0-9-]{1,62}$'),
  currency text not null default 'USD' check (currency ~ '^[A-Z]{3}$'),
  time_zone text not null default 'UTC',
  language text not null default 'en' check (language in ('en', 'ru')),
  fiscal_start_month smallint not null default 1 check (fiscal_start_month between 1 and 12),
  is_demo boolean not null default false,
  -- Rises with every change of facts, definitions or owners; answers computed at one version stay right for it.
  facts_version bigint not null default 0,
  created_at timestamptz not null default now()
);
alter table evenhand.workspace enable row level security;
alter table evenhand.workspace force row level security;
create policy own_workspace on evenhand.workspace using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- Who changed what, in the words of the act: 'import.undone', 'member.invited'. Never holds secrets, answers or amounts of bonus.
create table evenhand.audit_entry (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id bigint generated always as identity,
  at timestamptz not null default now(),
  member_id uuid,
  act text not null,
  subject_kind text not null,
  subject_id text not null,
  before jsonb,
  after jsonb,
  primary key (workspace_id, id)
);
create index audit_entry_by_subject on evenhand.audit_entry (workspace_id, subject_kind, subject_id, id desc);
alter table evenhand.audit_entry enable row level security;
alter table evenhand.audit_entry force row level security;
create policy own_workspace on evenhand.audit_entry using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

grant usage on schema evenhand, sign_in, staging to evenhand_app;
alter default privileges in schema evenhand grant select, insert, update, delete on tables to evenhand_app;
alter default privileges in schema evenhand grant usage, select on sequences to evenhand_app;
alter default privileges in schema sign_in grant select, insert, update, delete on tables to evenhand_app;
alter default privileges in schema sign_in grant usage, select on sequences to evenhand_app;
alter default privileges in schema staging grant select, insert, update, delete on tables to evenhand_app;
grant select, insert, update, delete on all tables in schema evenhand to evenhand_app;
grant usage, select on all sequences in schema evenhand to evenhand_app;
-- The log is written and read, never rewritten.
revoke update, delete on evenhand.audit_entry from evenhand_app;
