--liquibase formatted sql

-- Whom an event concerns: what customers see of a payment does not name them, and a notification has to reach them.
--changeset oqim:platform-007
alter table platform.outbox add column customer uuid;
--rollback alter table platform.outbox drop column customer;
