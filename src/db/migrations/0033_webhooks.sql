-- Webhooks: addresses outside that are told of events, and what was, or is still to be, sent there.

create table evenhand.webhook (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 80),
  -- The address and the secret under which bodies are signed, encrypted under the server's secret: addresses of chats are secrets themselves.
  sealed text not null,
  -- To tell addresses apart without showing them.
  host text not null check (length(host) between 1 and 300),
  events text[] not null,
  -- The event as JSON, or one sentence as chats take it.
  shape text not null check (shape in ('event', 'text')),
  created_by uuid not null,
  created_at timestamptz not null default now(),
  -- By hand, or after a day of failures.
  paused_at timestamptz,
  paused_because text check (paused_because in ('by-hand', 'failed', 'gone')),
  primary key (workspace_id, id),
  check ((paused_at is null) = (paused_because is null))
);
alter table evenhand.webhook enable row level security;
alter table evenhand.webhook force row level security;
create policy own_workspace on evenhand.webhook using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- Written in the transaction of the event itself: both happened, or neither.
create table evenhand.webhook_delivery (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  -- The same in every attempt: the other side knows by it what it has had.
  id uuid not null,
  webhook_id uuid not null,
  event text not null check (length(event) between 1 and 60),
  subject_kind text not null check (length(subject_kind) between 1 and 40),
  subject_id text not null check (length(subject_id) between 1 and 400),
  data jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
  attempts integer not null default 0,
  next_at timestamptz not null default now(),
  happened_at timestamptz not null default now(),
  ended_at timestamptz,
  -- What the other side answered last, or what went wrong; a short piece.
  status integer,
  reply text check (length(reply) <= 300),
  primary key (workspace_id, id),
  foreign key (workspace_id, webhook_id) references evenhand.webhook (workspace_id, id) on delete cascade
);
create index webhook_delivery_waiting on evenhand.webhook_delivery (workspace_id, next_at) where state = 'waiting';
create index webhook_delivery_of on evenhand.webhook_delivery (workspace_id, webhook_id, happened_at desc);
alter table evenhand.webhook_delivery enable row level security;
alter table evenhand.webhook_delivery force row level security;
create policy own_workspace on evenhand.webhook_delivery using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- The due day of which it was told outside that it has passed.
alter table evenhand.action add column overdue_told_of date;
