--liquibase formatted sql

--changeset oqim:operators-001
--comment: What operators told us. Their own id is all they know of a transaction, so it is the key, and its hash the shard. number is ours, for protocols whose ids are numbers; account is what is paid for as the operator wrote it.
create schema operators;

create sequence operators.number start with 100001;

create table operators.transaction (
    shard smallint not null,
    operator text not null,
    their_id text not null,
    id uuid not null,
    number bigint not null,
    payee uuid not null,
    invoice text,
    account text not null,
    amount_minor bigint not null check (amount_minor > 0),
    asset text not null,
    their_time timestamptz not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    state text not null check (state in ('created', 'performed', 'cancelled', 'returned')),
    performed_at timestamptz,
    ended_at timestamptz,
    reason integer,
    version integer not null,
    primary key (shard, operator, their_id),
    check ((performed_at is not null) = (state in ('performed', 'returned'))),
    check ((ended_at is not null) = (state in ('cancelled', 'returned'))),
    check ((reason is not null) = (state in ('cancelled', 'returned')))
) with (fillfactor = 80);
create index transaction_by_time on operators.transaction (operator, their_time);
create index transaction_due on operators.transaction (expires_at) where state = 'created';
--rollback drop schema operators cascade;

--changeset oqim:operators-002
--comment: What a merchant asks somebody to pay, once. holder is the transaction that is about to pay it, has paid it, or has given the money back.
create sequence operators.invoice_number start with 1000001;

create table operators.invoice (
    shard smallint not null,
    number text not null,
    merchant uuid not null,
    amount_minor bigint not null check (amount_minor > 0),
    asset text not null,
    about text not null,
    state text not null check (state in ('open', 'held', 'paid', 'closed')),
    holder uuid,
    opened_by text not null,
    opened_at timestamptz not null,
    primary key (shard, number),
    check (state not in ('held', 'paid') or holder is not null)
) with (fillfactor = 80);
--rollback drop table operators.invoice; drop sequence operators.invoice_number;

--changeset oqim:operators-003
--comment: Hashes of the passwords that operators chose themselves. They take the place of what the settings say.
create table operators.credential (
    operator text not null,
    hash bytea not null check (octet_length(hash) = 32),
    changed_at timestamptz not null,
    primary key (operator)
);
--rollback drop table operators.credential;

--changeset oqim:operators-004
--comment: What the tax office's receipt says about a payment, as the operator passed it on.
create table operators.receipt (
    shard smallint not null,
    operator text not null,
    their_id text not null,
    kind text not null,
    document text not null,
    received_at timestamptz not null,
    primary key (shard, operator, their_id, kind)
);
--rollback drop table operators.receipt;
