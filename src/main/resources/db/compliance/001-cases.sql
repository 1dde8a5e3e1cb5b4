--liquibase formatted sql

--changeset oqim:compliance-001
--comment: One file for everything that is asked about a customer until it is decided. Two persons decide, and the database sees to it.
create schema compliance;

create table compliance.case_file (
    shard           smallint    not null,
    id              uuid        not null,
    customer        uuid        not null,
    state           text        not null check (state in ('open', 'proposed', 'closed')),
    opened_at       timestamptz not null,
    due_at          timestamptz not null,
    evidence        bytea       not null,
    pieces          integer     not null,
    maker           text,
    proposal        text check (proposal in ('false-alarm', 'report', 'restrict')),
    proposal_reason text,
    proposed_at     timestamptz,
    checker         text,
    decision_reason text,
    decided_at      timestamptz,
    primary key (shard, id),
    constraint case_file_is_decided_by_two check (checker is null or checker <> maker),
    constraint case_file_knows_its_persons check (
        (state = 'open' and maker is null and checker is null)
        or (state = 'proposed' and maker is not null and proposal is not null and checker is null)
        or (state = 'closed' and maker is not null and proposal is not null and checker is not null))
);
create unique index case_file_of_customer on compliance.case_file (shard, customer) where state <> 'closed';
create index case_file_due on compliance.case_file (due_at, id) where state <> 'closed';
--rollback drop schema compliance cascade;

--changeset oqim:compliance-002
--comment: What is known in a case. case_file.evidence is a chain of hashes over its pieces, so that one value stands for all of them.
create table compliance.evidence (
    shard   smallint    not null,
    case_id uuid        not null,
    n       integer     not null,
    kind    text        not null,
    body    text        not null,
    made_by text        not null,
    at      timestamptz not null,
    primary key (shard, case_id, n)
);
--rollback drop table compliance.evidence;

--changeset oqim:compliance-003
--comment: What somebody has to look at: once for each customer and entry of a list, or each hit of a rule.
create table compliance.alert (
    shard     smallint    not null,
    customer  uuid        not null,
    key       text        not null,
    source    text        not null check (source in ('screening', 'monitoring')),
    list      text,
    entry_id  text,
    party     bytea,
    entry     bytea,
    state     text        not null check (state in ('open', 'cleared', 'confirmed')),
    case_id   uuid        not null,
    raised_at timestamptz not null,
    times     integer     not null,
    primary key (shard, customer, key)
);
create index alert_of_case on compliance.alert (shard, case_id);
--rollback drop table compliance.alert;

--changeset oqim:compliance-004
--comment: Matches that a person has looked at and found to be two. Bound to what both sides were then: a change of either is another row.
create table compliance.cleared (
    party      bytea       not null,
    entry      bytea       not null,
    list       text        not null,
    entry_id   text        not null,
    shard      smallint    not null,
    case_id    uuid        not null,
    cleared_by text        not null,
    cleared_at timestamptz not null,
    why        text        not null,
    until      timestamptz not null,
    primary key (party, entry)
);
create index cleared_until on compliance.cleared (until);
--rollback drop table compliance.cleared;

--changeset oqim:compliance-005 splitStatements:false
--comment: Who did what in a case. Appended to and nothing else, whoever asks.
create table compliance.case_event (
    shard   smallint    not null,
    case_id uuid        not null,
    seq     bigint      generated always as identity,
    at      timestamptz not null,
    made_by text        not null,
    what    text        not null,
    detail  text        not null,
    primary key (shard, case_id, seq)
);

create function compliance.stays() returns trigger language plpgsql as $$
begin
    raise exception 'What happened in a case stays as it was';
end;
$$;

create trigger case_event_stays before update or delete or truncate on compliance.case_event
    for each statement execute function compliance.stays();
create trigger evidence_stays before update or delete or truncate on compliance.evidence
    for each statement execute function compliance.stays();
--rollback drop table compliance.case_event; drop trigger evidence_stays on compliance.evidence; drop function compliance.stays();

--changeset oqim:compliance-006
--comment: Customers whom two persons have decided to restrict.
create table compliance.restricted (
    shard    smallint    not null,
    customer uuid        not null,
    case_id  uuid        not null,
    since    timestamptz not null,
    primary key (shard, customer)
);
--rollback drop table compliance.restricted;

--changeset oqim:compliance-007
--comment: How far all customers have been compared with one state of the lists on one day; any node goes on where another one stopped.
create table compliance.rescreening (
    pass        text        not null primary key,
    begun_at    timestamptz not null,
    shard       smallint    not null,
    after       uuid        not null,
    screened    bigint      not null,
    lease_until timestamptz not null,
    done_at     timestamptz
);
--rollback drop table compliance.rescreening;
