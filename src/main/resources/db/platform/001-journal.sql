--liquibase formatted sql

-- The platform's own tables: what the journal needs to commit exactly once, and what leaves through the outbox.

--changeset oqim:platform-001
create schema platform;
--rollback drop schema platform;

-- One row per batch, written in the batch's own transaction: after a lost answer to COMMIT it tells whether it happened.
--changeset oqim:platform-002
create table platform.journal_batch (
    id uuid primary key,
    at timestamptz not null default now()
);
--rollback drop table platform.journal_batch;

-- Idempotency keys. Insert-only: the answer stands in its own table, because one statement may claim a key and keep its
-- answer, and a statement cannot update a row that it inserts. BRIN is enough for pruning: rows arrive in order of time.
--changeset oqim:platform-003
create table platform.idempotency (
    shard smallint not null,
    scope uuid not null,
    key text not null,
    fingerprint bytea not null,
    subject uuid not null,
    created_at timestamptz not null default now(),
    primary key (shard, scope, key)
);
create index idempotency_age on platform.idempotency using brin (created_at) with (autosummarize = on);
create table platform.answer (
    shard smallint not null,
    scope uuid not null,
    key text not null,
    status smallint not null,
    body bytea not null,
    created_at timestamptz not null default now(),
    primary key (shard, scope, key)
);
create index answer_age on platform.answer using brin (created_at) with (autosummarize = on);
--rollback drop table platform.answer;
--rollback drop table platform.idempotency;

-- Events on their way out: in order per subject, told at least once.
--changeset oqim:platform-004
create table platform.outbox (
    shard smallint not null,
    id uuid not null,
    subject uuid not null,
    version integer not null,
    type text not null,
    payload text not null,
    created_at timestamptz not null default now(),
    primary key (shard, id),
    unique (shard, subject, version)
);
--rollback drop table platform.outbox;
