--liquibase formatted sql

--changeset oqim:fraud-020
--comment: Uses of cards we issued that an order stopped, by the network's name for them: evidence of the order.
create table fraud.stopped_card (
    restriction text not null references fraud.restriction (id),
    message text not null,
    card uuid not null,
    amount_minor bigint not null,
    currency text not null,
    at timestamptz not null,
    primary key (restriction, message)
);
--rollback drop table fraud.stopped_card;
