--liquibase formatted sql

-- What the core banking system has to be told, what it said, and what its statements say.

--changeset oqim:corebanking-001
create schema corebanking;
--rollback drop schema corebanking;

-- Up to where the outbox was read; every node reads under this row's lock.
--changeset oqim:corebanking-002
create table corebanking.reader (
    id smallint primary key check (id = 1),
    read_until timestamptz not null
);
insert into corebanking.reader (id, read_until) values (1, '-infinity');
--rollback drop table corebanking.reader;

-- One document per transfer that moved money, under the transfer's id; debit and credit are our accounts by what they are
-- for, so that a corrected account map applies to what was not told yet.
--changeset oqim:corebanking-003
create table corebanking.document (
    shard smallint not null,
    id uuid not null,
    reference uuid not null,
    purpose smallint not null,
    debit text not null,
    credit text not null,
    amount_minor bigint not null check (amount_minor > 0),
    asset text not null,
    booked_at timestamptz not null,
    state text not null check (state in ('waiting', 'accepted', 'rejected', 'dead')),
    attempts integer not null default 0,
    code text,
    since timestamptz not null,
    next_try_at timestamptz,
    primary key (shard, id)
) with (fillfactor = 80);
create index document_due on corebanking.document (next_try_at) where state = 'waiting';
create index document_for_operator on corebanking.document (booked_at) where state in ('rejected', 'dead');
create index document_day on corebanking.document using brin (booked_at) with (autosummarize = on);
--rollback drop table corebanking.document;

-- Under which name a rail knows a payment or refund.
--changeset oqim:corebanking-004
create table corebanking.leg (
    rail text not null,
    identity text not null,
    reference uuid not null,
    primary key (rail, identity)
);
--rollback drop table corebanking.leg;

--changeset oqim:corebanking-005
create table corebanking.statement (
    id text primary key,
    source text not null check (source in ('abs', 'rail')),
    account text not null,
    day date not null,
    entries integer not null,
    digest bytea not null,
    imported_by text not null,
    imported_at timestamptz not null
);
create table corebanking.entry (
    statement text not null,
    line integer not null,
    account text not null,
    day date not null,
    reference text not null,
    kind text not null,
    amount_minor bigint not null,
    asset text not null,
    primary key (statement, line)
);
create index entry_day on corebanking.entry (day);
--rollback drop table corebanking.entry; drop table corebanking.statement;
