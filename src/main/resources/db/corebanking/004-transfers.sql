--liquibase formatted sql

-- Documents are made of the ledger's transfers. Whoever made them of announcements before goes on where he was; one minute
-- twice, because a transfer's time is later than its announcement's. Nothing older becomes a document.
--changeset oqim:corebanking-008
alter table corebanking.reader
    add column transfers_until timestamptz not null default now(),
    add column counted_until timestamptz not null default now();
update corebanking.reader
   set transfers_until = read_until - interval '1 minute', counted_until = read_until - interval '1 minute'
 where read_until > '-infinity';
alter table corebanking.reader
    alter column transfers_until drop default,
    alter column counted_until drop default;
--rollback alter table corebanking.reader drop column transfers_until, drop column counted_until;
