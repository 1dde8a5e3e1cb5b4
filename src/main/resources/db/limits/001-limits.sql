--liquibase formatted sql

--changeset oqim:limits-001
--comment: What was used, added up per limit and scope; the bucket is the calendar window it falls into.
create schema limits;

create table limits.counter (
    shard smallint not null,
    scope uuid not null,
    limit_id text not null,
    bucket bigint not null,
    taken bigint not null,
    given_back bigint not null,
    until timestamptz not null,
    primary key (shard, scope, limit_id, bucket),
    constraint counter_gives_back_what_it_has check (given_back between 0 and taken)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
--rollback drop schema limits cascade;

--changeset oqim:limits-002
--comment: Single uses, for windows that roll and for limits that count payees.
create table limits.taken (
    shard smallint not null,
    scope uuid not null,
    limit_id text not null,
    at timestamptz not null,
    use uuid not null,
    units bigint not null,
    payee uuid not null,
    until timestamptz not null,
    primary key (shard, scope, limit_id, at, use)
);
create index taken_until on limits.taken using brin (until) with (autosummarize = on);
--rollback drop table limits.taken;

--changeset oqim:limits-003
--comment: What each payment took, to be given back if no money moves; and the record of which rules were asked.
create table limits.use (
    shard smallint not null,
    id uuid not null,
    at timestamptz not null,
    payee uuid not null,
    taken text not null,
    primary key (shard, id)
);
create index use_at on limits.use using brin (at) with (autosummarize = on);
--rollback drop table limits.use;

--changeset oqim:limits-004
--comment: What no longer counts is found without reading all counts.
create index counter_until on limits.counter using brin (until) with (autosummarize = on);
--rollback drop index limits.counter_until;
