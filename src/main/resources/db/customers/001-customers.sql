--liquibase formatted sql

-- Persons who pay and merchants who are paid. A customer's shard follows from the phone, so that (shard, phone) being unique
-- makes the phone unique, also when the table is distributed by shard.

--changeset oqim:customers-001
create schema customers;

create table customers.customer (
    shard      smallint    not null,
    id         uuid        not null,
    phone      text        not null,
    language   text        not null,
    created_at timestamptz not null,
    primary key (shard, id),
    unique (shard, phone)
);

create table customers.merchant (
    shard      smallint    not null,
    id         uuid        not null,
    name       text        not null,
    category   text        not null,
    state      text        not null check (state in ('open', 'closed')),
    created_at timestamptz not null,
    primary key (shard, id)
);
--rollback drop schema customers cascade;
