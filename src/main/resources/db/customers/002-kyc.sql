--liquibase formatted sql

--changeset oqim:customers-010
--comment: Who a customer says they are. to_screen is a queue of one bit: whoever changed was not yet looked at.
create table customers.identity (
    shard        smallint    not null,
    customer     uuid        not null,
    version      bigint      not null,
    full_name    text        not null,
    born         date        not null,
    country      text,
    pinfl_sealed bytea       not null,
    pinfl_index  bytea       not null,
    to_screen    boolean     not null,
    changed_at   timestamptz not null,
    primary key (shard, customer)
);
create index identity_to_screen on customers.identity (shard, customer) where to_screen;
--rollback drop table customers.identity;

--changeset oqim:customers-011
--comment: One PINFL, one customer. The shard is that of the number, so that a distributed database can keep the promise, too.
create table customers.pinfl_holder (
    shard       smallint not null,
    pinfl_index bytea    not null,
    customer    uuid     not null,
    primary key (shard, pinfl_index)
);
--rollback drop table customers.pinfl_holder;

--changeset oqim:customers-012
--comment: What they have shown. The number is sealed, found by its keyed hash, and read by people without its middle.
create table customers.document (
    shard         smallint    not null,
    customer      uuid        not null,
    id            uuid        not null,
    kind          text        not null,
    issuer        text        not null,
    number_sealed bytea       not null,
    number_index  bytea       not null,
    masked        text        not null,
    expires_on    date        not null,
    added_at      timestamptz not null,
    primary key (shard, customer, id),
    unique (shard, customer, number_index)
);
--rollback drop table customers.document;

--changeset oqim:customers-013
--comment: Who proved or disproved what, and when: only ever appended to; the latest word about a fact counts.
create table customers.verification (
    shard            smallint    not null,
    customer         uuid        not null,
    seq              bigint      generated always as identity,
    identity_version bigint      not null,
    fact             text        not null,
    document         uuid,
    holds            boolean     not null,
    until            date,
    made_by          text        not null,
    reason           text        not null,
    at               timestamptz not null,
    primary key (shard, customer, seq)
);
--rollback drop table customers.verification;
