--liquibase formatted sql

-- What a payment costs, as it was quoted, and what of that goes back with a refund: JSON, because nothing searches in it.
-- Null for the many that cost nothing, so these stay as small as they were.
--changeset oqim:payments-008
alter table payments.payment add column fees text;
alter table payments.refund add column fees text;
--rollback alter table payments.payment drop column fees; alter table payments.refund drop column fees;
