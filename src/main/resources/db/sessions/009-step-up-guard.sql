--liquibase formatted sql

-- Codes that confirm are counted apart from those to sign in, which anybody may ask for who knows the phone. A table of its own,
-- because nodes of the release before count everything in phone_guard and must find its key as it is.
--changeset oqim:sessions-009
create table sessions.step_up_guard (
    shard             smallint    not null,
    phone             text        not null,
    sends             integer     not null default 0,
    window_started_at timestamptz not null,
    guesses           integer     not null default 0,
    locked_until      timestamptz,
    last_sent_at      timestamptz,
    primary key (shard, phone)
);
create index step_up_guard_by_window on sessions.step_up_guard (window_started_at);
--rollback drop table sessions.step_up_guard;
