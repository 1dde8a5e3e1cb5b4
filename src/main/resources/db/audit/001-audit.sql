--liquibase formatted sql

-- The trail: the hash of every event in order, the tree above them, and its heads as they were signed.

--changeset oqim:audit-001
create schema audit;
--rollback drop schema audit;

-- Up to where the outbox was read, and what the tree goes on from; every node reads under this row's lock. The trail
-- begins with the oldest event that there is.
--changeset oqim:audit-002
create table audit.place (
    id smallint primary key check (id = 1),
    begins_at timestamptz not null,
    read_until timestamptz not null,
    size bigint not null,
    frontier bytea not null
) with (fillfactor = 50);
insert into audit.place (id, begins_at, read_until, size, frontier)
select 1, began, began, 0, ''
  from (select coalesce(min(created_at), now()) as began from platform.outbox) oldest;
--rollback drop table audit.place;

-- What was read at once: the hashes of all events from the piece before up to that moment, in order of time, shard,
-- subject and version. One row for hundreds of events; hashes cannot be compressed and are read in parts.
--changeset oqim:audit-003
create table audit.piece (
    first bigint primary key,
    size integer not null,
    until timestamptz not null unique,
    hashes bytea not null,
    constraint piece_has_its_hashes check (first >= 0 and size > 0 and octet_length(hashes) = 32 * size)
);
alter table audit.piece alter column hashes set storage external;
--rollback drop table audit.piece;

-- Full subtrees of 2^8, 2^16, 2^24 … leaves, so that a proof reads a few hundred hashes however long the trail is.
--changeset oqim:audit-004
create table audit.node (
    level smallint not null,
    index bigint not null,
    hash bytea not null,
    primary key (level, index)
);
--rollback drop table audit.node;

--changeset oqim:audit-005
create table audit.checkpoint (
    size bigint primary key,
    at timestamptz not null,
    note text not null
);
--rollback drop table audit.checkpoint;

-- A first fence, for mistakes. Whoever owns the tables can take it away: that is what checkpoints and witnesses are for.
--changeset oqim:audit-006 splitStatements:false
create function audit.stays() returns trigger language plpgsql as $$
begin
    raise exception 'the audit trail is only ever added to';
end $$;
create trigger piece_stays before update or delete or truncate on audit.piece
    for each statement execute function audit.stays();
create trigger node_stays before update or delete or truncate on audit.node
    for each statement execute function audit.stays();
create trigger checkpoint_stays before update or delete or truncate on audit.checkpoint
    for each statement execute function audit.stays();
create trigger outbox_stays before update or delete or truncate on platform.outbox
    for each statement execute function audit.stays();
--rollback drop trigger outbox_stays on platform.outbox;
--rollback drop trigger checkpoint_stays on audit.checkpoint;
--rollback drop trigger node_stays on audit.node;
--rollback drop trigger piece_stays on audit.piece;
--rollback drop function audit.stays();
