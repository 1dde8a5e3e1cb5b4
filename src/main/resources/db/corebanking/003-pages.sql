--liquibase formatted sql

-- The tie-out reads a day's lines in the order of what they name, and all lines of what is on a page, whatever their day;
-- and a rail's names of a payment.
--changeset oqim:corebanking-007
create index entry_page on corebanking.entry (day, reference, account);
create index entry_named on corebanking.entry (reference, account);
drop index corebanking.entry_day;
create index leg_of on corebanking.leg (reference);
--rollback create index entry_day on corebanking.entry (day);
--rollback drop index corebanking.leg_of; drop index corebanking.entry_named; drop index corebanking.entry_page;
