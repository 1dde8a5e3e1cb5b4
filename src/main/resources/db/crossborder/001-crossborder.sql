--liquibase formatted sql

--changeset oqim:crossborder-001
--comment: What providers said currencies cost in so'm for one unit. Each word of a provider is kept with what was made of it; at most one per currency and moment.
create schema crossborder;

create table crossborder.rate (
    provider text not null,
    currency text not null,
    as_of timestamptz not null,
    bid numeric(20, 10) not null check (bid > 0),
    ask numeric(20, 10) not null check (ask >= bid),
    seen_at timestamptz not null,
    state text not null check (state in ('in_force', 'held')),
    why text,
    decided_by text,
    primary key (provider, currency, as_of),
    check (state <> 'held' or why is not null)
);
--rollback drop schema crossborder cascade;

--changeset oqim:crossborder-002
--comment: Whom customers send money to. details is written by the application; a removed one stays for the remittances that name it.
create table crossborder.beneficiary (
    shard smallint not null,
    id uuid not null,
    version integer not null,
    owner uuid not null,
    details text not null,
    changed_at timestamptz not null,
    removed boolean not null default false,
    primary key (shard, id)
);
create index beneficiary_of on crossborder.beneficiary (shard, owner) where not removed;
--rollback drop table crossborder.beneficiary;

--changeset oqim:crossborder-003
--comment: What a remittance would cost; used once at most. terms is written by the application and never changes.
create table crossborder.quote (
    shard smallint not null,
    id uuid not null,
    customer uuid not null,
    terms text not null,
    expires_at timestamptz not null,
    state text not null check (state in ('open', 'used')),
    primary key (shard, id)
) with (fillfactor = 80);
create index quote_ended on crossborder.quote (expires_at);
--rollback drop table crossborder.quote;

--changeset oqim:crossborder-004
--comment: Money on its way abroad. The amounts stand beside the terms so that books can be proven and exposure summed in SQL. next_check_at is when a node may take it up; attention when people have to.
create table crossborder.remittance (
    shard smallint not null,
    id uuid not null,
    version integer not null,
    customer uuid not null,
    payment uuid not null,
    correspondent text not null,
    uetr uuid not null,
    terms text not null,
    spent_minor bigint not null check (spent_minor > 0),
    currency text not null,
    received_minor bigint not null check (received_minor > 0),
    status text not null,
    progress text not null,
    attention boolean not null,
    opened_at timestamptz not null,
    final_by timestamptz not null,
    next_check_at timestamptz,
    primary key (shard, id)
) with (fillfactor = 70);
create unique index remittance_uetr on crossborder.remittance (uetr);
create index remittance_of on crossborder.remittance (shard, customer, id);
create index remittance_due on crossborder.remittance (next_check_at) where next_check_at is not null;
create index remittance_attention on crossborder.remittance (opened_at) where attention;
--rollback drop table crossborder.remittance;

--changeset oqim:crossborder-005
--comment: How much of a correspondent's net debit cap is taken: what is on its way and was spent there, less what it was funded with.
create table crossborder.liquidity (
    correspondent text not null,
    currency text not null,
    used_minor bigint not null,
    primary key (correspondent, currency)
) with (fillfactor = 50);
--rollback drop table crossborder.liquidity;

--changeset oqim:crossborder-006
--comment: What correspondents were funded with. A row stands from the approval on; posted_at is when the ledger had it.
create table crossborder.funding (
    act uuid primary key,
    correspondent text not null,
    currency text not null,
    minor bigint not null check (minor > 0),
    cost_minor bigint check (cost_minor > 0),
    approved_at timestamptz not null,
    posted_at timestamptz
);
create index funding_unposted on crossborder.funding (approved_at) where posted_at is null;
--rollback drop table crossborder.funding;
