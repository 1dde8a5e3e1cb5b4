--liquibase formatted sql

-- Keys that sign access tokens; the private half is encrypted with a key derived from gateway.crypto.key. A key is published
-- before it signs and stays published until its last token has expired.

--changeset oqim:sessions-004
create table sessions.signing_key (
    number         integer     not null primary key,
    kid            text        not null unique,
    public_jwk     text        not null,
    private_sealed bytea       not null,
    signs_from     timestamptz not null,
    signs_until    timestamptz not null,
    verifies_until timestamptz not null
);
--rollback drop table sessions.signing_key;
