--liquibase formatted sql

-- What failed is looked for by people, among millions that did not.
--changeset oqim:webhooks-011
create index delivery_failed on webhooks.delivery (shard, endpoint, number) where state = 'failed';
--rollback drop index webhooks.delivery_failed;
