-- What the firm and an agency promise each other, signed by the agency and by a head; and the briefs, reports and invoices by which it is measured.

create table evenhand.agency_promise (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  -- The member who is the agency.
  agency_id uuid not null,
  promise text not null check (promise in ('leads-delivered', 'brief-answered', 'report-in-time', 'brief-in-time', 'lead-feedback', 'invoice-paid')),
  version integer not null check (version >= 1),
  -- Leads a month, calendar days, or the day of the following month; and the share of the cases in which it shall be so.
  level integer not null check (level between 1 and 1000000),
  at_least double precision not null check (at_least > 0 and at_least <= 1),
  note text check (length(note) between 1 and 2000),
  -- The day from which it is to hold; null: from the second signature on.
  holds_from date,
  proposed_by uuid not null,
  proposed_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  primary key (workspace_id, agency_id, promise, version),
  foreign key (workspace_id, agency_id) references evenhand.member (workspace_id, id)
);
alter table evenhand.agency_promise enable row level security;
alter table evenhand.agency_promise force row level security;
create policy own_workspace on evenhand.agency_promise using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());

-- One signature of each party; it is never taken back: who thinks otherwise proposes a new version.
create table evenhand.agency_promise_signature (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  agency_id uuid not null,
  promise text not null,
  version integer not null,
  party text not null check (party in ('agency', 'firm')),
  member_id uuid not null,
  signed_at timestamptz not null default now(),
  primary key (workspace_id, agency_id, promise, version, party),
  foreign key (workspace_id, agency_id, promise, version) references evenhand.agency_promise (workspace_id, agency_id, promise, version) on delete cascade
);
alter table evenhand.agency_promise_signature enable row level security;
alter table evenhand.agency_promise_signature force row level security;
create policy own_workspace on evenhand.agency_promise_signature using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
revoke update, delete on evenhand.agency_promise_signature from evenhand_app;

create table evenhand.agency_dealing (
  workspace_id uuid not null references evenhand.workspace (workspace_id) on delete cascade,
  id uuid not null,
  agency_id uuid not null,
  kind text not null check (kind in ('brief', 'report', 'invoice')),
  about text not null check (length(about) between 1 and 300),
  -- A brief was given, an invoice was sent, the first day of the month that a report is about.
  asked_on date not null,
  -- The day that a brief's campaign begins.
  for_on date,
  -- A brief was answered, a report given, an invoice paid; and who said so.
  answered_on date,
  answered_by uuid,
  entered_by uuid not null,
  entered_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, agency_id) references evenhand.member (workspace_id, id),
  check (kind = 'brief' or for_on is null),
  check (answered_on >= asked_on),
  check ((answered_on is null) = (answered_by is null))
);
create index agency_dealing_of on evenhand.agency_dealing (workspace_id, agency_id, asked_on desc);
alter table evenhand.agency_dealing enable row level security;
alter table evenhand.agency_dealing force row level security;
create policy own_workspace on evenhand.agency_dealing using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());
