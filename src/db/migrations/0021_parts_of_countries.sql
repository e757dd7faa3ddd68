-- Holidays of a part of a country: ISO 3166-2, such as DE-BY.
alter table evenhand.working_calendar drop constraint working_calendar_country_check;
alter table evenhand.working_calendar add constraint working_calendar_country_check check (country ~ '^[A-Z]{2}(-[A-Z]{2})?$');
