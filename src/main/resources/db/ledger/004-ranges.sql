--liquibase formatted sql

--changeset oqim:ledger-007
--comment: The gateway sums up block ranges itself: the server's queue for it is too short, and forgets what does not fit.
alter index ledger.transfer_age set (autosummarize = off);
--rollback alter index ledger.transfer_age set (autosummarize = on);
