--liquibase formatted sql

-- What we say to correspondent banks, until they have it, and what they say, until whoever sent the transfer knows.

--changeset oqim:correspondents-001
create schema correspondents;
--rollback drop schema correspondents;

-- Facts is the SHA-256 of what a message says apart from when it was written: the same message twice is one, and another
-- under its id is a mistake of ours.
--changeset oqim:correspondents-002
create table correspondents.outgoing (
    id text primary key,
    number bigint not null generated always as identity,
    correspondent text not null,
    uetr uuid not null,
    definition text not null,
    facts bytea not null,
    body bytea not null,
    created_at timestamptz not null,
    state text not null check (state in ('waiting', 'sent', 'refused', 'stuck')),
    attempts integer not null default 0,
    code text,
    next_try_at timestamptz not null,
    sent_at timestamptz
) with (fillfactor = 80);
create unique index outgoing_transfer on correspondents.outgoing (uetr) where definition = 'pacs.008.001.08';
create index outgoing_due on correspondents.outgoing (correspondent, next_try_at) where state = 'waiting';
create index outgoing_waiting on correspondents.outgoing (uetr, number) where state = 'waiting';
create index outgoing_stuck on correspondents.outgoing (created_at) where state = 'stuck';
--rollback drop table correspondents.outgoing;

-- One row per message of a correspondent, under his own id. What is about no transfer of ours is kept and told to nobody.
--changeset oqim:correspondents-003
create table correspondents.incoming (
    correspondent text not null,
    id text not null,
    number bigint not null generated always as identity,
    definition text not null,
    uetr uuid,
    digest bytea not null,
    body bytea not null,
    received_at timestamptz not null,
    state text not null check (state in ('waiting', 'told', 'kept')),
    attempts integer not null default 0,
    next_try_at timestamptz not null,
    heard text,
    primary key (correspondent, id)
) with (fillfactor = 80);
create index incoming_due on correspondents.incoming (next_try_at) where state = 'waiting';
create index incoming_waiting on correspondents.incoming (uetr, number) where state = 'waiting';
create unique index incoming_number on correspondents.incoming (number);
create index incoming_statement on correspondents.incoming (number) where uetr is null;
create index incoming_for_person on correspondents.incoming (received_at) where heard in ('CONTRADICTION', 'NOT_OURS');
--rollback drop table correspondents.incoming;

-- When a correspondent last took something and last said something: what routing knows of its link.
--changeset oqim:correspondents-004
create index outgoing_sent on correspondents.outgoing (correspondent, sent_at) where state = 'sent';
create index incoming_latest on correspondents.incoming (correspondent, received_at);
--rollback drop index correspondents.outgoing_sent;
--rollback drop index correspondents.incoming_latest;
