--liquibase formatted sql

--changeset oqim:compliance-040
--comment: Movements in other currencies: what moved stands beside amount_minor, which is its worth in so'm and missing until the rate was looked up. Of which no rate is known is judged, so that it is in nobody's way, and waits for one.
alter table compliance.movement
    add column moved_minor bigint check (moved_minor > 0),
    add column moved_currency text,
    alter column amount_minor drop not null;
create index movement_to_value on compliance.movement (shard, at) where amount_minor is null;
--rollback delete from compliance.movement where amount_minor is null; drop index compliance.movement_to_value; alter table compliance.movement drop column moved_minor, drop column moved_currency, alter column amount_minor set not null;
