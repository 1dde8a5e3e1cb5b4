--liquibase formatted sql

--changeset oqim:limits-005
--comment: Maxima of single customers, each until a moment. Rows are ended, never removed; of one rule at most one stands.
create table limits.personal_max (
    shard smallint not null,
    customer uuid not null,
    limit_id text not null,
    id uuid not null,
    max bigint not null,
    since timestamptz not null,
    until timestamptz not null,
    ended_at timestamptz,
    ended_by uuid,
    primary key (shard, customer, limit_id, id),
    constraint personal_max_is_no_debt check (max >= 0),
    constraint personal_max_ends_once check ((ended_at is null) = (ended_by is null))
);
create unique index personal_max_stands on limits.personal_max (shard, customer, limit_id) where ended_at is null;
create index personal_max_id on limits.personal_max (id);
--rollback drop table limits.personal_max;
