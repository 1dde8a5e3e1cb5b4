--liquibase formatted sql

--changeset oqim:cards-003
--comment: Cards that an operator keeps: the same number may also be linked by its own network, and its blind index says which of the two it is.
alter table cards.card drop constraint card_scheme_check;
alter table cards.card add constraint card_scheme_check check (scheme in ('uzcard', 'humo', 'visa', 'payme', 'click'));
--rollback delete from cards.card where scheme in ('payme', 'click');
--rollback alter table cards.card drop constraint card_scheme_check;
--rollback alter table cards.card add constraint card_scheme_check check (scheme in ('uzcard', 'humo', 'visa'));
