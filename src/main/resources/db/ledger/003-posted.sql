--liquibase formatted sql

-- What other modules may ask inside their own statements: the balance of one account, as that statement sees the books.
--changeset oqim:ledger-006
create function ledger.posted(of_shard smallint, of_account uuid) returns bigint
    language sql stable parallel safe
    return coalesce((select credits_posted - debits_posted
                       from ledger.account
                      where shard = of_shard and id = of_account), 0);
--rollback drop function ledger.posted(smallint, uuid);
