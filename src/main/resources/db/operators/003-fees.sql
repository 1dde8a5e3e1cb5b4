--liquibase formatted sql

--changeset oqim:operators-006
--comment: What of the amount the payee does not keep, and its parts in the order of their places; both as priced when the transaction was announced.
alter table operators.transaction
    add column fee_minor bigint not null default 0,
    add column fees text,
    add constraint transaction_fee check (fee_minor >= 0 and fee_minor < amount_minor),
    add constraint transaction_fee_has_parts check ((fees is null) = (fee_minor = 0));
--rollback alter table operators.transaction drop column fees, drop column fee_minor;
