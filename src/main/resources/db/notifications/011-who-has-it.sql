--liquibase formatted sql

-- Which of a customer's devices have a message that all of them must have, while others do not have it yet.
--changeset oqim:notifications-011
create table notifications.pushed (
    shard smallint not null,
    message uuid not null,
    device uuid not null,
    at timestamptz not null,
    primary key (shard, message, device)
);
--rollback drop table notifications.pushed;

-- One-time codes of which a provider said that they will not arrive: looked for each second while one is on its way.
--changeset oqim:notifications-012
create index message_undelivered_code on notifications.message (changed_at) where kind = 'code' and state = 'failed';
--rollback drop index notifications.message_undelivered_code;
