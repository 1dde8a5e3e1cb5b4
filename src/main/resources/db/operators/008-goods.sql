--liquibase formatted sql

--changeset oqim:operators-012
--comment: What an invoice is for, as tax receipts name it: JSON, amounts in minor units. Nothing for invoices that do not say so.
alter table operators.invoice add column goods text;
--rollback alter table operators.invoice drop column goods;
