--liquibase formatted sql

--changeset oqim:cards-006
--comment: Tokens of registrations that ended without a card are forgotten, too: an answer to the code may have been lost, and the token pays then. card is the registration's id there, and owner whose cards may have the same token after all.
alter table cards.dropped_token add column owner uuid;
create index registration_with_reference on cards.registration (expires_at) where reference is not null;
--rollback drop index cards.registration_with_reference;
--rollback alter table cards.dropped_token drop column owner;
