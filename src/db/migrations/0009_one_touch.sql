-- Money that two departments spent on one touch is one line with two payers: the document (invoice, contract) tells that two lines are the same.
-- Events keep how many days our people stood at them, so that promotion can be told fully loaded.
alter table evenhand.spend add column document text;
alter table evenhand.campaign add column staff_days double precision;
