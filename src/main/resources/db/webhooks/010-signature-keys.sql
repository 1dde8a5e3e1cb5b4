--liquibase formatted sql

-- What partners sign their calls with: the public half of a pair, or a secret, sealed.
--changeset oqim:webhooks-010
create table webhooks.signature_key (
    id uuid primary key,
    partner uuid not null,
    algorithm text not null check (algorithm in ('ed25519', 'hmac-sha256')),
    kept bytea not null,
    created_at timestamptz not null,
    created_by text not null,
    until timestamptz
);
create index signature_key_of_partner on webhooks.signature_key (partner);
--rollback drop table webhooks.signature_key;
