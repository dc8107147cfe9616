-- Written so that SQLite and PostgreSQL both take it as it is, in the forms of V3.

-- How the audio of a participant arrived until it left, in JSON, if that was known.
alter table participant add column quality text;
