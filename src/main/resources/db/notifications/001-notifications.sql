--liquibase formatted sql

-- What customers are told, what they do not want to hear, and on which devices.

--changeset oqim:notifications-001
create schema notifications;
--rollback drop schema notifications;

-- Up to where the outbox was read; every node reads under this row's lock. It begins now: nobody wants old news.
--changeset oqim:notifications-002
create table notifications.reader (
    id smallint primary key check (id = 1),
    read_until timestamptz not null
);
insert into notifications.reader (id, read_until) values (1, now());
--rollback drop table notifications.reader;

-- Only what a customer wants otherwise than usual.
--changeset oqim:notifications-003
create table notifications.choice (
    shard smallint not null,
    customer uuid not null,
    kind text not null,
    channel text not null,
    wanted boolean not null,
    changed_at timestamptz not null,
    primary key (shard, customer, kind, channel)
);
--rollback drop table notifications.choice;

-- A token is one app on one phone: whoever registers it last is the one who is signed in there, and nobody else.
--changeset oqim:notifications-004
create table notifications.push_token (
    shard smallint not null,
    customer uuid not null,
    device uuid not null,
    session uuid not null,
    token text not null unique,
    registered_at timestamptz not null,
    primary key (shard, customer, device)
);
--rollback drop table notifications.push_token;

-- One event on one channel. Its text is made when it is sent and kept nowhere; of a one-time code there is only that it was
-- sent. Whoever takes a message moves next_try_at behind the time it can take.
--changeset oqim:notifications-005
create table notifications.message (
    shard smallint not null,
    id uuid not null,
    customer uuid,
    phone text,
    kind text not null,
    channel text not null,
    quiet boolean not null,
    parameters text not null,
    state text not null check (state in ('waiting', 'taken', 'delivered', 'failed', 'expired', 'suppressed')),
    why text,
    attempts integer not null default 0,
    provider text,
    provider_id text,
    since timestamptz not null,
    until timestamptz not null,
    next_try_at timestamptz,
    changed_at timestamptz not null,
    primary key (shard, id)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
create index message_due on notifications.message (channel, quiet, next_try_at) where state = 'waiting';
create index message_asked on notifications.message (provider, next_try_at)
    where state = 'taken' and next_try_at is not null;
create index message_of_customer on notifications.message (shard, customer, since) where customer is not null;
create index message_of_phone on notifications.message (shard, phone, since) where phone is not null;
create index message_age on notifications.message using brin (since) with (autosummarize = on);
--rollback drop table notifications.message;
