--liquibase formatted sql

--changeset oqim:fraud-006
--comment: A device and a card are one customer's and never another's: what was seen of them is found among what was seen of
--comment: the customer. Each index cost every payment a write of its own. A node of the release before, which asks by
--comment: device and card, reads a day of attempts by their time for as long as it runs and Redis cannot be believed.
drop index fraud.attempt_device;
drop index fraud.attempt_card;
--rollback create index attempt_device on fraud.attempt (device, at);
--rollback create index attempt_card on fraud.attempt (card, at) where card is not null;
