--liquibase formatted sql

--changeset oqim:compliance-020
--comment: What customers have moved, written with the payment itself. judged is a queue of one bit for the rules.
create table compliance.movement (
    shard        smallint    not null,
    customer     uuid        not null,
    at           timestamptz not null,
    payment      uuid        not null,
    direction    text        not null check (direction in ('IN', 'OUT')),
    amount_minor bigint      not null check (amount_minor > 0),
    counterparty uuid        not null,
    country      text,
    category     text,
    judged       boolean     not null default false,
    primary key (shard, customer, at, payment, direction)
) with (fillfactor = 80);
create index movement_to_judge on compliance.movement (shard, customer, at) where not judged;
create index movement_at on compliance.movement using brin (at) with (autosummarize = on);
--rollback drop table compliance.movement;

--changeset oqim:compliance-021
--comment: What the rules have found; until covers, further movements of the same window raise nothing.
create table compliance.hit (
    shard    smallint    not null,
    customer uuid        not null,
    rule     text        not null,
    payment  uuid        not null,
    at       timestamptz not null,
    covers   timestamptz not null,
    version  integer     not null,
    primary key (shard, customer, rule, payment)
);
--rollback drop table compliance.hit;

--changeset oqim:compliance-022
--comment: Whose turn it is to judge a shard: one node at a time, by a row lock that ends with its transaction.
create table compliance.turn (
    shard smallint primary key
);
insert into compliance.turn (shard) select generate_series(0, 15);
--rollback drop table compliance.turn;
