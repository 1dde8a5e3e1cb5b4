--liquibase formatted sql

--changeset oqim:fraud-004
--comment: What committed a moment ago is asked for twice a second by every node. Block ranges of the last minute are not
--comment: summarised yet, so that all of them were read each time; at the end of a tree it is one look-up.
create index attempt_news on fraud.attempt (xid) where counted;
drop index fraud.attempt_xid;
--rollback create index attempt_xid on fraud.attempt using brin (xid) with (autosummarize = on);
--rollback drop index fraud.attempt_news;
