-- Decisions that are entered by hand, with who agreed for each side, and the numbers that decisions rested on when they were taken. What other rooms decide stays in their tables.

create table evenhand.decision (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  title text not null check (length(title) between 1 and 200),
  said text check (length(said) between 1 and 4000),
  -- The last day on which it holds without being looked at again; null: until something else is decided.
  until date,
  -- What it takes the place of, by its name in the register; ends_it: nothing takes its place.
  supersedes text check (length(supersedes) between 1 and 200),
  ends_it boolean not null default false,
  sales_id uuid not null,
  sales_at timestamptz,
  marketing_id uuid not null,
  marketing_at timestamptz,
  entered_by uuid not null,
  entered_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  review_told_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, sales_id) references evenhand.member (workspace_id, id),
  foreign key (workspace_id, marketing_id) references evenhand.member (workspace_id, id),
  foreign key (workspace_id, entered_by) references evenhand.member (workspace_id, id),
  check (sales_id <> marketing_id),
  check (not ends_it or supersedes is not null),
  -- What both have agreed to is not taken back: another decision takes its place.
  check (withdrawn_at is null or sales_at is null or marketing_at is null)
);
alter table evenhand.decision enable row level security;
alter table evenhand.decision force row level security;
create policy own_workspace on evenhand.decision using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
-- Its words stand as they were written.
revoke update, delete on evenhand.decision from evenhand_app;
grant update (sales_at, marketing_at, withdrawn_at, review_told_at) on evenhand.decision to evenhand_app;

-- Numbers with their papers, as they were, by the decision's name in the register. A row without a number says that there was none to be had.
create table evenhand.decision_evidence (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  decision text not null check (length(decision) between 1 and 200),
  place integer not null check (place >= 0),
  quote jsonb,
  kept_at timestamptz not null default now(),
  primary key (workspace_id, decision, place)
);
alter table evenhand.decision_evidence enable row level security;
alter table evenhand.decision_evidence force row level security;
create policy own_workspace on evenhand.decision_evidence using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
revoke update, delete on evenhand.decision_evidence from evenhand_app;
