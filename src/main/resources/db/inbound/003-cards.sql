--liquibase formatted sql

-- What is sent to a card. One that we issued pays with the wallet, and there the money stays. For a linked one onward is how
-- far the money has come from the wallet to the card, by a payment of its own whose id is chosen with the arrival;
-- onward_undelivered holds the ids of those before it that certainly did not reach the card, onward_at is when a node looks
-- after it.
--changeset oqim:inbound-006
alter table inbound.arrival
    add column issued_card uuid,
    add column card uuid,
    add column card_scheme text,
    add column onward text check (onward in ('announced', 'on_its_way', 'arrived', 'kept', 'unclear')),
    add column onward_payment uuid,
    add column onward_at timestamptz,
    add column onward_undelivered uuid[] not null default '{}',
    add constraint arrival_card_has_a_way check (
        (card is null) = (card_scheme is null) and (card is null) = (onward is null)
        and (card is null) = (onward_payment is null) and (card is null or issued_card is null)),
    add constraint arrival_on_its_way_is_looked_after check ((onward_at is not null) = coalesce(onward = 'on_its_way', false)),
    add constraint arrival_that_moved_is_on_its_way check (onward is null or (onward = 'announced') = (state <> 'succeeded'));
create index arrival_onward on inbound.arrival (onward_at) where onward_at is not null;
--rollback alter table inbound.arrival drop column issued_card, drop column card, drop column card_scheme, drop column onward, drop column onward_payment, drop column onward_at, drop column onward_undelivered;
