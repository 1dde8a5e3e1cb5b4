--liquibase formatted sql

-- The truth about what no longer counts. xid lets a node ask for everything it has not seen, also what committed late;
-- after matters_until every access token it could touch has expired by itself.

--changeset oqim:sessions-002
create sequence sessions.epoch;

create table sessions.revocation (
    epoch         bigint      not null primary key default nextval('sessions.epoch'),
    scope         text        not null check (scope in ('all', 'client', 'customer', 'device', 'session', 'token')),
    subject       text        not null,
    reason        text        not null,
    revoked_at    timestamptz not null,
    matters_until timestamptz not null,
    xid           xid8        not null default pg_current_xact_id()
);

create index revocation_of_subject on sessions.revocation (scope, subject, epoch);
create index revocation_by_xid on sessions.revocation (xid);
--rollback drop table sessions.revocation; drop sequence sessions.epoch;
