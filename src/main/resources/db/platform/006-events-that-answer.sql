--liquibase formatted sql

-- What a customer is told of a payment is the event itself, byte by byte: the event says whose key it answers, and no
-- second copy is kept. Nothing removes events; whoever begins to must leave those that answer a key which is still kept.
--changeset oqim:platform-009
alter table platform.outbox add column answers text, add column answer_status smallint;
--rollback insert into platform.answer (shard, scope, key, status, body, created_at)
--rollback select distinct on (i.shard, i.scope, i.key)
--rollback        i.shard, i.scope, i.key, o.answer_status, convert_to(o.payload, 'UTF8'), o.created_at
--rollback   from platform.outbox o
--rollback   join platform.idempotency i on i.shard = o.shard and i.subject = o.subject and i.key = o.answers
--rollback  order by i.shard, i.scope, i.key, o.version
--rollback     on conflict do nothing;
--rollback alter table platform.outbox drop column answers, drop column answer_status;
