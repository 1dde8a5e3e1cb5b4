--liquibase formatted sql

-- How many trace numbers (ISO 8583 field 11) each terminal has handed out. Nodes take them in blocks, so that the row is
-- written once per few hundred messages; it has no shard because it belongs to no customer.
--changeset oqim:visa-001
create schema visa;

create table visa.trace (
    terminal text   primary key,
    taken    bigint not null check (taken > 0)
);
--rollback drop schema visa cascade;
