--liquibase formatted sql

--changeset oqim:fraud-001
--comment: Every attempt that the fraud rules judged, with what they knew: for velocities, and for back-tests.
create schema fraud;

create table fraud.attempt (
    shard smallint not null,
    id uuid not null,
    at timestamptz not null,
    counted boolean not null,
    customer uuid not null,
    device uuid not null,
    card uuid,
    payee uuid not null,
    minor bigint not null,
    currency text not null,
    verdict text not null,
    features text not null,
    findings text not null,
    xid bigint not null default pg_current_xact_id()::text::bigint,
    primary key (shard, id)
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);

-- What was seen of one subject; asked whenever Redis cannot be believed.
create index attempt_customer on fraud.attempt (customer, at);
create index attempt_device on fraud.attempt (device, at);
create index attempt_card on fraud.attempt (card, at) where card is not null;
create index attempt_payee on fraud.attempt (payee, at);
-- Written in the order of time, so that a block range says enough.
create index attempt_at on fraud.attempt using brin (at) with (autosummarize = on);
create index attempt_xid on fraud.attempt using brin (xid) with (autosummarize = on);
--rollback drop schema fraud cascade;
