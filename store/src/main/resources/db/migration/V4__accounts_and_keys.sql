-- Written so that SQLite and PostgreSQL both take it as it is, in the forms of V3.

-- Sub-accounts. Their secrets are kept as they are, since webhooks are signed with them.
create table account (
  sid text not null primary key,
  owner_sid text not null,
  friendly_name text not null,
  status text not null,
  auth_token text not null,
  created_at bigint,
  updated_at bigint
);

-- The account has no foreign key: configured accounts have keys too and are not in the database.
create table api_key (
  sid text not null primary key,
  account_sid text not null,
  friendly_name text not null,
  hash text not null,
  created_at bigint not null,
  updated_at bigint not null
);
