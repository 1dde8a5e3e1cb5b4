--liquibase formatted sql

--changeset oqim:cards-004
--comment: Tokens of cards that were unlinked, until the rail that gave them says that they are gone: a token that nobody here uses any more must not be able to pay. Sealed as in the card's row, under its data key; due_at is when a node asks next.
create table cards.dropped_token (
    shard       smallint    not null,
    card        uuid        not null,
    dropped_at  timestamptz not null,
    scheme      text        not null,
    key_version integer     not null,
    data_key    bytea       not null,
    rail_token  bytea       not null,
    due_at      timestamptz not null,
    tries       integer     not null default 0,
    primary key (shard, card, dropped_at)
);
create index dropped_token_due on cards.dropped_token (due_at);
--rollback drop table cards.dropped_token;
