-- How many rows of each kind an import was the last to state, and the sum of their ids' hashes: whoever keeps facts sees by it which have changed, and counts none.
-- Kept by triggers, so that no way of writing passes it by. Without a reference, as facts themselves: what it would do at the end of a workspace does forget_facts.
create table evenhand.fact_mark (
  workspace_id uuid not null,
  kind text not null,
  import uuid not null,
  rows bigint not null,
  ids bigint not null,
  primary key (workspace_id, kind, import)
);

-- One statement writes many rows: they are counted once for all. A row that stays with its import moves nothing.
create function evenhand.mark_facts() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into evenhand.fact_mark as m (workspace_id, kind, import, rows, ids)
    select workspace_id, tg_table_name, last_import, count(*), sum(hashtext(id)::bigint)::bigint from came group by workspace_id, last_import
    on conflict (workspace_id, kind, import) do update set rows = m.rows + excluded.rows, ids = m.ids + excluded.ids;
  elsif tg_op = 'DELETE' then
    update evenhand.fact_mark m set rows = m.rows - g.rows, ids = m.ids - g.ids
    from (select workspace_id, last_import, count(*) as rows, sum(hashtext(id)::bigint)::bigint as ids from went group by workspace_id, last_import) g
    where m.workspace_id = g.workspace_id and m.kind = tg_table_name and m.import = g.last_import;
  else
    insert into evenhand.fact_mark as m (workspace_id, kind, import, rows, ids)
    select workspace_id, tg_table_name, last_import, sum(one), sum(one * hashtext(id)::bigint)::bigint
    from (select workspace_id, last_import, id, 1 as one from came union all select workspace_id, last_import, id, -1 from went) moved
    group by workspace_id, last_import having sum(one) <> 0 or sum(one * hashtext(id)::bigint) <> 0 order by last_import
    on conflict (workspace_id, kind, import) do update set rows = m.rows + excluded.rows, ids = m.ids + excluded.ids;
  end if;
  return null;
end $$;

do $$
declare name text;
begin
  foreach name in array evenhand.fact_tables() loop
    continue when name in ('fact_version', 'deal_snapshot');
    execute format('insert into evenhand.fact_mark select workspace_id, %L, last_import, count(*), sum(hashtext(id)::bigint)::bigint from evenhand.%I group by workspace_id, last_import', name, name);
    execute format('create trigger mark_came after insert on evenhand.%I referencing new table as came for each statement execute function evenhand.mark_facts()', name);
    execute format('create trigger mark_moved after update on evenhand.%I referencing old table as went new table as came for each statement execute function evenhand.mark_facts()', name);
    execute format('create trigger mark_went after delete on evenhand.%I referencing old table as went for each statement execute function evenhand.mark_facts()', name);
  end loop;
end $$;

alter table evenhand.fact_mark enable row level security;
alter table evenhand.fact_mark force row level security;
create policy own_workspace on evenhand.fact_mark using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

create or replace function evenhand.fact_tables() returns text[] language sql immutable parallel safe as $$
  select array['account', 'contact', 'lead', 'deal', 'stage_change', 'activity', 'touchpoint', 'campaign', 'spend', 'plan', 'market_index', 'seller', 'seller_cost',
    'product', 'currency_rate', 'material_use', 'fact_version', 'deal_snapshot', 'fact_mark']
$$;

-- Touches come in millions, and are read and taken back by import.
create index touchpoint_by_import on evenhand.touchpoint (workspace_id, last_import);
create index activity_by_import on evenhand.activity (workspace_id, last_import);
