--liquibase formatted sql

--changeset oqim:issuing-011
--comment: Under which moments an authorisation that was raised counts against its card's limits, and how much under each; empty where all of it counts under counted_at. Written by the application.
alter table issuing.authorisation add column counted text not null default '';
--rollback alter table issuing.authorisation drop column counted;
