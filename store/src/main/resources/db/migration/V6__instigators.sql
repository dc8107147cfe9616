-- Written so that SQLite and PostgreSQL both take it as it is, in the forms of V3.

-- Who had the event happen, in JSON, if an agent said so.
alter table event add column instigator text;
