--liquibase formatted sql

-- Who did what to whose access, in the same transaction as the deed. Rows are only ever added.

--changeset oqim:sessions-003 splitStatements:false
create table sessions.security_event (
    id      bigint generated always as identity primary key,
    at      timestamptz not null,
    actor   text        not null,
    action  text        not null,
    subject text        not null,
    detail  text        not null
);

create function sessions.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'sessions.security_event is append-only';
end
$$;

create trigger security_event_is_append_only
    before update or delete on sessions.security_event
    for each statement execute function sessions.refuse_change();
--rollback drop table sessions.security_event; drop function sessions.refuse_change();
