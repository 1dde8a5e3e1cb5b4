--liquibase formatted sql

-- Who is told what happens to their payments, what they are told, and what is still on its way to them.

--changeset oqim:webhooks-001
create schema webhooks;
--rollback drop schema webhooks;

-- Up to where the outbox was read; every node reads under this row's lock. It begins now: what was before was promised to
-- nobody.
--changeset oqim:webhooks-002
create table webhooks.reader (
    id smallint primary key check (id = 1),
    read_until timestamptz not null
);
insert into webhooks.reader (id, read_until) values (1, now());
--rollback drop table webhooks.reader;

-- A partner's events are numbered from 1 without a gap, so that whoever has the numbers knows that nothing is missing.
--changeset oqim:webhooks-003
create table webhooks.partner (
    shard smallint not null,
    id uuid not null,
    name text not null,
    last_number bigint not null default 0,
    created_at timestamptz not null,
    created_by text not null,
    primary key (shard, id)
) with (fillfactor = 70);
create table webhooks.merchant (
    merchant uuid not null,
    partner uuid not null,
    since timestamptz not null,
    added_by text not null,
    primary key (merchant, partner)
);
create index merchant_of_partner on webhooks.merchant (partner);
--rollback drop table webhooks.merchant; drop table webhooks.partner;

-- Keys are found by their hash; nobody can read them back.
--changeset oqim:webhooks-004
create table webhooks.api_key (
    hash bytea primary key,
    id uuid not null unique,
    partner uuid not null,
    scopes text[] not null,
    created_at timestamptz not null,
    created_by text not null,
    until timestamptz
);
create index api_key_of_partner on webhooks.api_key (partner);
--rollback drop table webhooks.api_key;

--changeset oqim:webhooks-005
create table webhooks.endpoint (
    shard smallint not null,
    id uuid not null,
    partner uuid not null,
    url text not null,
    types text[] not null,
    state text not null check (state in ('enabled', 'disabled')),
    why text,
    accepted_at timestamptz,
    created_at timestamptz not null,
    created_by text not null,
    changed_at timestamptz not null,
    changed_by text not null,
    primary key (shard, id)
) with (fillfactor = 70);
create index endpoint_of_partner on webhooks.endpoint (partner);
create table webhooks.secret (
    shard smallint not null,
    endpoint uuid not null,
    number integer not null,
    kind text not null check (kind in ('hmac', 'ed25519')),
    sealed bytea not null,
    created_at timestamptz not null,
    created_by text not null,
    until timestamptz,
    primary key (shard, endpoint, number)
);
--rollback drop table webhooks.secret; drop table webhooks.endpoint;

-- The object as it was when the event happened, in the bytes that every attempt sends.
--changeset oqim:webhooks-006
create table webhooks.event (
    shard smallint not null,
    partner uuid not null,
    number bigint not null,
    id uuid not null,
    type text not null,
    subject uuid not null,
    version integer not null,
    body text not null,
    collected_at timestamptz not null,
    primary key (shard, partner, number)
);
create index event_age on webhooks.event using brin (collected_at) with (autosummarize = on);
--rollback drop table webhooks.event;

-- One event on its way to one endpoint. Whoever takes it moves next_try_at behind the time it can take.
--changeset oqim:webhooks-007
create table webhooks.delivery (
    shard smallint not null,
    endpoint uuid not null,
    number bigint not null,
    partner uuid not null,
    state text not null check (state in ('waiting', 'delivered', 'failed')),
    attempts integer not null default 0,
    since timestamptz not null,
    next_try_at timestamptz,
    primary key (shard, endpoint, number)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
create index delivery_due on webhooks.delivery (shard, endpoint, next_try_at) where state = 'waiting';
create index delivery_age on webhooks.delivery using brin (since) with (autosummarize = on);
create table webhooks.attempt (
    shard smallint not null,
    endpoint uuid not null,
    number bigint not null,
    at timestamptz not null,
    status smallint,
    millis integer not null,
    answer text not null,
    primary key (shard, endpoint, number, at)
);
create index attempt_age on webhooks.attempt using brin (at) with (autosummarize = on);
--rollback drop table webhooks.attempt; drop table webhooks.delivery;
