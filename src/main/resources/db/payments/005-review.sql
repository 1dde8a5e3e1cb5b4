--liquibase formatted sql

--changeset oqim:payments-009
--comment: Payments that two people of the bank let go; whichever node sees it first lets them begin.
create table payments.review_release (
    shard       smallint    not null,
    payment     uuid        not null,
    act         uuid        not null,
    proposed_by text        not null,
    reason      text        not null,
    at          timestamptz not null,
    primary key (shard, payment)
);
--rollback drop table payments.review_release;

--changeset oqim:payments-010
--comment: What waits for people of the bank, oldest first; few do.
create index payment_in_review on payments.payment (opened_at) where status = 'in_review';
--rollback drop index payments.payment_in_review;
