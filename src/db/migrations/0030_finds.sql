-- Search over what a workspace holds: the texts, and which of them each word stands in. Made from the other tables and thrown away at will, so backups leave it out.
-- Words are found by comparing text, which row level security lets an index answer; PostgreSQL's own text search it does not (docs/decisions/0031).

create table evenhand.find_text (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  kind text not null check (length(kind) between 1 and 40),
  id text not null check (length(id) between 1 and 400),
  -- Anew with every change of the text: words of what it said before lead nowhere.
  no integer not null,
  title text not null,
  body text not null,
  who text,
  at timestamptz,
  -- What its address needs besides its id.
  place text,
  -- By which it is seen that the thing has changed.
  mark text not null,
  primary key (workspace_id, kind, id),
  unique (workspace_id, no)
);
alter table evenhand.find_text enable row level security;
alter table evenhand.find_text force row level security;
create policy own_workspace on evenhand.find_text using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- The texts that a word stands in, in blocks of those taken in together. Compared byte by byte, so that a beginning is a range.
create table evenhand.find_word (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  word text collate "C" not null check (length(word) between 1 and 80),
  block integer not null,
  in_title boolean not null,
  texts integer[] not null,
  primary key (workspace_id, word, block, in_title)
);
alter table evenhand.find_word enable row level security;
alter table evenhand.find_word force row level security;
create policy own_workspace on evenhand.find_word using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- How far taking in has come.
create table evenhand.find_state (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  next_no integer not null default 1,
  -- Of what people wrote, and of records: what had been seen.
  seen_acts text not null default '',
  seen_facts text not null default '',
  acts_at timestamptz,
  facts_at timestamptz,
  primary key (workspace_id)
);
alter table evenhand.find_state enable row level security;
alter table evenhand.find_state force row level security;
create policy own_workspace on evenhand.find_state using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
