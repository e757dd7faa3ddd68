-- The budget of a joint project as it was planned, day by day: what was planned later stands beside it and never in its place. Kept by a trigger, so that no way of planning passes it by.

create table evenhand.budget_revision (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  project_id uuid not null,
  revision integer not null check (revision >= 1),
  -- The company's own day: what is planned and planned anew on one day is one plan.
  day date not null,
  -- Minor units of the workspace's currency; lines: id, name and planned of each that has an amount, in their order.
  planned bigint not null check (planned >= 0),
  lines jsonb not null,
  changed_at timestamptz not null default now(),
  primary key (workspace_id, project_id, revision),
  unique (workspace_id, project_id, day),
  foreign key (workspace_id, project_id) references evenhand.project (workspace_id, id) on delete cascade
);
alter table evenhand.budget_revision enable row level security;
alter table evenhand.budget_revision force row level security;
create policy own_workspace on evenhand.budget_revision using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
-- What was planned on a day that is over stays; the server's role writes no other day and takes none away.
revoke update, delete on evenhand.budget_revision from evenhand_app;
grant update (planned, lines, changed_at) on evenhand.budget_revision to evenhand_app;

create function evenhand.keep_budget() returns trigger language plpgsql as $$
declare
  today date;
  now_planned bigint;
  now_lines jsonb;
  last evenhand.budget_revision;
begin
  if tg_op = 'UPDATE' and new.planned = old.planned and new.name = old.name and new.place = old.place and (new.removed_at is null) = (old.removed_at is null) then
    return null;
  end if;
  select (now() at time zone w.time_zone)::date into today from evenhand.workspace w where w.workspace_id = new.workspace_id;
  select coalesce(sum(l.planned), 0), coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'name', l.name, 'planned', l.planned) order by l.place, l.id), '[]'::jsonb)
    into now_planned, now_lines
    from evenhand.project_budget_line l
   where l.workspace_id = new.workspace_id and l.project_id = new.project_id and l.removed_at is null and l.planned > 0;
  select * into last from evenhand.budget_revision b
   where b.workspace_id = new.workspace_id and b.project_id = new.project_id order by b.revision desc limit 1;
  -- A budget begins with its first amount.
  if last.revision is null and now_planned = 0 then
    return null;
  end if;
  if last.day = today then
    update evenhand.budget_revision set planned = now_planned, lines = now_lines, changed_at = now()
     where workspace_id = new.workspace_id and project_id = new.project_id and revision = last.revision;
  elsif last.lines is distinct from now_lines then
    insert into evenhand.budget_revision (workspace_id, project_id, revision, day, planned, lines)
    values (new.workspace_id, new.project_id, coalesce(last.revision, 0) + 1, today, now_planned, now_lines);
  end if;
  return null;
end $$;
create trigger keep_budget after insert or update on evenhand.project_budget_line for each row execute function evenhand.keep_budget();

-- What was planned before there was a memory of it: as it stands, since the project began.
insert into evenhand.budget_revision (workspace_id, project_id, revision, day, planned, lines, changed_at)
select l.workspace_id, l.project_id, 1, (p.created_at at time zone w.time_zone)::date, sum(l.planned),
       jsonb_agg(jsonb_build_object('id', l.id, 'name', l.name, 'planned', l.planned) order by l.place, l.id), p.created_at
  from evenhand.project_budget_line l
  join evenhand.project p on p.workspace_id = l.workspace_id and p.id = l.project_id
  join evenhand.workspace w on w.workspace_id = l.workspace_id
 where l.removed_at is null and l.planned > 0
 group by l.workspace_id, l.project_id, p.created_at, w.time_zone;
