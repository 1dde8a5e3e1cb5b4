--liquibase formatted sql

-- What waits for a person is not due for any node, so it has small indexes of its own: operators must see it at a glance.
--changeset oqim:payments-007
create index payment_for_operator on payments.payment (opened_at) where status = 'needs_operator';
create index refund_for_operator on payments.refund (opened_at) where status = 'needs_operator';
--rollback drop index payments.payment_for_operator; drop index payments.refund_for_operator;
