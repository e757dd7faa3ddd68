-- A rule may ask for the chance of a lead to be won, as the lead score gives it today; null: whatever its chance.
alter table evenhand.offer_rule add column min_chance double precision check (min_chance > 0 and min_chance < 1);
