--liquibase formatted sql

-- For finding what can be forgotten, and whether a session is left that a revocation ended.
--changeset oqim:sessions-005
create index challenge_by_expiry on sessions.challenge (expires_at);
create index session_by_end on sessions.session (ends_at);
create index session_by_epoch on sessions.session (epoch);
create index revocation_by_meaning on sessions.revocation (matters_until);
--rollback drop index sessions.challenge_by_expiry; drop index sessions.session_by_end; drop index sessions.session_by_epoch; drop index sessions.revocation_by_meaning;
