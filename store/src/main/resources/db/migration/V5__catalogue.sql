-- Written so that SQLite and PostgreSQL both take it as it is, in the forms of V3.

-- APIs that were added to the registry. The content is JSON of the registry's own.
create table catalogue_entry (
  name text not null primary key,
  content text not null,
  created_at bigint not null,
  updated_at bigint not null
);
