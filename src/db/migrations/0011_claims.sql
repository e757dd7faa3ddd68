-- Claims that one side makes of the other, and every verdict that the facts have given on them.

-- In plain words, with what they mean: a standard claim by its key, narrowed to a subject, about a stretch of time.
create table evenhand.claim (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  standard text not null check (length(standard) between 1 and 60),
  said text not null check (length(said) between 1 and 500),
  -- Channel, campaign, product or turning point by the name or id that the facts use; null: about all of them.
  subject text check (length(subject) between 1 and 400),
  -- Null in both: always the last four whole quarters.
  period_from date,
  period_until date,
  filed_by uuid not null,
  -- The claimant is not named to colleagues; nobody but the claimant is told who it was.
  is_unnamed boolean not null default false,
  filed_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  primary key (workspace_id, id),
  check ((period_from is null) = (period_until is null)),
  check (period_from < period_until)
);
alter table evenhand.claim enable row level security;
alter table evenhand.claim force row level security;
create policy own_workspace on evenhand.claim using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- A verdict each time it, or the size behind it, became another. Written by the product, never by a person.
create table evenhand.claim_verdict (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  claim_id uuid not null,
  -- The state of the facts, and the day from which they were looked at.
  facts_version bigint not null,
  as_of date not null,
  verdict text not null check (verdict in ('supported', 'refuted', 'not-enough-data')),
  reason text check (length(reason) <= 100),
  effect double precision,
  low double precision,
  high double precision,
  sample integer not null default 0,
  given_at timestamptz not null default now(),
  primary key (workspace_id, claim_id, facts_version, as_of),
  foreign key (workspace_id, claim_id) references evenhand.claim (workspace_id, id) on delete cascade
);
alter table evenhand.claim_verdict enable row level security;
alter table evenhand.claim_verdict force row level security;
create policy own_workspace on evenhand.claim_verdict using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
