--liquibase formatted sql

--changeset oqim:payments-decisions-001
--comment: Why each payment was allowed or refused; rows are only ever added.
create table payments.decision (
    shard smallint not null,
    payment uuid not null,
    step smallint not null,
    customer uuid not null,
    at timestamptz not null,
    outcome text not null,
    judgements text not null,
    primary key (shard, payment, step)
) with (autovacuum_vacuum_insert_scale_factor = 0.1, autovacuum_vacuum_cost_delay = 0);
--rollback drop table payments.decision;

--changeset oqim:payments-decisions-002
--comment: What a customer was refused; few are, so it stays small.
create index decision_refused on payments.decision (shard, customer, payment desc) where outcome = 'refused';
--rollback drop index payments.decision_refused;
