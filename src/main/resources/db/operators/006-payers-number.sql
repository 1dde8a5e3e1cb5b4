--liquibase formatted sql

--changeset oqim:operators-010
--comment: The number under which the payer knows a transaction, where the operator has one of its own for that; a payer who asks the bank names it.
alter table operators.transaction add column payers_number text;
create index transaction_by_payers_number on operators.transaction (payers_number, operator) where payers_number is not null;
--rollback drop index operators.transaction_by_payers_number; alter table operators.transaction drop column payers_number;
