--liquibase formatted sql

--changeset oqim:customers-015
--comment: Where a customer lives, sealed like their numbers; the latest counts. told_by is the customer or a member of the staff.
create table customers.address (
    shard    smallint    not null,
    customer uuid        not null,
    sealed   bytea       not null,
    told_by  text        not null,
    told_at  timestamptz not null,
    primary key (shard, customer)
);
--rollback drop table customers.address;
