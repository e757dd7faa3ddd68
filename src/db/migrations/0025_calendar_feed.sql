-- Whose calendar a private address shows. Outside the walls, because a calendar program brings nothing but the address; hash is the SHA-256 of its token.
create table sign_in.calendar_feed (
  hash text primary key,
  workspace_id uuid not null,
  member_id uuid not null,
  made_at timestamptz not null default now(),
  -- One a member: another address ends the one before.
  unique (workspace_id, member_id)
);
