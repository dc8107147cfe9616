-- Written so that SQLite and PostgreSQL both take it as it is. Ids are their text in lower case,
-- which sorts by time; instants are milliseconds since 1970-01-01T00:00Z; enum values are their
-- names in lower case. An actor is two columns: its type, and what names it among its type.

create table known_user (
  id text not null primary key,
  account_sid text not null,
  type text not null,
  name text not null,
  display_name text not null,
  created_at bigint not null
);

create unique index known_user_by_name on known_user (account_sid, name);
create index known_user_by_account on known_user (account_sid, id);

create table user_address (
  account_sid text not null,
  address text not null,
  user_id text not null references known_user (id),
  position integer not null,
  primary key (account_sid, address)
);

create index user_address_by_user on user_address (user_id, position);

-- Scopes are their texts, sorted, with a space between two.
create table api_token (
  id text not null primary key,
  account_sid text not null,
  user_id text not null references known_user (id),
  label text not null,
  scopes text not null,
  hash text not null,
  created_at bigint not null,
  expires_at bigint,
  last_used_at bigint,
  revoked_at bigint
);

create unique index api_token_by_hash on api_token (hash);

-- The current node has no foreign key: it and the message's conversation would refer to each other,
-- and a constraint that is checked at the end of a transaction would fail the commits of others.
create table conversation (
  id text not null primary key,
  account_sid text not null,
  title text,
  summary text,
  status text not null,
  created_by_type text not null,
  created_by_reference text not null,
  created_at bigint not null,
  updated_at bigint not null,
  archived_at bigint,
  message_count bigint not null,
  last_sequence bigint not null,
  last_message_at bigint,
  last_event bigint not null,
  current_node text
);

create index conversation_by_status on conversation (account_sid, status, id);

-- The conversation's status is kept with each membership that holds, so that the conversations of
-- one actor in one status are consecutive in an index.
create table membership (
  id text not null primary key,
  account_sid text not null,
  conversation_id text not null references conversation (id),
  actor_type text not null,
  actor_reference text not null,
  display_name text not null,
  role text not null,
  state text not null,
  marker_message_id text,
  marker_sequence bigint,
  marker_at bigint,
  marker_private boolean not null,
  notification_preference text not null,
  joined_at bigint not null,
  left_at bigint,
  added_by_type text,
  added_by_reference text,
  updated_at bigint not null,
  conversation_status text not null
);

create unique index membership_joined
  on membership (conversation_id, actor_type, actor_reference)
  where state = 'joined';
create index membership_in_order on membership (conversation_id, joined_at, id)
  where state = 'joined';
-- The role is in the index although it is always the same: with one column more to compare SQLite
-- prefers this index to the one before.
create index membership_owner on membership (conversation_id, role, id)
  where state = 'joined' and role = 'owner';
create index membership_of_actor
  on membership (account_sid, actor_type, actor_reference, conversation_status, conversation_id)
  where state = 'joined';

-- Parts are a JSON array.
create table message (
  id text not null primary key,
  account_sid text not null,
  conversation_id text not null references conversation (id),
  sequence bigint not null,
  parent_id text references message (id),
  role text not null,
  sender_type text not null,
  sender_reference text not null,
  sender_name text not null,
  parts text not null,
  idempotency_key text,
  created_at bigint not null,
  updated_at bigint not null,
  edited_at bigint,
  deleted_at bigint
);

create unique index message_by_sequence on message (conversation_id, sequence);
create unique index message_by_key
  on message (conversation_id, sender_type, sender_reference, idempotency_key)
  where idempotency_key is not null;
-- With the time of deletion for the same reason as the role above; with the sender to count what a
-- member has not read in the index alone.
create index message_shown
  on message (conversation_id, deleted_at, sequence, sender_type, sender_reference)
  where deleted_at is null;
create index message_child on message (conversation_id, parent_id, sequence)
  where deleted_at is null;

create table conversation_event (
  conversation_id text not null references conversation (id),
  sequence bigint not null,
  account_sid text not null,
  kind text not null,
  happened_at bigint not null,
  by_type text not null,
  by_reference text not null,
  subject_type text,
  subject_reference text,
  subject_name text,
  conference_sid text,
  call_sid text,
  primary key (conversation_id, sequence)
);

create table huddle (
  id text not null primary key,
  account_sid text not null,
  conversation_id text not null references conversation (id),
  room text not null,
  conference_sid text,
  started_by_type text not null,
  started_by_reference text not null,
  started_at bigint not null,
  ended_at bigint
);

create unique index huddle_open on huddle (conversation_id)
  where ended_at is null;
