--liquibase formatted sql

--changeset oqim:corebanking-006
--comment: The gateway sums up block ranges itself: the server's queue for it is too short, and forgets what does not fit.
alter index corebanking.document_day set (autosummarize = off);
--rollback alter index corebanking.document_day set (autosummarize = on);
