-- The survey of how sales and marketing work together: its plan, its waves, who is asked, and the answers, which nothing joins to people.

-- When the next wave is proposed by itself. It still opens only when both heads agree.
create table evenhand.survey_plan (
  workspace_id uuid primary key references evenhand.workspace (workspace_id) on delete cascade,
  rhythm text not null check (rhythm in ('none', 'monthly', 'quarterly', 'half-yearly')),
  next_on date,
  mode text not null check (mode in ('sides', 'joint', 'named', 'guided')),
  fewest smallint not null check (fewest between 5 and 10),
  days_open smallint not null check (days_open between 2 and 60),
  check (rhythm = 'none' or next_on is not null)
);
alter table evenhand.survey_plan enable row level security;
alter table evenhand.survey_plan force row level security;
create policy own_workspace on evenhand.survey_plan using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- Days and no moments: nothing here may be laid beside a clock.
create table evenhand.survey_wave (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  number integer not null check (number > 0),
  mode text not null check (mode in ('sides', 'joint', 'named', 'guided')),
  -- Nothing is shown of fewer.
  fewest smallint not null check (fewest between 5 and 10),
  days_open smallint not null check (days_open between 2 and 60),
  -- Of the firm's own: [{ id, kind, text }].
  questions jsonb not null default '[]',
  -- To choose from: ["retail", …].
  segments jsonb not null default '[]',
  proposed_on date not null,
  -- Null: by the plan.
  proposed_by uuid,
  sales_by uuid,
  marketing_by uuid,
  opened_on date,
  -- The last day on which answers are taken.
  closes_on date,
  is_extended boolean not null default false,
  reminded_on date,
  closed_on date,
  withdrawn_on date,
  -- The figures that may be shown, worked out once, at closing. Null after closing: the answers could not be read.
  tally jsonb,
  primary key (workspace_id, id),
  unique (workspace_id, number),
  foreign key (workspace_id, proposed_by) references evenhand.member (workspace_id, id),
  foreign key (workspace_id, sales_by) references evenhand.member (workspace_id, id),
  foreign key (workspace_id, marketing_by) references evenhand.member (workspace_id, id),
  check (opened_on is null or (sales_by is not null and marketing_by is not null and closes_on is not null)),
  check (closed_on is null or opened_on is not null),
  check (withdrawn_on is null or opened_on is null)
);
-- One at a time.
create unique index survey_wave_under_way on evenhand.survey_wave (workspace_id) where closed_on is null and withdrawn_on is null;
alter table evenhand.survey_wave enable row level security;
alter table evenhand.survey_wave force row level security;
create policy own_workspace on evenhand.survey_wave using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
-- How it is asked and from how many on it is shown stands from the beginning, and no wave disappears.
revoke update, delete on evenhand.survey_wave from evenhand_app;
grant update (sales_by, marketing_by, opened_on, closes_on, is_extended, reminded_on, closed_on, withdrawn_on, tally) on evenhand.survey_wave to evenhand_app;

-- Whom a wave asks and whether they have sent: one bit, without a time. All rows of a wave are written anew with each, so that none is the younger.
create table evenhand.survey_asked (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  wave_id uuid not null,
  member_id uuid not null,
  side text not null check (side in ('sales', 'marketing')),
  has_sent boolean not null default false,
  primary key (workspace_id, wave_id, member_id),
  foreign key (workspace_id, wave_id) references evenhand.survey_wave (workspace_id, id) on delete cascade,
  foreign key (workspace_id, member_id) references evenhand.member (workspace_id, id) on delete cascade
);
alter table evenhand.survey_asked enable row level security;
alter table evenhand.survey_asked force row level security;
create policy own_workspace on evenhand.survey_asked using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
revoke update, delete on evenhand.survey_asked from evenhand_app;
grant update (has_sent) on evenhand.survey_asked to evenhand_app;

-- The ballot box of an anonymous wave: all answers together in one sealed text, shuffled and sealed anew with each, and gone when the wave closes.
create table evenhand.survey_box (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  wave_id uuid not null,
  sealed text not null,
  primary key (workspace_id, wave_id),
  foreign key (workspace_id, wave_id) references evenhand.survey_wave (workspace_id, id) on delete cascade
);
alter table evenhand.survey_box enable row level security;
alter table evenhand.survey_box force row level security;
create policy own_workspace on evenhand.survey_box using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- Answers under one's own name, of waves that say so; each has agreed to it by sending.
create table evenhand.survey_named (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  wave_id uuid not null,
  member_id uuid not null,
  ballot jsonb not null,
  primary key (workspace_id, wave_id, member_id),
  foreign key (workspace_id, wave_id, member_id) references evenhand.survey_asked (workspace_id, wave_id, member_id) on delete cascade
);
alter table evenhand.survey_named enable row level security;
alter table evenhand.survey_named force row level security;
create policy own_workspace on evenhand.survey_named using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
revoke update, delete on evenhand.survey_named from evenhand_app;
