--liquibase formatted sql

-- What came to nothing is removed after a while, and who sent what came in is forgotten: sender is empty then. What moved
-- money stays, as payments do. Each is found without looking at what stays.
--changeset oqim:inbound-005
create index arrival_failed on inbound.arrival (ended_at) where state = 'failed';
create index arrival_sender on inbound.arrival (ended_at) where state = 'succeeded' and sender <> '';
--rollback drop index inbound.arrival_failed; drop index inbound.arrival_sender;
