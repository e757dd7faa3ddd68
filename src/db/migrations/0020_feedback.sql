-- What sales says of a lead, campaign, material, price or competitor, what it asks for, and what came of it.

create table evenhand.feedback (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  mood text not null check (mood in ('works', 'does-not-work', 'question', 'request')),
  about_kind text not null check (about_kind in ('lead', 'deal', 'account', 'campaign', 'material', 'price', 'competitor')),
  -- The record's id; materials, prices and competitors have a name alone.
  about_id text check (length(about_id) between 1 and 400),
  about_name text not null check (length(about_name) between 1 and 200),
  said text not null check (length(said) between 1 and 2000),
  asked_by uuid not null,
  asked_at timestamptz not null default now(),
  -- By when it is to be answered; of a request, until when the thing is needed.
  due_at timestamptz not null,
  -- From opening the form to sending, as the form counted it; null where it came another way.
  took_ms integer check (took_ms between 0 and 3600000),
  taken_by uuid,
  taken_at timestamptz,
  -- When the other side first said something to it, or delivered, or declined.
  answered_at timestamptz,
  outcome text check (outcome in ('changed', 'declined', 'delivered', 'closed')),
  outcome_by uuid,
  outcome_at timestamptz,
  -- Why, or what was changed.
  outcome_said text check (length(outcome_said) between 1 and 2000),
  link text check (length(link) between 1 and 1000),
  overdue_told_at timestamptz,
  withdrawn_at timestamptz,
  primary key (workspace_id, id),
  check ((outcome is null) = (outcome_at is null)),
  check ((taken_by is null) = (taken_at is null))
);
create index feedback_by_time on evenhand.feedback (workspace_id, asked_at desc);
create index feedback_waiting on evenhand.feedback (workspace_id, due_at) where answered_at is null and withdrawn_at is null;
alter table evenhand.feedback enable row level security;
alter table evenhand.feedback force row level security;
create policy own_workspace on evenhand.feedback using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

create table evenhand.feedback_word (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id bigint generated always as identity,
  feedback_id uuid not null,
  member_id uuid not null,
  said text not null check (length(said) between 1 and 4000),
  at timestamptz not null default now(),
  via text not null check (via in ('page', 'mail')),
  primary key (workspace_id, id),
  foreign key (workspace_id, feedback_id) references evenhand.feedback (workspace_id, id) on delete cascade
);
create index feedback_word_of on evenhand.feedback_word (workspace_id, feedback_id, id);
alter table evenhand.feedback_word enable row level security;
alter table evenhand.feedback_word force row level security;
create policy own_workspace on evenhand.feedback_word using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- What those who worked a campaign's leads think of it: one rating each, which may change.
create table evenhand.campaign_rating (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  campaign text not null check (length(campaign) between 1 and 400),
  member_id uuid not null,
  stars smallint not null check (stars between 1 and 5),
  reason text not null check (length(reason) between 1 and 1000),
  rated_at timestamptz not null default now(),
  primary key (workspace_id, campaign, member_id),
  foreign key (workspace_id, member_id) references evenhand.member (workspace_id, id) on delete cascade
);
alter table evenhand.campaign_rating enable row level security;
alter table evenhand.campaign_rating force row level security;
create policy own_workspace on evenhand.campaign_rating using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
