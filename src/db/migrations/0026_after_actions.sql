-- What the figure did that an action should move, as it was last told, and the meeting to which the answer came back; and the day of which its owner was reminded.
alter table evenhand.action
  add column effect_verdict text check (effect_verdict in ('moved', 'other-way', 'not-moved', 'too-early', 'cannot-be-told')),
  add column effect_as_of date,
  add column effect_meeting uuid,
  add column reminded_of date;

-- Cancelled because its series ended: it takes place again where the end is taken back.
alter table evenhand.meeting add column ended_with_series boolean not null default false;
