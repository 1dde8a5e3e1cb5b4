--liquibase formatted sql

--changeset oqim:issuing-010
--comment: What was spent of late, one by one, for limits over rolling windows; empty where the holder has set none. Written by the application.
alter table issuing.chain add column recent text not null default '';
--rollback alter table issuing.chain drop column recent;
