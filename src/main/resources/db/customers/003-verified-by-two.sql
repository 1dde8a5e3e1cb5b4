--liquibase formatted sql

-- On which act of two people a word rests, and the hash of what they had seen. Null where one alone may say so.
--changeset oqim:customers-014
alter table customers.verification add column act uuid, add column evidence text;
--rollback alter table customers.verification drop column evidence, drop column act;
