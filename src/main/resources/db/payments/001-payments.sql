--liquibase formatted sql

--changeset oqim:payments-001
-- Payments as they are now. What they were before stands in the outbox, one event per transition.
create schema payments;
--rollback drop schema payments;

--changeset oqim:payments-002
-- parties and progress are JSON because they have other fields in every state; everything that is searched is a column.
create table payments.payment (
    shard           smallint    not null,
    id              uuid        not null,
    version         integer     not null,
    customer        uuid        not null,
    idempotency_key text        not null,
    amount_minor    bigint      not null check (amount_minor > 0),
    asset           text        not null,
    refunded_minor  bigint      not null check (refunded_minor between 0 and amount_minor),
    parties         text        not null,
    status          text        not null,
    progress        text        not null,
    opened_at       timestamptz not null,
    final_by        timestamptz not null,
    next_check_at   timestamptz,
    primary key (shard, id)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
--rollback drop table payments.payment;

--changeset oqim:payments-003
-- A customer's list, newest first: ids are time-ordered.
create index payment_of_customer on payments.payment (shard, customer, id desc);
--rollback drop index payments.payment_of_customer;

--changeset oqim:payments-004
-- Only unfinished payments are in it, so it stays small.
create index payment_due on payments.payment (next_check_at) where next_check_at is not null;
--rollback drop index payments.payment_due;

--changeset oqim:payments-005
create table payments.refund (
    shard           smallint    not null,
    id              uuid        not null,
    version         integer     not null,
    payment         uuid        not null,
    customer        uuid        not null,
    idempotency_key text        not null,
    amount_minor    bigint      not null check (amount_minor > 0),
    asset           text        not null,
    status          text        not null,
    progress        text        not null,
    opened_at       timestamptz not null,
    final_by        timestamptz not null,
    next_check_at   timestamptz,
    primary key (shard, id)
) with (fillfactor = 70);
create index refund_of_payment on payments.refund (shard, payment, id desc);
create index refund_due on payments.refund (next_check_at) where next_check_at is not null;
--rollback drop table payments.refund;

--changeset oqim:payments-006
-- Whom a customer has paid before: the first payment to somebody new needs a code.
create table payments.payee (
    shard    smallint    not null,
    customer uuid        not null,
    payee    uuid        not null,
    since    timestamptz not null default now(),
    primary key (shard, customer, payee)
);
--rollback drop table payments.payee;
