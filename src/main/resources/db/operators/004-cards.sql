--liquibase formatted sql

--changeset oqim:operators-007
--comment: Top-ups of cards. onward is how far the money has come from the wallet to the card, by a payment of its own whose id is chosen with the transaction; onward_at is when a node looks after it.
alter table operators.transaction
    add column card uuid,
    add column card_scheme text,
    add column onward text check (onward in ('announced', 'on_its_way', 'arrived', 'kept', 'unclear')),
    add column onward_payment uuid,
    add column onward_at timestamptz,
    add constraint transaction_card_has_a_way check (
        (card is null) = (card_scheme is null) and (card is null) = (onward is null)
        and (card is null) = (onward_payment is null)),
    add constraint transaction_on_its_way_is_looked_after check (
        (onward_at is not null) = (onward = 'on_its_way' and state = 'performed'));
create index transaction_onward on operators.transaction (onward_at) where onward_at is not null;
--rollback alter table operators.transaction drop column card, drop column card_scheme, drop column onward, drop column onward_payment, drop column onward_at;

--changeset oqim:operators-008
--comment: Codes that people type to top up a card; never a number of the card. A card has one for ever.
create sequence operators.top_up_code_number start with 1;

create table operators.top_up_code (
    shard smallint not null,
    code text not null,
    owner uuid not null,
    card uuid not null,
    scheme text not null,
    made_at timestamptz not null,
    primary key (shard, code)
);
create unique index top_up_code_of_card on operators.top_up_code (card);
--rollback drop table operators.top_up_code; drop sequence operators.top_up_code_number;
