--liquibase formatted sql

--changeset oqim:crossborder-007
--comment: A held rate may be refused by two people: it waits no longer and never comes into force. Its row stays, so that the provider's same word again is known.
alter table crossborder.rate
    drop constraint rate_state_check,
    add constraint rate_state_check check (state in ('in_force', 'held', 'refused'));
--rollback delete from crossborder.rate where state = 'refused';
--rollback alter table crossborder.rate drop constraint rate_state_check, add constraint rate_state_check check (state in ('in_force', 'held'));
