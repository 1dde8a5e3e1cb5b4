--liquibase formatted sql

-- Of which account a bank's statement is: a counterparty may have several, and half of what moved between them says
-- nothing. Null where a file tells of all of them.
--changeset oqim:reconciliation-010
alter table reconciliation.file add column account text;
--rollback alter table reconciliation.file drop column account;

-- Which of the three books stands alone with what was found.
--changeset oqim:reconciliation-011
alter table reconciliation.break add column alone text not null default 'unknown'
    check (alone in ('ours', 'theirs', 'bank', 'each', 'unknown'));
--rollback alter table reconciliation.break drop column alone;
