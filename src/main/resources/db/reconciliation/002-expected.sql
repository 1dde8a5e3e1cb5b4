--liquibase formatted sql

-- Since when a book is waited for, whatever nodes come and go: silence is counted from there until the first file.
--changeset oqim:reconciliation-009
create table reconciliation.expected (
    counterparty text not null,
    book text not null check (book in ('theirs', 'bank')),
    since date not null,
    primary key (counterparty, book)
);
--rollback drop table reconciliation.expected;
