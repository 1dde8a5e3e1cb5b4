--liquibase formatted sql

--changeset oqim:limits-006
--comment: What a payment moved and what of it was refunded: all that counts goes back with the last unit, amounts with each.
alter table limits.use
    add column minor bigint not null default 0,
    add column refunded bigint not null default 0;
--rollback alter table limits.use drop column minor, drop column refunded;
