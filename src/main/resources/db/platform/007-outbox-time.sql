--liquibase formatted sql

-- An event's time is taken when it is written, not when its transaction began: by then its writer holds a lock on the
-- table that readers can see, and whoever waited for another's row comes after it.
--changeset oqim:platform-010
alter table platform.outbox alter column created_at set default clock_timestamp();
--rollback alter table platform.outbox alter column created_at set default now();
