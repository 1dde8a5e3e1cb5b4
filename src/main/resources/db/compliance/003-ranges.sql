--liquibase formatted sql

--changeset oqim:compliance-023
--comment: The gateway sums up block ranges itself: the server's queue for it is too short, and forgets what does not fit.
alter index compliance.movement_at set (autosummarize = off);
--rollback alter index compliance.movement_at set (autosummarize = on);
