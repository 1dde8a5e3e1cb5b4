--liquibase formatted sql

-- When a phone was last sent a code, for the pause before the next. Null in rows of older nodes: they do not wait.
--changeset oqim:sessions-008
alter table sessions.phone_guard add column last_sent_at timestamptz;
--rollback alter table sessions.phone_guard drop column last_sent_at;
