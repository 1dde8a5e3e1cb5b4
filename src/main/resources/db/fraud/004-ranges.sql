--liquibase formatted sql

--changeset oqim:fraud-005
--comment: The gateway sums up block ranges itself: the server's queue for it is too short, and forgets what does not fit.
alter index fraud.attempt_at set (autosummarize = off);
--rollback alter index fraud.attempt_at set (autosummarize = on);
