--liquibase formatted sql

-- Whether the marker stands in place of its batch: then the batch never happened and never will. Nodes of the version
-- before leave it out and ask only for markers of their own.
--changeset oqim:platform-011
alter table platform.journal_batch add column fence boolean not null default false;
--rollback alter table platform.journal_batch drop column fence;
