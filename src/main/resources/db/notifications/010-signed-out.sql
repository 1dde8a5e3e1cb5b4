--liquibase formatted sql

-- Whoever is signed out loses the tokens of a device or a session: found without reading those of a whole shard.
--changeset oqim:notifications-010
create index push_token_of_device on notifications.push_token (shard, device);
create index push_token_of_session on notifications.push_token (shard, session);
--rollback drop index notifications.push_token_of_session; drop index notifications.push_token_of_device;
