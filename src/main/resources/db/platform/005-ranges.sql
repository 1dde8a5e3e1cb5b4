--liquibase formatted sql

--changeset oqim:platform-008
--comment: The gateway sums up block ranges itself: the server's queue for it is too short, and forgets what does not fit.
alter index platform.idempotency_age set (autosummarize = off);
alter index platform.answer_age set (autosummarize = off);
alter index platform.outbox_age set (autosummarize = off);
--rollback alter index platform.idempotency_age set (autosummarize = on);
--rollback alter index platform.answer_age set (autosummarize = on);
--rollback alter index platform.outbox_age set (autosummarize = on);
