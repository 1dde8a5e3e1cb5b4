--liquibase formatted sql

--changeset oqim:issuing-008
--comment: Wrong codes and expiries that somebody tried out, within a window that begins with the first; too many lock what is bought with the card's data alone. The code itself is stored nowhere.
alter table issuing.card
    add column guesses smallint not null default 0 check (guesses >= 0),
    add column guesses_until timestamptz not null default 'epoch',
    add column guess_locked_until timestamptz not null default 'epoch';
--rollback alter table issuing.card drop column guesses, drop column guesses_until, drop column guess_locked_until;
