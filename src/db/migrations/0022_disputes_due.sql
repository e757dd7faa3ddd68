-- Those who decide a dispute are told once that its day has come.
alter table evenhand.dispute add column due_told_at timestamptz;
