--liquibase formatted sql

--changeset oqim:payments-decisions-003
--comment: Decisions about top-ups at operators, arrivals and uses of issued cards; they are found by what they are about.
alter table payments.decision
    add column about text not null default 'payment',
    add column subject uuid;
create index decision_about on payments.decision (subject, at) where subject is not null;
--rollback drop index payments.decision_about;
--rollback alter table payments.decision drop column about, drop column subject;

--changeset oqim:payments-decisions-004
--comment: What is decided about a top-up or an arrival is kept where its partner's name for it is, not where its customer is.
create index decision_refused_to on payments.decision (customer, at desc) where outcome = 'refused';
drop index payments.decision_refused;
--rollback drop index payments.decision_refused_to;
--rollback create index decision_refused on payments.decision (shard, customer, payment desc) where outcome = 'refused';
