-- Deals drawn by lot that both departments judge: which channel mattered most. Whose view a model of credit shares is read from these verdicts.

-- A sample; at most one is under way. Put aside it keeps its verdicts, so that it can be taken up again.
create table evenhand.deal_review (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  -- Of the dice: the same deals and seed give the same sample.
  seed integer not null,
  drawn_by uuid,
  drawn_at timestamptz not null default now(),
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  primary key (workspace_id, id)
);
create unique index deal_review_under_way on evenhand.deal_review (workspace_id) where withdrawn_at is null;
alter table evenhand.deal_review enable row level security;
alter table evenhand.deal_review force row level security;
create policy own_workspace on evenhand.deal_review using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- One deal of a sample, in the order in which they are shown. `deal` is the source's id: the record may go when its import is undone.
create table evenhand.deal_review_case (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  review_id uuid not null,
  deal text not null,
  place integer not null,
  primary key (workspace_id, review_id, deal),
  foreign key (workspace_id, review_id) references evenhand.deal_review (workspace_id, id) on delete cascade
);
alter table evenhand.deal_review_case enable row level security;
alter table evenhand.deal_review_case force row level security;
create policy own_workspace on evenhand.deal_review_case using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- What one side says of one deal. channel null: none of those on record. Once both sides have judged, neither verdict changes any more.
create table evenhand.deal_verdict (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  review_id uuid not null,
  deal text not null,
  side text not null check (side in ('sales', 'marketing')),
  channel text check (length(channel) between 1 and 500),
  note text check (length(note) <= 2000),
  member_id uuid not null,
  given_at timestamptz not null default now(),
  primary key (workspace_id, review_id, deal, side),
  foreign key (workspace_id, review_id, deal) references evenhand.deal_review_case (workspace_id, review_id, deal) on delete cascade
);
alter table evenhand.deal_verdict enable row level security;
alter table evenhand.deal_verdict force row level security;
create policy own_workspace on evenhand.deal_verdict using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
