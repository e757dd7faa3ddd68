-- Facts on record. One table an entity of src/facts/entities.ts, column for field (a test compares the two).
-- id is the source's own key as text. first_import brought the row, last_import changed it last; what it was before stands in fact_version.
-- stage columns keep the source's own stage names; the workspace's stage mapping reads them.
-- staging has a twin of each, without policy, because COPY does not run under row level security; rows pass through it inside one transaction.

-- Firms that may buy.
create table evenhand.account (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id text not null,
  name text,
  segment text,
  size text,
  region text,
  country text,
  owner text,
  employees integer,
  revenue double precision,
  created_on date,
  parent text,
  source text not null,
  first_import uuid not null,
  last_import uuid not null,
  primary key (workspace_id, id)
);
alter table evenhand.account enable row level security;
alter table evenhand.account force row level security;
create policy own_workspace on evenhand.account using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
create unlogged table staging.account (
  workspace_id uuid not null,
  import_id uuid not null,
  line bigint not null,
  id text,
  name text,
  segment text,
  size text,
  region text,
  country text,
  owner text,
  employees integer,
  revenue double precision,
  created_on date,
  parent text
);

-- Someone at an account.
create table evenhand.contact (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id text not null,
  account text,
  name text,
  email text,
  phone text,
  title text,
  created_on date,
  source text not null,
  first_import uuid not null,
  last_import uuid not null,
  primary key (workspace_id, id)
);
alter table evenhand.contact enable row level security;
alter table evenhand.contact force row level security;
create policy own_workspace on evenhand.contact using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
create unlogged table staging.contact (
  workspace_id uuid not null,
  import_id uuid not null,
  line bigint not null,
  id text,
  account text,
  name text,
  email text,
  phone text,
  title text,
  created_on date
);

-- One contact's interest, once per enquiry.
create table evenhand.lead (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id text not null,
  name text,
  account text,
  contact text,
  deal text,
  owner text,
  campaign text,
  channel text,
  segment text,
  region text,
  product text,
  grade text,
  stage text,
  created_at timestamptz not null,
  qualified_at timestamptz,
  accepted_at timestamptz,
  returned_at timestamptz,
  return_reason text,
  first_attempt_at timestamptz,
  first_contact_at timestamptz,
  sales_qualified_at timestamptz,
  converted_at timestamptz,
  source text not null,
  first_import uuid not null,
  last_import uuid not null,
  primary key (workspace_id, id)
);
alter table evenhand.lead enable row level security;
alter table evenhand.lead force row level security;
create policy own_workspace on evenhand.lead using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
create unlogged table staging.lead (
  workspace_id uuid not null,
  import_id uuid not null,
  line bigint not null,
  id text,
  name text,
  account text,
  contact text,
  deal text,
  owner text,
  campaign text,
  channel text,
  segment text,
  region text,
  product text,
  grade text,
  stage text,
  created_at timestamptz,
  qualified_at timestamptz,
  accepted_at timestamptz,
  returned_at timestamptz,
  return_reason text,
  first_attempt_at timestamptz,
  first_contact_at timestamptz,
  sales_qualified_at timestamptz,
  converted_at timestamptz
);

-- The record of a sale; opportunity is its stage.
create table evenhand.deal (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id text not null,
  name text,
  account text,
  contact text,
  lead text,
  owner text,
  campaign text,
  product text,
  channel text,
  segment text,
  region text,
  account_size text,
  pipeline text,
  stage text not null,
  created_on date,
  closed_on date,
  expected_close_on date,
  amount bigint,
  list_price bigint,
  cost bigint,
  discount double precision,
  quantity double precision,
  currency text,
  is_repeat boolean,
  loss_reason text,
  buyer_loss_reason text,
  source text not null,
  first_import uuid not null,
  last_import uuid not null,
  primary key (workspace_id, id)
);
alter table evenhand.deal enable row level security;
alter table evenhand.deal force row level security;
create policy own_workspace on evenhand.deal using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
create unlogged table staging.deal (
  workspace_id uuid not null,
  import_id uuid not null,
  line bigint not null,
  id text,
  name text,
  account text,
  contact text,
  lead text,
  owner text,
  campaign text,
  product text,
  channel text,
  segment text,
  region text,
  account_size text,
  pipeline text,
  stage text,
  created_on date,
  closed_on date,
  expected_close_on date,
  amount bigint,
  list_price bigint,
  cost bigint,
  discount double precision,
  quantity double precision,
  currency text,
  is_repeat boolean,
  loss_reason text,
  buyer_loss_reason text
);

-- Who moved what, where, when. origin says how we know: from the source, or seen between two imports.
create table evenhand.stage_change (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id text not null,
  "of" text,
  record text not null,
  from_stage text,
  to_stage text not null,
  at timestamptz not null,
  "by" text,
  source text not null,
  first_import uuid not null,
  last_import uuid not null,
  origin text not null default 'source' check (origin in ('source', 'observed')),
  primary key (workspace_id, id)
);
alter table evenhand.stage_change enable row level security;
alter table evenhand.stage_change force row level security;
create policy own_workspace on evenhand.stage_change using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
create unlogged table staging.stage_change (
  workspace_id uuid not null,
  import_id uuid not null,
  line bigint not null,
  id text,
  "of" text,
  record text,
  from_stage text,
  to_stage text,
  at timestamptz,
  "by" text
);

-- Calls, meetings, e-mails.
create table evenhand.activity (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id text not null,
  kind text,
  direction text,
  outcome text,
  at timestamptz not null,
  seller text,
  deal text,
  lead text,
  account text,
  contact text,
  minutes double precision,
  source text not null,
  first_import uuid not null,
  last_import uuid not null,
  primary key (workspace_id, id)
);
alter table evenhand.activity enable row level security;
alter table evenhand.activity force row level security;
create policy own_workspace on evenhand.activity using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
create unlogged table staging.activity (
  workspace_id uuid not null,
  import_id uuid not null,
  line bigint not null,
  id text,
  kind text,
  direction text,
  outcome text,
  at timestamptz,
  seller text,
  deal text,
  lead text,
  account text,
  contact text,
  minutes double precision
);

-- One contact with an account at a time in a channel.
create table evenhand.touchpoint (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id text not null,
  at timestamptz not null,
  channel text,
  campaign text,
  account text,
  contact text,
  lead text,
  deal text,
  source text not null,
  first_import uuid not null,
  last_import uuid not null,
  primary key (workspace_id, id)
);
alter table evenhand.touchpoint enable row level security;
alter table evenhand.touchpoint force row level security;
create policy own_workspace on evenhand.touchpoint using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
create unlogged table staging.touchpoint (
  workspace_id uuid not null,
  import_id uuid not null,
  line bigint not null,
  id text,
  at timestamptz,
  channel text,
  campaign text,
  account text,
  contact text,
  lead text,
  deal text
);

-- What marketing ran.
create table evenhand.campaign (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id text not null,
  name text,
  channel text,
  segment text,
  starts_on date,
  ends_on date,
  planned_cost bigint,
  currency text,
  owner text,
  source text not null,
  first_import uuid not null,
  last_import uuid not null,
  primary key (workspace_id, id)
);
alter table evenhand.campaign enable row level security;
alter table evenhand.campaign force row level security;
create policy own_workspace on evenhand.campaign using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
create unlogged table staging.campaign (
  workspace_id uuid not null,
  import_id uuid not null,
  line bigint not null,
  id text,
  name text,
  channel text,
  segment text,
  starts_on date,
  ends_on date,
  planned_cost bigint,
  currency text,
  owner text
);

-- Money planned, committed or gone, dated.
create table evenhand.spend (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id text not null,
  day date not null,
  amount bigint not null,
  currency text,
  campaign text,
  channel text,
  category text,
  segment text,
  region text,
  product text,
  status text,
  payer text,
  source text not null,
  first_import uuid not null,
  last_import uuid not null,
  primary key (workspace_id, id)
);
alter table evenhand.spend enable row level security;
alter table evenhand.spend force row level security;
create policy own_workspace on evenhand.spend using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
create unlogged table staging.spend (
  workspace_id uuid not null,
  import_id uuid not null,
  line bigint not null,
  id text,
  day date,
  amount bigint,
  currency text,
  campaign text,
  channel text,
  category text,
  segment text,
  region text,
  product text,
  status text,
  payer text
);

-- Planned level of a measure.
create table evenhand.plan (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id text not null,
  measure text not null,
  "from" date not null,
  until date not null,
  level double precision not null,
  currency text,
  product text,
  region text,
  account_size text,
  channel text,
  segment text,
  source text not null,
  first_import uuid not null,
  last_import uuid not null,
  primary key (workspace_id, id)
);
alter table evenhand.plan enable row level security;
alter table evenhand.plan force row level security;
create policy own_workspace on evenhand.plan using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
create unlogged table staging.plan (
  workspace_id uuid not null,
  import_id uuid not null,
  line bigint not null,
  id text,
  measure text,
  "from" date,
  until date,
  level double precision,
  currency text,
  product text,
  region text,
  account_size text,
  channel text,
  segment text
);

-- Size of the market from outside.
create table evenhand.market_index (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id text not null,
  day date not null,
  level double precision not null,
  segment text,
  region text,
  product text,
  publisher text,
  source text not null,
  first_import uuid not null,
  last_import uuid not null,
  primary key (workspace_id, id)
);
alter table evenhand.market_index enable row level security;
alter table evenhand.market_index force row level security;
create policy own_workspace on evenhand.market_index using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
create unlogged table staging.market_index (
  workspace_id uuid not null,
  import_id uuid not null,
  line bigint not null,
  id text,
  day date,
  level double precision,
  segment text,
  region text,
  product text,
  publisher text
);

-- People as the source knows them.
create table evenhand.seller (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id text not null,
  name text,
  email text,
  department text,
  team text,
  manager text,
  region text,
  "from" date,
  until date,
  source text not null,
  first_import uuid not null,
  last_import uuid not null,
  primary key (workspace_id, id)
);
alter table evenhand.seller enable row level security;
alter table evenhand.seller force row level security;
create policy own_workspace on evenhand.seller using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
create unlogged table staging.seller (
  workspace_id uuid not null,
  import_id uuid not null,
  line bigint not null,
  id text,
  name text,
  email text,
  department text,
  team text,
  manager text,
  region text,
  "from" date,
  until date
);

-- What people cost over time.
create table evenhand.seller_cost (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id text not null,
  seller text,
  department text,
  "from" date not null,
  until date not null,
  amount bigint not null,
  currency text,
  kind text,
  source text not null,
  first_import uuid not null,
  last_import uuid not null,
  primary key (workspace_id, id)
);
alter table evenhand.seller_cost enable row level security;
alter table evenhand.seller_cost force row level security;
create policy own_workspace on evenhand.seller_cost using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
create unlogged table staging.seller_cost (
  workspace_id uuid not null,
  import_id uuid not null,
  line bigint not null,
  id text,
  seller text,
  department text,
  "from" date,
  until date,
  amount bigint,
  currency text,
  kind text
);

-- What is sold, with its list price.
create table evenhand.product (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id text not null,
  name text,
  product_line text,
  list_price bigint,
  unit_cost bigint,
  currency text,
  source text not null,
  first_import uuid not null,
  last_import uuid not null,
  primary key (workspace_id, id)
);
alter table evenhand.product enable row level security;
alter table evenhand.product force row level security;
create policy own_workspace on evenhand.product using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
create unlogged table staging.product (
  workspace_id uuid not null,
  import_id uuid not null,
  line bigint not null,
  id text,
  name text,
  product_line text,
  list_price bigint,
  unit_cost bigint,
  currency text
);

-- Units of the workspace's currency for one unit of another, from a day on.
create table evenhand.currency_rate (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id text not null,
  day date not null,
  currency text not null,
  rate double precision not null,
  source text not null,
  first_import uuid not null,
  last_import uuid not null,
  primary key (workspace_id, id)
);
alter table evenhand.currency_rate enable row level security;
alter table evenhand.currency_rate force row level security;
create policy own_workspace on evenhand.currency_rate using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
create unlogged table staging.currency_rate (
  workspace_id uuid not null,
  import_id uuid not null,
  line bigint not null,
  id text,
  day date,
  currency text,
  rate double precision
);

create index stage_change_by_record on evenhand.stage_change (workspace_id, record, at);

-- What a record was before an import changed it: the whole old row, and the import that replaced it.
create table evenhand.fact_version (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  entity text not null,
  record_id text not null,
  replaced_by uuid not null,
  replaced_at timestamptz not null,
  was jsonb not null,
  primary key (workspace_id, entity, record_id, replaced_by)
);
create index fact_version_by_import on evenhand.fact_version (workspace_id, replaced_by, entity);
alter table evenhand.fact_version enable row level security;
alter table evenhand.fact_version force row level security;
create policy own_workspace on evenhand.fact_version using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- What an open deal looked like on a day; written only where it differs from the deal's last snapshot.
create table evenhand.deal_snapshot (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  day date not null,
  deal text not null,
  stage text not null,
  amount bigint,
  currency text,
  expected_close_on date,
  closed_on date,
  owner text,
  import_id uuid,
  primary key (workspace_id, deal, day)
);
alter table evenhand.deal_snapshot enable row level security;
alter table evenhand.deal_snapshot force row level security;
create policy own_workspace on evenhand.deal_snapshot using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- Each source's stage names in our stages. proposed: by the product, not yet looked at by a person.
create table evenhand.stage_mapping (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  source text not null,
  record_kind text not null check (record_kind in ('deal', 'lead')),
  source_stage text not null,
  stage text not null check (stage in ('lead', 'marketing-qualified', 'sales-accepted', 'sales-qualified', 'opportunity', 'won', 'lost')),
  is_confirmed boolean not null default false,
  primary key (workspace_id, source, record_kind, source_stage)
);
alter table evenhand.stage_mapping enable row level security;
alter table evenhand.stage_mapping force row level security;
create policy own_workspace on evenhand.stage_mapping using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
