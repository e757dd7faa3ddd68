-- Within what an action should move its figure: the rest of the firm then tells what would have come anyway. And letters that a mail server may have taken without saying so.

alter table evenhand.action
  add column within_by text check (within_by in ('segment', 'region', 'channel', 'owner')),
  -- As the records have it, by name.
  add column within_value text check (length(within_value) between 1 and 200),
  add check ((within_by is null) = (within_value is null)),
  add check (within_by is null or metric is not null);

alter table evenhand.mail
  -- The letter went out whole and no answer came: what goes out next may be the second.
  add column is_perhaps_taken boolean not null default false;
