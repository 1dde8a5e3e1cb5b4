--liquibase formatted sql

--changeset oqim:cards-006
--comment: Tokens of registrations that ended without a card are forgotten, too: an answer to the code may have been lost, and the token pays then. card is the registration's id there. number is the keyed hash of the card's number, by which every customer's card is found that may have the same token.
alter table cards.registration add column number bytea;
alter table cards.dropped_token add column number bytea;
create index card_with_token on cards.card (blind_index) where rail_token is not null;
create index registration_with_reference on cards.registration (expires_at) where reference is not null;
--rollback drop index cards.registration_with_reference;
--rollback drop index cards.card_with_token;
--rollback alter table cards.dropped_token drop column number;
--rollback alter table cards.registration drop column number;
