--liquibase formatted sql

--changeset oqim:notifications-006
--comment: The gateway sums up block ranges itself: the server's queue for it is too short, and forgets what does not fit.
alter index notifications.message_age set (autosummarize = off);
--rollback alter index notifications.message_age set (autosummarize = on);
