--liquibase formatted sql

-- The books: accounts with four running sums, transfers that are only ever added, and holds (two-phase transfers).

--changeset oqim:ledger-001
create schema ledger;
--rollback drop schema ledger;

-- Half of each page stays free and no changing column is indexed, so that updates are heap-only. The checks hold even if
-- the code is wrong. kind: 1 wallet, 2 merchant, 3 the bank's own, which alone may go below zero.
--changeset oqim:ledger-002
create table ledger.account (
    shard smallint not null,
    id uuid not null,
    owner uuid not null,
    asset text not null,
    kind smallint not null,
    label text,
    debits_posted bigint not null default 0,
    credits_posted bigint not null default 0,
    debits_pending bigint not null default 0,
    credits_pending bigint not null default 0,
    closed boolean not null default false,
    opened_at timestamptz not null,
    primary key (shard, id),
    constraint account_kind check (kind in (1, 2, 3)),
    constraint account_sums_are_not_negative check (
        debits_posted >= 0 and credits_posted >= 0 and debits_pending >= 0 and credits_pending >= 0),
    constraint account_is_not_overdrawn check (kind = 3 or credits_posted - debits_posted - debits_pending >= 0)
) with (
    fillfactor = 50,
    autovacuum_vacuum_scale_factor = 0,
    autovacuum_vacuum_threshold = 5000,
    autovacuum_vacuum_cost_delay = 0
);
--rollback drop table ledger.account;

-- kind: 1 direct, 2 pending, 3 post, 4 release, 5 expiry. Only 1 and 3 move money and stand in statements; only customers
-- and merchants read statements often, so only their side is indexed (debit_kind, credit_kind: the account's kind).
-- shard is the transfer id's; an account's transfers may lie in any shard.
--changeset oqim:ledger-003
create table ledger.transfer (
    shard smallint not null,
    id uuid not null,
    kind smallint not null,
    debit uuid not null,
    credit uuid not null,
    debit_kind smallint not null,
    credit_kind smallint not null,
    amount_minor bigint not null,
    asset text not null,
    purpose smallint not null,
    reference uuid not null,
    pending uuid,
    created_at timestamptz not null,
    primary key (shard, id),
    constraint transfer_amount check (amount_minor > 0)
);
create index transfer_debit on ledger.transfer (debit, created_at, id) where debit_kind <> 3 and kind in (1, 3);
create index transfer_credit on ledger.transfer (credit, created_at, id) where credit_kind <> 3 and kind in (1, 3);
--rollback drop table ledger.transfer;

-- state: 1 pending, 2 posted, 3 released, 4 expired.
--changeset oqim:ledger-004
create table ledger.hold (
    shard smallint not null,
    id uuid not null,
    debit uuid not null,
    credit uuid not null,
    amount_minor bigint not null,
    asset text not null,
    purpose smallint not null,
    reference uuid not null,
    state smallint not null,
    expires_at timestamptz not null,
    primary key (shard, id),
    constraint hold_state check (state in (1, 2, 3, 4))
) with (fillfactor = 80);
create index hold_due on ledger.hold (expires_at) where state = 1;
--rollback drop table ledger.hold;
