--liquibase formatted sql

--changeset oqim:operators-009
--comment: A payment that certainly did not reach the card is followed by another. onward_undelivered holds the ids of those before onward_payment, so that the books can be compared with all of them.
alter table operators.transaction add column onward_undelivered uuid[] not null default '{}';
--rollback alter table operators.transaction drop column onward_undelivered;
