--liquibase formatted sql

--changeset oqim:issuing-009
--comment: What was approved and never came is found when its hold is over: it counts against limits no longer.
alter table issuing.authorisation drop constraint authorisation_state_check;
alter table issuing.authorisation add constraint authorisation_state_check
    check (state in ('approved', 'reversed', 'forestalled', 'lapsed', 'cleared'));
create index authorisation_to_lapse on issuing.authorisation (hold_until) where state = 'approved';
--rollback drop index issuing.authorisation_to_lapse; update issuing.authorisation set state = 'reversed' where state = 'lapsed'; alter table issuing.authorisation drop constraint authorisation_state_check; alter table issuing.authorisation add constraint authorisation_state_check check (state in ('approved', 'reversed', 'forestalled', 'cleared'));
