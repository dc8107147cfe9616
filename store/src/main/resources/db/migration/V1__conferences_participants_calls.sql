-- Written so that SQLite and PostgreSQL both take it as it is. Sids are their text, instants are
-- milliseconds since 1970-01-01T00:00Z, enum values are their names in lower case.

create table conference (
  sid text not null primary key,
  account_sid text not null,
  friendly_name text not null,
  status text not null,
  created_at bigint not null,
  updated_at bigint not null,
  end_reason text,
  end_call_sid text
);

create index conference_by_status on conference (account_sid, status, sid);
create index conference_by_name on conference (account_sid, friendly_name, sid);
create index conference_unfinished on conference (sid)
  where status <> 'completed';

create table participant (
  sid text not null primary key,
  account_sid text not null,
  conference_sid text not null references conference (sid),
  call_sid text not null,
  from_address text not null,
  to_address text not null,
  caller_name text,
  label text,
  muted boolean not null,
  hold boolean not null,
  coached_call_sid text,
  start_conference_on_enter boolean not null,
  end_conference_on_exit boolean not null,
  beep_on_exit boolean not null,
  status text not null,
  created_at bigint not null,
  updated_at bigint not null,
  left_at bigint,
  leave_reason text
);

create index participant_by_conference on participant (conference_sid, sid);
create index participant_unfinished on participant (sid)
  where status in ('queued', 'connecting', 'ringing', 'connected');

create table call (
  sid text not null primary key,
  account_sid text not null,
  from_address text not null,
  to_address text not null,
  caller_name text,
  direction text not null,
  status text not null,
  created_at bigint not null,
  updated_at bigint not null,
  answered_at bigint,
  ended_at bigint
);

create index call_by_account on call (account_sid, sid);
create index call_by_status on call (account_sid, status, sid);
create index call_by_from on call (account_sid, from_address, sid);
create index call_by_to on call (account_sid, to_address, sid);
create index call_unfinished on call (sid)
  where status in ('queued', 'ringing', 'in_progress');
