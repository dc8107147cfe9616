-- Written so that SQLite and PostgreSQL both take it as it is. Sids are their text, other ids theirs
-- in lower case; both sort by time. Instants are milliseconds since 1970-01-01T00:00Z, enum values
-- are their names in lower case, sets of them sorted with a space between two. An address on the
-- web is two columns: its URL, and how it is asked.

alter table conference add column started_at bigint;
alter table conference add column callback_url text;
alter table conference add column callback_method text;
alter table conference add column callback_kinds text;

-- Until now who came first of those that start a conference started it by coming.
update conference
set started_at = (
  select min(created_at)
  from participant
  where participant.conference_sid = conference.sid and start_conference_on_enter
)
where status <> 'init';

alter table participant add column beep_on_enter boolean not null default false;
alter table participant add column joined_at bigint;
alter table participant add column leave_call_status text;

-- Until now who took part had called, was connected from the beginning, and its call ended with its
-- stay.
update participant set joined_at = created_at where status in ('connected', 'complete');
update participant set leave_call_status = 'completed' where left_at is not null;

-- A call that came in has none of these; one that we made has the first and the second.
alter table call add column queue_time bigint;
alter table call add column told integer;
alter table call add column callback_url text;
alter table call add column callback_method text;
alter table call add column callback_steps text;
alter table call add column sip_response integer;

-- Positions count up in the order in which events are written, over all subjects. The subject is a
-- conference or a call; its sid says which.
create table event (
  subject_sid text not null,
  sequence bigint not null,
  position bigint not null,
  account_sid text not null,
  happened_at bigint not null,
  name text not null,
  parameters text not null,
  primary key (subject_sid, sequence)
);

create unique index event_by_position on event (position);
create index event_by_account on event (account_sid, position);
create index event_by_time on event (happened_at);

create table delivery (
  id text not null primary key,
  account_sid text not null,
  subject_sid text not null,
  sequence bigint not null,
  event text not null,
  target_url text not null,
  target_method text not null,
  body text not null,
  state text not null,
  attempts integer not null,
  created_at bigint not null,
  updated_at bigint not null,
  next_attempt_at bigint,
  answer integer,
  failure text
);

create index delivery_pending on delivery (id)
  where state = 'pending';
create index delivery_by_account on delivery (account_sid, id);
create index delivery_by_state on delivery (account_sid, state, id);
create index delivery_by_subject on delivery (account_sid, subject_sid, id);
create index delivery_by_subject_and_state on delivery (account_sid, subject_sid, state, id);
create index delivery_by_time on delivery (created_at)
  where state <> 'pending';

create table used_key (
  account_sid text not null,
  idempotency_key text not null,
  fingerprint text not null,
  conference_sid text not null,
  participant_sid text not null,
  created_at bigint not null,
  primary key (account_sid, idempotency_key)
);
