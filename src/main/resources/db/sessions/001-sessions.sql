--liquibase formatted sql

-- Everything sign-in needs: how often a phone was written to and guessed at, one-time codes (only their MAC), devices, sessions.

--changeset oqim:sessions-001
create schema sessions;

-- One row per phone decides every guess: whoever updates it first is counted first.
create table sessions.phone_guard (
    shard             smallint    not null,
    phone             text        not null,
    sends             integer     not null default 0,
    window_started_at timestamptz not null,
    guesses           integer     not null default 0,
    locked_until      timestamptz,
    primary key (shard, phone)
);

create table sessions.challenge (
    shard       smallint    not null,
    id          uuid        not null,
    kind        text        not null check (kind in ('sign-in', 'step-up')),
    phone       text        not null,
    bound_to    bytea       not null,
    code_mac    bytea       not null,
    device_name text        not null,
    language    text        not null,
    created_at  timestamptz not null,
    expires_at  timestamptz not null,
    used_at     timestamptz,
    primary key (shard, id)
);

create table sessions.device (
    shard        smallint    not null,
    id           uuid        not null,
    customer     uuid        not null,
    key          text        not null,
    name         text        not null,
    created_at   timestamptz not null,
    last_seen_at timestamptz not null,
    primary key (shard, id),
    unique (shard, customer, key)
);

-- epoch: the place of this session's sign-in in the one order of sign-ins and revocations. generation: of its refresh token.
create table sessions.session (
    shard            smallint    not null,
    id               uuid        not null,
    customer         uuid        not null,
    device           uuid        not null,
    client           text        not null,
    key              text        not null,
    epoch            bigint      not null,
    generation       integer     not null default 1,
    rotated_at       timestamptz not null,
    authenticated_at timestamptz not null,
    last_seen_at     timestamptz not null,
    ends_at          timestamptz not null,
    primary key (shard, id)
);

create index session_of_customer on sessions.session (shard, customer, epoch);
--rollback drop schema sessions cascade;
