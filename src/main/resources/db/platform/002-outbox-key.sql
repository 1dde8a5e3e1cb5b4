--liquibase formatted sql

-- Readers follow a subject's events in order of version, and an event's id is derived from both: one index is enough for
-- the table that every payment writes to most.
--changeset oqim:platform-005
alter table platform.outbox
    drop constraint outbox_pkey,
    drop constraint outbox_shard_subject_version_key,
    add primary key (shard, subject, version);
--rollback alter table platform.outbox drop constraint outbox_pkey, add primary key (shard, id), add unique (shard, subject, version);
