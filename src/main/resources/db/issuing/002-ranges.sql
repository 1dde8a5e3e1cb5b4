--liquibase formatted sql

--changeset oqim:issuing-007
--comment: The gateway sums up block ranges itself: the server's queue for it is too short, and forgets what does not fit.
alter index issuing.message_at set (autosummarize = off);
--rollback alter index issuing.message_at set (autosummarize = on);
