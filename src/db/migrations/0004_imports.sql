-- Files on their way in: what was received, what was found in it, how far it has come, and the rows that were not taken.

-- One file brought in. It lives through: receiving, received, proposed (profiled, mapping proposed), waiting, running, done; or failed; a done one may be undoing, undone.
create table evenhand.import (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 300),
  bytes bigint not null default 0,
  digest text,
  state text not null default 'receiving' check (state in ('receiving', 'received', 'proposed', 'waiting', 'running', 'done', 'failed', 'undoing', 'undone')),
  -- Why it failed: { code, details }.
  problem jsonb,
  member_id uuid,
  -- What a person fixed before the file was read: encoding, delimiter, sheet, header line, entity, prefix of ids.
  options jsonb not null default '{}',
  shape jsonb,
  profile jsonb,
  -- The proposed mapping with its reasons, and the one that will be or was used.
  proposal jsonb,
  mapping jsonb,
  -- Answers to questions: [{ code, field, column, value }].
  answers jsonb not null default '[]',
  -- The import whose set-aside rows this file corrects.
  corrects uuid,
  received_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  undone_at timestamptz,
  -- Who works on it now, and when that was last seen. Every batch checks the worker, so that a worker given up for dead writes nothing more.
  worker uuid,
  seen_at timestamptz,
  -- How far: records of the file whose fate is committed (taken, same, repeated or set aside), and the bytes read for them.
  records_done bigint not null default 0,
  -- The last line whose fate is committed: whoever goes on reads the file again and leaves out what is not beyond it.
  line_done bigint not null default 0,
  bytes_done bigint not null default 0,
  rows_new bigint not null default 0,
  rows_changed bigint not null default 0,
  rows_same bigint not null default 0,
  rows_repeated bigint not null default 0,
  rows_set_aside bigint not null default 0,
  rows_per_second double precision,
  interruptions integer not null default 0,
  primary key (workspace_id, id)
);
create index import_by_time on evenhand.import (workspace_id, received_at desc);
-- One import writes at a time in a workspace, so that what replaced what is never in doubt.
create unique index import_one_writes on evenhand.import (workspace_id) where state in ('running', 'undoing') and worker is not null;
alter table evenhand.import enable row level security;
alter table evenhand.import force row level security;
create policy own_workspace on evenhand.import using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- The bytes of a file in parts of a megabyte, so that any server can go on with it. Kept outside the row and not compressed: reading a part reads just that part.
create table evenhand.import_file_part (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  import_id uuid not null,
  part integer not null,
  bytes bytea not null,
  primary key (workspace_id, import_id, part)
);
alter table evenhand.import_file_part alter column bytes set storage external;
alter table evenhand.import_file_part enable row level security;
alter table evenhand.import_file_part force row level security;
create policy own_workspace on evenhand.import_file_part using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- A row that was not taken: its line, why, and the record as it stood. resolved_by: the import that brought it in corrected.
create table evenhand.import_set_aside (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  import_id uuid not null,
  line bigint not null,
  reason text not null,
  column_name text,
  text text,
  details jsonb,
  raw jsonb not null,
  resolved_by uuid,
  primary key (workspace_id, import_id, line)
);
create index import_set_aside_by_reason on evenhand.import_set_aside (workspace_id, import_id, reason);
create index import_set_aside_by_resolver on evenhand.import_set_aside (workspace_id, resolved_by) where resolved_by is not null;
alter table evenhand.import_set_aside enable row level security;
alter table evenhand.import_set_aside force row level security;
create policy own_workspace on evenhand.import_set_aside using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- Mappings that a person has used, for the next file of the same shape.
create table evenhand.column_mapping (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  fingerprint text not null,
  entity text not null,
  source text not null,
  mapping jsonb not null,
  answers jsonb not null default '[]',
  file_name text not null,
  used_at timestamptz not null default now(),
  primary key (workspace_id, fingerprint, entity)
);
alter table evenhand.column_mapping enable row level security;
alter table evenhand.column_mapping force row level security;
create policy own_workspace on evenhand.column_mapping using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- What waits to be worked on, in all workspaces. Holds ids only, so that a worker can find work before it enters a workspace.
create table staging.import_work (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  import_id uuid not null,
  work text not null check (work in ('profile', 'run', 'undo')),
  since timestamptz not null default now(),
  primary key (workspace_id, import_id)
);

-- While an import is undone, inside that one transaction: its records that were stated again later, and by which import.
create unlogged table staging.undone_link (
  workspace_id uuid not null,
  import_id uuid not null,
  record_id text not null,
  next_import uuid not null,
  next_stage text,
  was_stage text,
  is_first boolean not null
);
create index undone_link_by_import on staging.undone_link (import_id, record_id);

-- The import whose statement a version holds: from version to version this is the chain that undoing mends.
alter table evenhand.fact_version add column replaces uuid generated always as ((was ->> 'last_import')::uuid) stored;
create index fact_version_by_statement on evenhand.fact_version (workspace_id, replaces, entity);

-- Two imports of one day may each have seen the deal: the later is by taken_at.
alter table evenhand.deal_snapshot add column taken_at timestamptz not null default now();
alter table evenhand.deal_snapshot alter column import_id set not null;
alter table evenhand.deal_snapshot drop constraint deal_snapshot_pkey;
alter table evenhand.deal_snapshot add primary key (workspace_id, deal, day, import_id);
create index deal_snapshot_by_import on evenhand.deal_snapshot (workspace_id, import_id);

-- Who asks for what an import brought or touched last.
create index stage_change_by_import on evenhand.stage_change (workspace_id, first_import);
create index currency_rate_by_currency on evenhand.currency_rate (workspace_id, currency, day);

-- Rows of one batch are found by its own id (in import_id), whatever earlier batches left behind until the next vacuum.
create index account_by_batch on staging.account (import_id);
create index contact_by_batch on staging.contact (import_id);
create index lead_by_batch on staging.lead (import_id);
create index deal_by_batch on staging.deal (import_id);
create index stage_change_by_batch on staging.stage_change (import_id);
create index activity_by_batch on staging.activity (import_id);
create index touchpoint_by_batch on staging.touchpoint (import_id);
create index campaign_by_batch on staging.campaign (import_id);
create index spend_by_batch on staging.spend (import_id);
create index plan_by_batch on staging.plan (import_id);
create index market_index_by_batch on staging.market_index (import_id);
create index seller_by_batch on staging.seller (import_id);
create index seller_cost_by_batch on staging.seller_cost (import_id);
create index product_by_batch on staging.product (import_id);
create index currency_rate_by_batch on staging.currency_rate (import_id);

-- Facts come in millions, and a reference costs as much a row as the row itself. Every row is written inside its workspace by policy, so the reference
-- proves nothing more; what it did at the end of a workspace is done by a trigger.
create function evenhand.fact_tables() returns text[] language sql immutable parallel safe as $$
  select array['account', 'contact', 'lead', 'deal', 'stage_change', 'activity', 'touchpoint', 'campaign', 'spend', 'plan', 'market_index', 'seller', 'seller_cost',
    'product', 'currency_rate', 'fact_version', 'deal_snapshot']
$$;
do $$
declare name text;
begin
  foreach name in array evenhand.fact_tables() loop
    execute format('alter table evenhand.%I drop constraint %I', name, name || '_workspace_id_fkey');
  end loop;
end $$;
create function evenhand.forget_facts() returns trigger language plpgsql as $$
declare
  name text;
  entered text := current_setting('evenhand.workspace', true);
begin
  perform set_config('evenhand.workspace', old.workspace_id::text, true);
  foreach name in array evenhand.fact_tables() loop
    execute format('delete from evenhand.%I where workspace_id = $1', name) using old.workspace_id;
  end loop;
  perform set_config('evenhand.workspace', coalesce(entered, ''), true);
  return old;
end $$;
create trigger forget_facts before delete on evenhand.workspace for each row execute function evenhand.forget_facts();
