-- The handoff: who works leads, when people work, and every act between an MQL and its outcome.
-- What is done here is kept apart from what the CRM exports, so that no import overwrites it; figures read both together (src/ledger/handoff-facts.ts).

-- Somebody who is offered leads: a seller of the CRM, a member, or both.
create table evenhand.handoff_person (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 120),
  -- As the facts name the owner of a lead.
  seller text check (length(seller) between 1 and 400),
  member_id uuid,
  -- Most open handoffs at a time; null: as many as come.
  capacity integer check (capacity between 0 and 10000),
  -- Takes part when leads are dealt in turn.
  is_in_turn boolean not null default true,
  -- Null: the workspace's own.
  time_zone text check (length(time_zone) between 1 and 60),
  -- Turns that are owed because of an absence: dealt first until they are used up.
  credit double precision not null default 0,
  last_dealt_at timestamptz,
  removed_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create unique index handoff_person_by_seller on evenhand.handoff_person (workspace_id, seller) where seller is not null and removed_at is null;
create unique index handoff_person_by_member on evenhand.handoff_person (workspace_id, member_id) where member_id is not null and removed_at is null;
alter table evenhand.handoff_person enable row level security;
alter table evenhand.handoff_person force row level security;
create policy own_workspace on evenhand.handoff_person using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- Whose leads somebody takes; who has no row takes all.
create table evenhand.handoff_territory (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  person_id uuid not null,
  kind text not null check (kind in ('segment', 'region', 'product', 'channel')),
  value text not null check (length(value) between 1 and 400),
  primary key (workspace_id, person_id, kind, value),
  foreign key (workspace_id, person_id) references evenhand.handoff_person (workspace_id, id) on delete cascade
);
alter table evenhand.handoff_territory enable row level security;
alter table evenhand.handoff_territory force row level security;
create policy own_workspace on evenhand.handoff_territory using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- When somebody is away: from a day up to, not including, another.
create table evenhand.handoff_absence (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  person_id uuid not null,
  "from" date not null,
  until date not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, person_id) references evenhand.handoff_person (workspace_id, id) on delete cascade,
  check ("from" < until)
);
create index handoff_absence_by_person on evenhand.handoff_absence (workspace_id, person_id, "from");
alter table evenhand.handoff_absence enable row level security;
alter table evenhand.handoff_absence force row level security;
create policy own_workspace on evenhand.handoff_absence using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- When people work; no row: Monday to Friday, nine to six.
create table evenhand.working_calendar (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  -- 0 Monday to 6 Sunday.
  days smallint[] not null check (array_length(days, 1) between 1 and 7),
  from_minute smallint not null check (from_minute between 0 and 1439),
  until_minute smallint not null check (until_minute between 1 and 1440),
  -- ISO 3166 code of the country whose holidays count; null: none.
  country text check (country ~ '^[A-Z]{2}$'),
  primary key (workspace_id),
  check (from_minute < until_minute)
);
alter table evenhand.working_calendar enable row level security;
alter table evenhand.working_calendar force row level security;
create policy own_workspace on evenhand.working_calendar using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- Days that differ from the week: free though it says work, or working though it says free (a working Saturday). Own days stand over the country's.
create table evenhand.special_day (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  day date not null,
  name text not null check (length(name) between 1 and 120),
  is_working boolean not null default false,
  primary key (workspace_id, day)
);
alter table evenhand.special_day enable row level security;
alter table evenhand.special_day force row level security;
create policy own_workspace on evenhand.special_day using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- Every act on a lead at the handoff, in the order in which it happened. Written, never rewritten: what is taken back is an act as well.
create table evenhand.handoff_act (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id bigint generated always as identity,
  lead text not null,
  act text not null check (act in ('offered', 'assigned', 'accepted', 'returned', 'kept', 'attempted', 'qualified', 'disqualified', 'recycled', 'undone')),
  at timestamptz not null default now(),
  -- Null: a rule of ours, or the source.
  member_id uuid,
  -- offered: 'hand', 'rule' or 'source'; assigned: 'routing-wrong', 'away', 'left', 'full' or 'asked';
  -- returned: 'procedural', 'clerical' or 'definitional'; attempted: 'call', 'letter', 'message', 'meeting' or 'automatic'.
  kind text,
  person_id uuid,
  -- attempted: somebody answered.
  is_reached boolean,
  note text check (length(note) <= 1000),
  -- undone: the act that no longer counts.
  undoes bigint,
  primary key (workspace_id, id)
);
create index handoff_act_by_lead on evenhand.handoff_act (workspace_id, lead, id);
alter table evenhand.handoff_act enable row level security;
alter table evenhand.handoff_act force row level security;
create policy own_workspace on evenhand.handoff_act using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
revoke update, delete on evenhand.handoff_act from evenhand_app;

-- What the acts on a lead come to (src/facts/handoff.ts folds them); rewritten with each act.
create table evenhand.handoff (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  lead text not null,
  offered_as text not null check (offered_as in ('hand', 'rule', 'source')),
  round integer not null,
  first_offered_at timestamptz not null,
  -- Of the present round; the clock of acceptance starts at accept_from, which is later where the routing was wrong.
  offered_at timestamptz not null,
  accept_from timestamptz not null,
  person_id uuid,
  accepted_at timestamptz,
  returned_at timestamptz,
  return_class text check (return_class in ('procedural', 'clerical', 'definitional')),
  return_note text,
  -- Marketing keeps the returned lead to itself; offering it again begins the next round.
  kept_at timestamptz,
  -- Over all rounds.
  returns integer not null default 0,
  first_attempt_at timestamptz,
  last_attempt_at timestamptz,
  first_contact_at timestamptz,
  -- Of the present round.
  attempts integer not null default 0,
  contacted_at timestamptz,
  outcome text check (outcome in ('qualified', 'disqualified', 'recycled')),
  outcome_at timestamptz,
  acts integer not null,
  changed_at timestamptz not null default now(),
  primary key (workspace_id, lead)
);
create index handoff_by_person on evenhand.handoff (workspace_id, person_id);
alter table evenhand.handoff enable row level security;
alter table evenhand.handoff force row level security;
create policy own_workspace on evenhand.handoff using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
