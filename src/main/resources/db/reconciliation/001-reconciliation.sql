--liquibase formatted sql

-- What three books say of the same movements, and what they disagree about.

--changeset oqim:reconciliation-001
create schema reconciliation;
--rollback drop schema reconciliation;

-- Files that were imported, each whole and once. number names a file's lines.
--changeset oqim:reconciliation-002
create table reconciliation.file (
    counterparty text not null,
    book text not null check (book in ('theirs', 'bank')),
    id text not null,
    number bigint generated always as identity,
    day date not null,
    digest bytea not null check (octet_length(digest) = 32),
    lines bigint not null default 0,
    imported_by text not null,
    imported_at timestamptz not null,
    primary key (counterparty, book, id)
);
create index file_day on reconciliation.file (counterparty, book, day);
--rollback drop table reconciliation.file;

-- Up to when our own book of a day was read; again until the day was over.
--changeset oqim:reconciliation-003
create table reconciliation.our_day (
    counterparty text not null,
    day date not null,
    read_at timestamptz not null,
    primary key (counterparty, day)
);
--rollback drop table reconciliation.our_day;

-- Which of our payments or transactions a name stands for; null when it could be several.
--changeset oqim:reconciliation-004
create table reconciliation.name (
    counterparty text not null,
    key text collate "C" not null,
    item text collate "C",
    primary key (counterparty, key)
);
--rollback drop table reconciliation.name;

-- Every movement as one of the books tells it. item is our payment or transaction, or x: and their name for what we do not
-- know. keys are further names, with a space between. A line on which everybody agreed has agreed set and only read again when its
-- item goes on.
--changeset oqim:reconciliation-005
create table reconciliation.line (
    counterparty text not null,
    place text collate "C" not null,
    book text not null check (book in ('ours', 'repair', 'theirs', 'bank')),
    item text collate "C" not null,
    own text,
    keys text not null,
    name text not null,
    debit boolean not null,
    minor bigint not null check (minor > 0),
    asset text not null,
    fee bigint,
    status text not null check (status in ('done', 'pending', 'failed')),
    day date not null,
    late boolean not null,
    agreed boolean not null default false,
    primary key (counterparty, place)
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);
create index line_of_item on reconciliation.line (counterparty, item);
create index line_open on reconciliation.line (counterparty, item) where not agreed;
--rollback drop table reconciliation.line;

-- state: open, repairing (two people agreed, the entry is to be posted), repaired, explained (closed_by is empty when it
-- closed by itself).
--changeset oqim:reconciliation-006
create table reconciliation.break (
    id uuid not null,
    counterparty text not null,
    item text collate "C" not null,
    kind text not null,
    against text not null check (against in ('theirs', 'bank')),
    name text not null,
    day date not null,
    asset text not null,
    ours bigint not null,
    theirs bigint not null,
    correction bigint not null,
    state text not null check (state in ('open', 'repairing', 'repaired', 'explained')),
    found_at timestamptz not null,
    act uuid,
    closed_at timestamptz,
    closed_by text,
    note text,
    transfer uuid,
    primary key (id),
    check ((closed_at is not null) = (state in ('repaired', 'explained'))),
    check (state <> 'repaired' or (transfer is not null and act is not null))
);
create index break_of_item on reconciliation.break (counterparty, item);
create index break_open on reconciliation.break (counterparty, day, id) where state in ('open', 'repairing');
create index break_day on reconciliation.break (day, id);
--rollback drop table reconciliation.break;

-- Whose books are to be compared (asked > done), and what came of it last. A node that compares has it until taken_until.
--changeset oqim:reconciliation-007
create table reconciliation.run (
    counterparty text not null,
    asked bigint not null default 0,
    done bigint not null default 0,
    taken_until timestamptz not null default '-infinity',
    until date,
    items bigint,
    agreed bigint,
    breaks bigint,
    ended_at timestamptz,
    primary key (counterparty),
    check (done <= asked)
);
--rollback drop table reconciliation.run;

-- Up to which of the statements that a correspondent sent all are imported.
--changeset oqim:reconciliation-008
create table reconciliation.kept_cursor (
    correspondent text primary key,
    number bigint not null
);
--rollback drop table reconciliation.kept_cursor;
