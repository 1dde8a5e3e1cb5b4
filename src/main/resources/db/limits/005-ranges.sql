--liquibase formatted sql

--changeset oqim:limits-007
--comment: The gateway sums up block ranges itself: the server's queue for it is too short, and forgets what does not fit.
alter index limits.taken_until set (autosummarize = off);
alter index limits.use_at set (autosummarize = off);
alter index limits.counter_until set (autosummarize = off);
--rollback alter index limits.taken_until set (autosummarize = on);
--rollback alter index limits.use_at set (autosummarize = on);
--rollback alter index limits.counter_until set (autosummarize = on);
