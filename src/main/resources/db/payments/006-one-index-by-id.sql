--liquibase formatted sql

--changeset oqim:payments-015
--comment: Rows are looked up by shard and id. Before the first statistics the planner took the customer's list for as
--comment: good as the primary key, because it has both columns, and read all of a shard for each payment.
drop index payments.payment_of_customer;
create index payment_of_customer on payments.payment (customer, id desc);
--rollback drop index payments.payment_of_customer;
--rollback create index payment_of_customer on payments.payment (shard, customer, id desc);

--changeset oqim:payments-016
drop index payments.refund_of_payment;
create index refund_of_payment on payments.refund (payment, id desc);
--rollback drop index payments.refund_of_payment;
--rollback create index refund_of_payment on payments.refund (shard, payment, id desc);
