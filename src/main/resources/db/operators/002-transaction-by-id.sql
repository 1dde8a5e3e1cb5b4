--liquibase formatted sql

--changeset oqim:operators-005
--comment: Ledger movements name a transaction by its id; whoever compares books asks for what the operator calls it.
create index transaction_by_id on operators.transaction (id);
--rollback drop index operators.transaction_by_id;
