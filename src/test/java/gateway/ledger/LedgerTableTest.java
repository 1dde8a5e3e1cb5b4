package gateway.ledger;

import static gateway.ledger.LedgerTable.check;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The rules of money, as stories. No database. */
class LedgerTableTest {

    @Test
    void movesMoney() {
        check("""
                account  shopper   UZS
                account  shop      UZS  merchant
                fund     shopper   1000
                pay      t1  shopper  shop  300   -> ok
                pay      t2  shopper  shop  701   -> insufficient_funds
                pay      t3  shopper  shop  700   -> ok
                balance  shopper   0     held 0
                balance  shop      1000  held 0
                """);
    }

    @Test
    void postsAHoldInPartAndReleasesTheRest() {
        check("""
                account  shopper   UZS
                account  shop      UZS  merchant
                fund     shopper   1000
                hold     h1  shopper  shop  300   -> ok
                balance  shopper   1000  held 300
                pay      t1  shopper  shop  701   -> insufficient_funds
                post     p1  h1  200              -> ok
                post     p2  h1  100              -> pending_transfer_already_posted
                release  r1  h1                   -> pending_transfer_already_posted
                balance  shopper   800   held 0
                balance  shop      200   held 0
                """);
    }

    @Test
    void releasesAHoldOnce() {
        check("""
                account  shopper   UZS
                account  shop      UZS  merchant
                fund     shopper   1000
                hold     h1  shopper  shop  1000  -> ok
                release  r1  h1                   -> ok
                release  r2  h1                   -> pending_transfer_already_voided
                post     p1  h1  1000             -> pending_transfer_already_voided
                balance  shopper   1000  held 0
                """);
    }

    @Test
    void aHoldExpiresAtItsTimeWhetherOrNotAnybodyReleasedIt() {
        check("""
                account  shopper   UZS
                account  shop      UZS  merchant
                fund     shopper   1000
                hold     h1  shopper  shop  400  for 1h  -> ok
                tick     59m
                hold     h2  shopper  shop  100  for 1h  -> ok
                tick     1m
                post     p1  h1  400              -> pending_transfer_expired
                balance  shopper   1000  held 500
                release  e1  h1                   -> ok
                release  e2  h1                   -> pending_transfer_expired
                post     p2  h1  400              -> pending_transfer_expired
                post     p3  h2  100              -> ok
                balance  shopper   900   held 0
                balance  shop      100   held 0
                """);
    }

    @Test
    void linkedTransfersAreAllMadeOrNone() {
        check("""
                account  shopper   UZS
                account  transit   UZS  system
                account  shop      UZS  merchant
                account  fees      UZS  system
                fund     shopper   1000
                pay      a1  shopper  transit  900  +
                pay      a2  transit  shop     890  +
                pay      a3  transit  fees     10   -> ok
                pay      b1  shopper  transit  100  +
                pay      b2  shopper  transit  1    -> insufficient_funds
                balance  shopper   100   held 0
                balance  transit   0     held 0
                balance  shop      890   held 0
                balance  fees      10    held 0
                pay      b1  shopper  transit  100  -> ok
                """);
    }

    @Test
    void laterLinkedTransfersSeeEarlierOnes() {
        check("""
                account  clearing  UZS  system
                account  shopper   UZS
                account  shop      UZS  merchant
                pay      t1  shopper   shop     500  -> insufficient_funds
                pay      t2  clearing  shopper  500  +
                pay      t3  shopper   shop     500  -> ok
                hold     h1  shop  shopper  200  +
                post     p1  h1  150                 -> ok
                hold     h2  shop  shopper  350  +
                release  r1  h2                      +
                hold     h3  shop  shopper  351      -> insufficient_funds
                balance  clearing  -500  held 0
                balance  shopper   150   held 0
                balance  shop      350   held 0
                hold     h2  shop  shopper  350      -> ok
                """);
    }

    @Test
    void theSameIdTwiceAmongLinkedTransfersIsRefused() {
        check("""
                account  shopper   UZS
                account  shop      UZS  merchant
                fund     shopper   1000
                pay      t1  shopper  shop  1  +
                pay      t1  shopper  shop  1  -> id_already_used
                pay      t1  shopper  shop  1  -> ok
                """);
    }

    @Test
    void theBanksOwnAccountsMayGoBelowZero() {
        check("""
                account  clearing  UZS  system
                account  shop      UZS  merchant
                account  shopper   UZS
                pay      t1  clearing  shop     500  -> ok
                pay      t2  shop      shopper  501  -> insufficient_funds
                balance  clearing  -500  held 0
                """);
    }

    @Test
    void aClosedAccountStillGetsItsHeldMoneyBack() {
        check("""
                account  shopper   UZS
                account  shop      UZS  merchant
                fund     shopper   1000
                hold     h1  shopper  shop  400     -> ok
                account  closed    UZS  closed
                pay      t1  shopper  closed  1     -> credit_account_closed
                pay      t2  closed   shopper  1    -> debit_account_closed
                release  r1  h1                     -> ok
                """);
    }

    /**
     * Each line mends what the line before was refused for, so that the next reason in the order of precedence shows.
     */
    @Test
    void reportsTheFirstReasonInTheOrderOfPrecedence() {
        check("""
                account  shopper   UZS
                account  dollars   USD
                account  euros     EUR
                account  shut      UZS  closed
                account  shut2     UZS  closed
                account  full      UZS  system
                fund     shopper   100
                fund     full      9223372036854775000
                hold     used  shopper  full  1             -> ok
                pay      used  nobody   nobody   0   USD    -> id_already_used
                pay      t     nobody   nobody   0   USD    -> accounts_must_differ
                pay      t     nobody   noone    0   USD    -> amount_must_be_positive
                pay      t     nobody   noone    -5  USD    -> amount_must_be_positive
                pay      t     nobody   noone    max USD    -> debit_account_not_found
                pay      t     shut     noone    max USD    -> credit_account_not_found
                pay      t     shut     dollars  max EUR    -> accounts_must_have_the_same_asset
                pay      t     shut     shut2    max EUR    -> transfer_must_have_the_asset_of_its_accounts
                pay      t     shut     shut2    max        -> debit_account_closed
                pay      t     shopper  shut2    max        -> credit_account_closed
                pay      t     shopper  full     max        -> overflows_balance
                pay      t     shopper  full     100        -> insufficient_funds
                pay      t     shopper  full     99         -> ok
                post     used  none     0   USD             -> id_already_used
                post     p     none     0   USD             -> amount_must_be_positive
                post     p     none     max USD             -> pending_transfer_not_found
                post     p     used     max USD             -> transfer_must_have_the_asset_of_its_accounts
                post     p     used     max                 -> exceeds_pending_amount
                post     p     used     1                   -> ok
                post     q     used     2                   -> exceeds_pending_amount
                post     q     used     1                   -> pending_transfer_already_posted
                release  q     none                         -> pending_transfer_not_found
                """);
    }

    @Test
    void aTableThatTellsAnotherStoryFails() {
        assertThatThrownBy(() -> check("""
                account  shopper   UZS
                account  shop      UZS
                pay      t1  shopper  shop  1   -> ok
                """))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("insufficient_funds");
        assertThatThrownBy(() -> check("""
                account  shopper   UZS
                balance  shopper   1  held 0
                """)).isInstanceOf(AssertionError.class);
    }
}
