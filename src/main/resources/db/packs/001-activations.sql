--liquibase formatted sql

--changeset oqim:packs-001
--comment: Packs of rules that were put in force, in the order in which they were.
create schema packs;

create table packs.activation (
    number bigint primary key,
    kind text not null,
    text text not null,
    signer text not null,
    act uuid not null unique,
    at timestamptz not null
);
create index activation_kind on packs.activation (kind, number desc);
--rollback drop schema packs cascade;
