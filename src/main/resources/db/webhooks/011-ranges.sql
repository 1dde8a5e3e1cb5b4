--liquibase formatted sql

--changeset oqim:webhooks-011
--comment: The gateway sums up block ranges itself: the server's queue for it is too short, and forgets what does not fit.
alter index webhooks.event_age set (autosummarize = off);
alter index webhooks.delivery_age set (autosummarize = off);
alter index webhooks.attempt_age set (autosummarize = off);
--rollback alter index webhooks.event_age set (autosummarize = on);
--rollback alter index webhooks.delivery_age set (autosummarize = on);
--rollback alter index webhooks.attempt_age set (autosummarize = on);
