--liquibase formatted sql

-- Whoever proves a day's books reads the transfers of that day: they arrive in order of time, so BRIN is enough.
--changeset oqim:ledger-005
create index transfer_age on ledger.transfer using brin (created_at) with (autosummarize = on);
--rollback drop index ledger.transfer_age;
