--liquibase formatted sql

--changeset oqim:fraud-002
--comment: Orders of the state. The transaction says what a node has not heard of yet; an order never goes away.
create table fraud.restriction (
    id text primary key,
    kind text not null,
    subject uuid not null,
    reason text not null,
    issued_at timestamptz not null,
    until timestamptz not null,
    received_at timestamptz not null,
    lifted_at timestamptz,
    lifted_because text,
    document text not null,
    xid xid8 not null default pg_current_xact_id(),
    constraint restriction_ends check (until <= issued_at + interval '72 hours'),
    constraint restriction_lifted_with_reason check ((lifted_at is null) = (lifted_because is null))
);
create index restriction_subject on fraud.restriction (subject, until);
create index restriction_xid on fraud.restriction (xid);

create table fraud.stopped (
    restriction text not null references fraud.restriction (id),
    payment uuid not null,
    at timestamptz not null,
    primary key (restriction, payment)
);
--rollback drop table fraud.stopped;
--rollback drop table fraud.restriction;

--changeset oqim:fraud-003
--comment: Payments that turned out to be fraud, until the state has acknowledged them and ever after.
create table fraud.incident (
    id uuid primary key,
    payment uuid not null,
    kind text not null,
    note text not null,
    reported_by text not null,
    reported_at timestamptz not null,
    attempts integer not null default 0,
    next_at timestamptz,
    acknowledged_at timestamptz,
    reference text,
    constraint incident_waits_or_is_acknowledged check ((next_at is null) = (acknowledged_at is not null))
);
create index incident_waiting on fraud.incident (next_at) where next_at is not null;
create index incident_payment on fraud.incident (payment);
--rollback drop table fraud.incident;
