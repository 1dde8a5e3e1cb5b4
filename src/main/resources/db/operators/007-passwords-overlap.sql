--liquibase formatted sql

--changeset oqim:operators-011
--comment: The password before counts until the chosen one was first used, for a while at most: an operator that never heard the answer to its change knows no other.
alter table operators.credential
    add column previous bytea check (octet_length(previous) = 32),
    add column previous_until timestamptz,
    add constraint credential_previous_ends check ((previous is null) = (previous_until is null));
--rollback alter table operators.credential drop column previous, drop column previous_until;
