-- Doubts about a number: disputes with their evidence and decisions; and the records that two claims lacked, notice of campaigns and the use of materials.

-- A dispute about a number, kept with the number as it was then.
create table evenhand.dispute (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  -- A claim by its id, or a figure by its key.
  about_kind text not null check (about_kind in ('claim', 'figure')),
  about_id text not null check (length(about_id) between 1 and 100),
  -- How the number was called: the claim's words, the figure's name.
  title text not null check (length(title) between 1 and 500),
  period_from date not null,
  period_until date not null,
  value double precision not null,
  low double precision,
  high double precision,
  unit text not null check (length(unit) between 1 and 20),
  currency text check (currency ~ '^[A-Z]{3}$'),
  facts_version bigint not null,
  as_of date not null,
  -- Whose number it is: neither decides alone what concerns their own side.
  concerns text not null check (concerns in ('sales', 'marketing', 'both')),
  said text not null check (length(said) between 1 and 2000),
  -- By which rule it is decided, and by when: stated before anything is decided.
  rule text not null check (rule in ('source-record', 'recount', 'both-heads')),
  working_days integer not null check (working_days between 1 and 60),
  due_on date not null,
  opened_by uuid not null,
  -- The role of whoever opened it, as it was then.
  opened_as text not null,
  opened_at timestamptz not null default now(),
  outcome text check (outcome in ('upheld', 'not-upheld', 'agreed-value')),
  agreed_value double precision,
  decided_at timestamptz,
  withdrawn_at timestamptz,
  primary key (workspace_id, id),
  check (period_from < period_until),
  check ((outcome is null) = (decided_at is null)),
  check ((outcome is not null and outcome = 'agreed-value') = (agreed_value is not null))
);
create index dispute_by_number on evenhand.dispute (workspace_id, about_kind, about_id);
alter table evenhand.dispute enable row level security;
alter table evenhand.dispute force row level security;
create policy own_workspace on evenhand.dispute using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- What speaks for or against: an address, a record by its id, or a note.
create table evenhand.dispute_evidence (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  dispute_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('link', 'record', 'note')),
  -- The entity of a record.
  entity text check (length(entity) between 1 and 40),
  content text not null check (length(content) between 1 and 2000),
  added_by uuid not null,
  added_at timestamptz not null default now(),
  removed_at timestamptz,
  primary key (workspace_id, dispute_id, id),
  foreign key (workspace_id, dispute_id) references evenhand.dispute (workspace_id, id) on delete cascade,
  check ((kind = 'record') = (entity is not null))
);
alter table evenhand.dispute_evidence enable row level security;
alter table evenhand.dispute_evidence force row level security;
create policy own_workspace on evenhand.dispute_evidence using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- What each of those named by the rule says; the last word of each counts until it is decided.
create table evenhand.dispute_voice (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  dispute_id uuid not null,
  role text not null check (role in ('head-of-sales', 'head-of-marketing')),
  member_id uuid not null,
  outcome text not null check (outcome in ('upheld', 'not-upheld', 'agreed-value')),
  value double precision,
  reason text check (length(reason) between 1 and 2000),
  said_at timestamptz not null default now(),
  primary key (workspace_id, dispute_id, role),
  foreign key (workspace_id, dispute_id) references evenhand.dispute (workspace_id, id) on delete cascade,
  check ((outcome = 'agreed-value') = (value is not null))
);
alter table evenhand.dispute_voice enable row level security;
alter table evenhand.dispute_voice force row level security;
create policy own_workspace on evenhand.dispute_voice using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- The day on which sales was told of a campaign.
alter table evenhand.campaign add column announced_on date;

-- Somebody used a material with a deal or an account; without a day: the material is there, and that is all. Facts come in millions: what happens to them at the end of a workspace is done by the trigger of all facts.
create table evenhand.material_use (
  workspace_id uuid not null,
  id text not null,
  material text not null,
  deal text,
  account text,
  seller text,
  at timestamptz,
  source text not null,
  first_import uuid not null,
  last_import uuid not null,
  primary key (workspace_id, id)
);
alter table evenhand.material_use enable row level security;
alter table evenhand.material_use force row level security;
create policy own_workspace on evenhand.material_use using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
create or replace function evenhand.fact_tables() returns text[] language sql immutable parallel safe as $$
  select array['account', 'contact', 'lead', 'deal', 'stage_change', 'activity', 'touchpoint', 'campaign', 'spend', 'plan', 'market_index', 'seller', 'seller_cost',
    'product', 'currency_rate', 'material_use', 'fact_version', 'deal_snapshot']
$$;
