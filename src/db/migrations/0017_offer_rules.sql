-- Rules that offer leads by themselves; each change is a new version, and an act names the rule that did it.
create table evenhand.offer_rule (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  version integer not null check (version >= 1),
  name text not null check (length(name) between 1 and 120),
  -- Empty: any.
  channels text[] not null,
  segments text[] not null,
  grades text[] not null,
  products text[] not null,
  -- 'turn', 'nobody', or a person's id.
  to_whom text not null check (length(to_whom) <= 36),
  is_on boolean not null,
  -- Leads whose file came in from then on are offered; kept while the rule stays on, so that mending it offers no old ones.
  on_since timestamptz,
  -- Null: no longer with us.
  member_id uuid,
  at timestamptz not null default now(),
  primary key (workspace_id, id, version),
  check (is_on = (on_since is not null))
);
alter table evenhand.offer_rule enable row level security;
alter table evenhand.offer_rule force row level security;
create policy own_workspace on evenhand.offer_rule using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
revoke update, delete on evenhand.offer_rule from evenhand_app;

alter table evenhand.handoff_act add column rule_id uuid;
