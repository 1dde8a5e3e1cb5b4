--liquibase formatted sql

-- For finding phones and devices that nobody used for long.
--changeset oqim:sessions-006
create index phone_guard_by_window on sessions.phone_guard (window_started_at);
create index device_by_last_seen on sessions.device (last_seen_at);
--rollback drop index sessions.phone_guard_by_window; drop index sessions.device_by_last_seen;
