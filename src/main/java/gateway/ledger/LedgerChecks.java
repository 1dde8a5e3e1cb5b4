package gateway.ledger;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What must hold between accounts, transfers and holds. Each statement lists at most a few offenders. */
@Configuration(proxyBeanMethods = false)
class LedgerChecks {

    private static final String SUM_IS_ZERO = """
            select format('%s: debits posted %s, credits posted %s, debits pending %s, credits pending %s', asset,
                          sum(debits_posted), sum(credits_posted), sum(debits_pending), sum(credits_pending))
              from ledger.account
             group by asset
            having sum(debits_posted) <> sum(credits_posted) or sum(debits_pending) <> sum(credits_pending)
             limit 10
            """;

    private static final String POSTED_IS_THE_SUM_OF_TRANSFERS = """
            with moved as (
                   select account, sum(debit) as debits, sum(credit) as credits
                     from (select debit as account, amount_minor as debit, 0 as credit
                             from ledger.transfer
                            where kind in (1, 3)
                            union all
                           select credit, 0, amount_minor
                             from ledger.transfer
                            where kind in (1, 3)) sides
                    group by account)
            select format('account %s: debits %s, transfers say %s; credits %s, transfers say %s',
                          coalesce(a.id, m.account), a.debits_posted, coalesce(m.debits, 0),
                          a.credits_posted, coalesce(m.credits, 0))
              from ledger.account a
              full join moved m on m.account = a.id
             where a.id is null
                or a.debits_posted <> coalesce(m.debits, 0)
                or a.credits_posted <> coalesce(m.credits, 0)
             limit 10
            """;

    private static final String PENDING_IS_THE_SUM_OF_HOLDS = """
            with held as (
                   select account, sum(debit) as debits, sum(credit) as credits
                     from (select debit as account, amount_minor as debit, 0 as credit
                             from ledger.hold
                            where state = 1
                            union all
                           select credit, 0, amount_minor
                             from ledger.hold
                            where state = 1) sides
                    group by account)
            select format('account %s: pending debits %s, holds say %s; pending credits %s, holds say %s',
                          coalesce(a.id, h.account), a.debits_pending, coalesce(h.debits, 0),
                          a.credits_pending, coalesce(h.credits, 0))
              from ledger.account a
              full join held h on h.account = a.id
             where a.id is null
                or a.debits_pending <> coalesce(h.debits, 0)
                or a.credits_pending <> coalesce(h.credits, 0)
             limit 10
            """;

    private static final String NOBODY_IS_OVERDRAWN = """
            select format('account %s: %s posted, %s held', id, credits_posted - debits_posted, debits_pending)
              from ledger.account
             where kind <> 3 and credits_posted - debits_posted - debits_pending < 0
             limit 10
            """;

    // Each hold has its pending transfer, and exactly one ending once it is not pending any more.
    private static final String HOLDS_HAVE_THEIR_TRANSFERS = """
            with told as (
                   select coalesce(pending, id) as id,
                          count(*) filter (where kind = 2) as begun,
                          count(*) filter (where kind = 3) as posted,
                          count(*) filter (where kind = 4) as released,
                          count(*) filter (where kind = 5) as expired
                     from ledger.transfer
                    where kind <> 1
                    group by 1)
            select format('hold %s in state %s: begun %s, posted %s, released %s, expired %s times',
                          coalesce(h.id, t.id), h.state, t.begun, t.posted, t.released, t.expired)
              from ledger.hold h
              full join told t on t.id = h.id
             where h.id is null
                or t.id is null
                or t.begun <> 1
                or (t.posted, t.released, t.expired)
                   <> ((h.state = 2)::int, (h.state = 3)::int, (h.state = 4)::int)
             limit 10
            """;

    private static final String NO_HOLD_IS_ORPHANED = """
            select format('hold %s of %s %s should have ended at %s', id, amount_minor, asset, expires_at)
              from ledger.hold
             where state = 1 and expires_at < now() - interval '5 seconds'
             limit 10
            """;

    @Bean
    BooksCheck sumIsZero() {
        return new LedgerCheck("Debits equal credits in every asset", SUM_IS_ZERO);
    }

    @Bean
    BooksCheck postedIsTheSumOfTransfers() {
        return new LedgerCheck("Every posted balance is the sum of its transfers", POSTED_IS_THE_SUM_OF_TRANSFERS);
    }

    @Bean
    BooksCheck pendingIsTheSumOfHolds() {
        return new LedgerCheck("Every pending balance is the sum of its holds", PENDING_IS_THE_SUM_OF_HOLDS);
    }

    @Bean
    BooksCheck nobodyIsOverdrawn() {
        return new LedgerCheck("No wallet and no merchant is below zero", NOBODY_IS_OVERDRAWN);
    }

    @Bean
    BooksCheck holdsHaveTheirTransfers() {
        return new LedgerCheck("Every hold begins once and ends at most once", HOLDS_HAVE_THEIR_TRANSFERS);
    }

    @Bean
    BooksCheck noHoldIsOrphaned() {
        return new LedgerCheck("No hold is pending past its time", NO_HOLD_IS_ORPHANED);
    }
}
