-- When each member wants the digest by mail, which turns of it have come, and when each member last looked at home.

-- No row: every day at eight on the workspace's clock.
create table evenhand.digest_choice (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  member_id uuid not null,
  rhythm text not null check (rhythm in ('never', 'daily', 'weekly')),
  -- 0 Monday to 6 Sunday; counts where it comes weekly.
  weekday smallint not null default 0 check (weekday between 0 and 6),
  hour smallint not null default 8 check (hour between 0 and 23),
  -- Null: the workspace's own.
  time_zone text check (length(time_zone) between 1 and 60),
  -- Turns before this moment are not made up for.
  changed_at timestamptz not null default now(),
  primary key (workspace_id, member_id),
  foreign key (workspace_id, member_id) references evenhand.member (workspace_id, id) on delete cascade
);
alter table evenhand.digest_choice enable row level security;
alter table evenhand.digest_choice force row level security;
create policy own_workspace on evenhand.digest_choice using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- The last turn that came for a member, by the day it fell on: the same turn comes once, whoever of several servers gets there first.
create table evenhand.digest_turn (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  member_id uuid not null,
  turn date not null,
  -- Up to here everything has been told; the next letter begins here.
  told_until timestamptz not null,
  primary key (workspace_id, member_id),
  foreign key (workspace_id, member_id) references evenhand.member (workspace_id, id) on delete cascade
);
alter table evenhand.digest_turn enable row level security;
alter table evenhand.digest_turn force row level security;
create policy own_workspace on evenhand.digest_turn using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- Of a digest: from when on it tells. It tells up to the moment at which it was queued, however late it is sent.
alter table evenhand.mail add column since timestamptz;

-- When a member last looked at home, for that member alone. One moment and the one before: no list of visits.
create table evenhand.home_visit (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  member_id uuid not null,
  -- Of the visit that lasts or was the last.
  seen_at timestamptz not null default now(),
  -- The end of the visit before.
  before_at timestamptz,
  primary key (workspace_id, member_id),
  foreign key (workspace_id, member_id) references evenhand.member (workspace_id, id) on delete cascade
);
alter table evenhand.home_visit enable row level security;
alter table evenhand.home_visit force row level security;
create policy own_workspace on evenhand.home_visit using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- Who does not want to be seen while here. No row: seen. Where people are is kept nowhere.
create table evenhand.presence_choice (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  member_id uuid not null,
  is_hidden boolean not null,
  primary key (workspace_id, member_id),
  foreign key (workspace_id, member_id) references evenhand.member (workspace_id, id) on delete cascade
);
alter table evenhand.presence_choice enable row level security;
alter table evenhand.presence_choice force row level security;
create policy own_workspace on evenhand.presence_choice using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
