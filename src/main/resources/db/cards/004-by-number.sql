--liquibase formatted sql

--changeset oqim:cards-005
--comment: Partners abroad name a card by its number; whose it is stands in any shard. Only cards that may be used are found so.
create index card_by_number on cards.card (blind_index) where state = 'linked';
--rollback drop index cards.card_by_number;
