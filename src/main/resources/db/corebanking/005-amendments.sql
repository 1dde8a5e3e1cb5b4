--liquibase formatted sql

-- Documents without a transfer of ours: they put right what stands otherwise in the core banking system, and name its accounts.
-- amends is what its statements name.
--changeset oqim:corebanking-009
alter table corebanking.document
    add column amends text,
    add column debit_number text,
    add column credit_number text;
create index document_amendment on corebanking.document (amends) where amends is not null;
create index document_amendment_day on corebanking.document (booked_at) where amends is not null;
--rollback delete from corebanking.document where amends is not null;
--rollback alter table corebanking.document drop column amends, drop column debit_number, drop column credit_number;
