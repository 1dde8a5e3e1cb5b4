--liquibase formatted sql

--changeset oqim:cards-001
--comment: Cards of customers and of recipients. What PCI DSS wants unreadable is ciphertext under the row's own wrapped data key; a number is found by its keyed hash. Recipients belong to nobody, so their shard comes from that hash.
create schema cards;

create table cards.card (
    shard       smallint    not null,
    id          uuid        not null,
    owner       uuid,
    scheme      text        not null check (scheme in ('uzcard', 'humo', 'visa')),
    bank        text,
    masked      text        not null,
    state       text        not null check (state in ('linked', 'frozen', 'unlinked', 'recipient')),
    key_version integer     not null,
    data_key    bytea       not null,
    pan         bytea       not null,
    expiry      bytea,
    rail_token  bytea,
    blind_index bytea       not null check (octet_length(blind_index) = 32),
    linked_at   timestamptz not null,
    changed_at  timestamptz not null,
    primary key (shard, id),
    check ((owner is null) = (state = 'recipient')),
    check (owner is null or expiry is not null),
    check (state <> 'unlinked' or rail_token is null)
);
create unique index card_of_owner on cards.card (shard, owner, blind_index) where owner is not null;
create unique index card_of_recipient on cards.card (shard, blind_index) where owner is null;
-- Finds what a new key version has still to re-wrap; written once per card and once per rotation.
create index card_by_key on cards.card (key_version, shard, id);
--rollback drop schema cards cascade;

--changeset oqim:cards-002
--comment: What a customer asked to link and what became of it. Card data stands here only while the rail has not decided; the rest answers a repeated request for 31 days.
create table cards.registration (
    shard           smallint    not null,
    id              uuid        not null,
    owner           uuid        not null,
    idempotency_key text        not null,
    fingerprint     bytea       not null,
    scheme          text        not null,
    bank            text,
    masked          text        not null,
    state           text        not null check (state in ('asking', 'code_sent', 'linked', 'refused', 'lapsed')),
    key_version     integer,
    data_key        bytea,
    pan             bytea,
    expiry          bytea,
    reference       text,
    masked_phone    text,
    tries           smallint    not null default 0,
    reason          text,
    rail_code       text,
    card            uuid,
    card_state      text,
    created_at      timestamptz not null,
    expires_at      timestamptz not null,
    decided_at      timestamptz,
    primary key (shard, id),
    unique (shard, owner, idempotency_key),
    check ((state in ('asking', 'code_sent')) = (pan is not null)),
    check ((pan is null) = (data_key is null) and (pan is null) = (expiry is null) and (pan is null) = (key_version is null))
);
create index registration_by_end on cards.registration (expires_at);
--rollback drop table cards.registration;
