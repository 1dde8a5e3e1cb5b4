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

-- A payment to a correspondent is paid in once, whoever says so again.
--changeset oqim:inbound-003
create unique index funds_payment on inbound.funds (nostro, reference);
--rollback drop index inbound.funds_payment;

-- One whose names are like some on a list waits for people of the bank once it is confirmed. The first decision stands.
--changeset oqim:inbound-004
alter table inbound.arrival drop constraint arrival_state_check;
alter table inbound.arrival drop constraint arrival_check;
alter table inbound.arrival drop constraint arrival_check1;
alter table inbound.arrival
    add constraint arrival_state check (state in ('approved', 'in_review', 'succeeded', 'failed')),
    add constraint arrival_ended check ((ended_at is null) = (state in ('approved', 'in_review'))),
    add constraint arrival_why check ((why is not null) = (state in ('failed', 'in_review')));
drop index inbound.arrival_due;
create index arrival_due on inbound.arrival (expires_at) where state in ('approved', 'in_review');
create unique index arrival_in_review on inbound.arrival (id) where state = 'in_review';
create table inbound.review (
    arrival uuid primary key,
    released boolean not null,
    act uuid,
    decided_by text not null,
    reason text not null,
    at timestamptz not null,
    check (released = (act is not null))
);
--rollback drop table inbound.review;
--rollback drop index inbound.arrival_in_review;
--rollback drop index inbound.arrival_due;
--rollback create index arrival_due on inbound.arrival (expires_at) where state = 'approved';
--rollback alter table inbound.arrival drop constraint arrival_state, drop constraint arrival_ended, drop constraint arrival_why;
--rollback alter table inbound.arrival add constraint arrival_state_check check (state in ('approved', 'succeeded', 'failed')), add constraint arrival_check check ((ended_at is null) = (state = 'approved')), add constraint arrival_check1 check ((why is not null) = (state = 'failed'));
