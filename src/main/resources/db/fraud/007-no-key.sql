--liquibase formatted sql

--changeset oqim:fraud-007
--comment: Nobody looks an attempt up by its payment, and none is there twice: it comes in the entry that makes the
--comment: payment, whose key and trail are unique. The key cost every payment a fifth of what an attempt costs.
alter table fraud.attempt drop constraint attempt_pkey;
--rollback alter table fraud.attempt add primary key (shard, id);
