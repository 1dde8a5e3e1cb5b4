--liquibase formatted sql

-- Two nodes that hear the same request at once must not send two codes. Null for sign-in and in rows of older nodes.
--changeset oqim:sessions-007
alter table sessions.challenge add column request bytea;
create unique index challenge_by_request on sessions.challenge (shard, request) where request is not null;
--rollback drop index sessions.challenge_by_request; alter table sessions.challenge drop column request;
