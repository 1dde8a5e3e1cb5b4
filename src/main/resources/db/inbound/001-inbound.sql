--liquibase formatted sql

-- Money that partners abroad send to our customers. The partner's own id is all it knows of a transfer, so it is the key,
-- and its hash the shard. The sender is sealed: names and documents of strangers.
--changeset oqim:inbound-001
create schema inbound;
create table inbound.arrival (
    shard smallint not null,
    partner uuid not null,
    their_id text not null,
    id uuid not null,
    receiver uuid not null,
    sender bytea not null,
    sent_minor bigint not null check (sent_minor > 0),
    sent_asset text not null,
    received_minor bigint not null check (received_minor > 0),
    received_asset text not null,
    rate text not null,
    checked_at timestamptz not null,
    expires_at timestamptz not null,
    state text not null check (state in ('approved', 'succeeded', 'failed')),
    ended_at timestamptz,
    why text,
    version integer not null,
    primary key (shard, partner, their_id),
    check ((ended_at is null) = (state = 'approved')),
    check ((why is not null) = (state = 'failed'))
) with (fillfactor = 80);
create index arrival_by_time on inbound.arrival (partner, checked_at);
create index arrival_due on inbound.arrival (expires_at) where state = 'approved';
--rollback drop schema inbound cascade;

-- What partners have paid in, as two of the staff said; booked is when it reached the ledger.
--changeset oqim:inbound-002
create table inbound.funds (
    act uuid primary key,
    partner uuid not null,
    amount_minor bigint not null check (amount_minor > 0),
    asset text not null,
    nostro text not null,
    reference text not null,
    approved_at timestamptz not null,
    booked_at timestamptz
);
create index funds_to_book on inbound.funds (act) where booked_at is null;
--rollback drop table inbound.funds;
