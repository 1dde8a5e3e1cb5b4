--liquibase formatted sql

-- Readers follow the outbox in order of time: rows arrive in it, so BRIN is enough and costs the writers next to nothing.
--changeset oqim:platform-006
create index outbox_age on platform.outbox using brin (created_at) with (pages_per_range = 16, autosummarize = on);
--rollback drop index platform.outbox_age;
