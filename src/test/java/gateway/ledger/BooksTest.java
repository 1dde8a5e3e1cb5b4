package gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.ledger.Account.Sums;
import gateway.ledger.BookedTransfer.Kind;
import gateway.ledger.OpenAccount.AccountKind;
import gateway.ledger.PostTransfers.Direct;
import gateway.ledger.PostTransfers.Pending;
import gateway.ledger.PostTransfers.Post;
import gateway.ledger.PostTransfers.Release;
import gateway.ledger.PostTransfers.Transfer;
import gateway.ledger.TransferRefusal.Reason;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.TransferId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a batch leaves behind for the tables. */
class BooksTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Money TEN = new Money(10, Asset.UZS);
    private static final AccountId FROM = new AccountId(new UUID(1, 0));
    private static final AccountId TO = new AccountId(new UUID(2, 0));

    private final Books books = new Books(NOW);

    @Test
    void everyTransferLeavesALineOfItsKind() {
        put(FROM, false);
        put(TO, false);

        book(new Direct(id(1), FROM, TO, TEN, Purpose.PAYMENT, new UUID(9, 9)));
        book(pending(2));
        book(new Post(id(3), id(2), TEN));
        book(pending(4));
        book(new Release(id(5), id(4)));
        book(pending(6));
        books.at(NOW.plus(Duration.ofHours(1)));
        book(new Release(id(7), id(6)));

        assertThat(books.booked())
                .extracting(BookedTransfer::kind)
                .containsExactly(
                        Kind.DIRECT, Kind.PENDING, Kind.POST, Kind.PENDING, Kind.RELEASE, Kind.PENDING, Kind.EXPIRY);
        assertThat(books.booked().getLast().pending()).isEqualTo(id(6));
        assertThat(books.booked().getLast().amount()).isEqualTo(TEN);
        assertThat(books.holds()).hasSize(3).allMatch(Hold::isNew);
        assertThat(books.accounts()).hasSize(2).allMatch(Account::isTouched);
    }

    @Test
    void aStoredHoldChangesOnceItEnds() {
        put(FROM, false);
        put(TO, false);
        var hold = Hold.stored(pending(1), Hold.State.PENDING);
        books.put(hold);

        assertThat(hold.isChanged()).isFalse();
        book(new Post(id(2), id(1), TEN));
        assertThat(hold.isChanged()).isTrue();
        assertThat(hold.isNew()).isFalse();
    }

    @Test
    void whatIsRefusedLeavesAHoldAsItWas() {
        put(FROM, false);
        put(TO, false);
        var hold = Hold.stored(pending(1), Hold.State.PENDING);
        books.put(hold);
        var tooMuch = new Direct(id(9), FROM, TO, new Money(1_000, Asset.UZS), Purpose.PAYMENT, new UUID(9, 9));

        for (var end : List.<Transfer>of(new Post(id(2), id(1), TEN), new Release(id(3), id(1)))) {
            var refusal = books.refusal(List.of(end, tooMuch));

            assertThat(refusal).isEqualTo(new TransferRefusal(id(9), Reason.INSUFFICIENT_FUNDS));
            assertThat(hold.state()).isEqualTo(Hold.State.PENDING);
            assertThat(books.accounts()).allMatch(account -> account.change().equals(Sums.ZERO));
            assertThat(books.isUsed(end.id())).isFalse();
        }
    }

    @Test
    void nothingIsPostedToOrFromAClosedAccount() {
        put(FROM, true);
        put(TO, false);
        books.put(Hold.stored(pending(1), Hold.State.PENDING));
        assertThat(reason(new Post(id(2), id(1), TEN))).isEqualTo(Reason.DEBIT_ACCOUNT_CLOSED);

        put(FROM, false);
        put(TO, true);
        assertThat(reason(new Post(id(2), id(1), TEN))).isEqualTo(Reason.CREDIT_ACCOUNT_CLOSED);
    }

    @Test
    void statesKeepTheirCodes() {
        for (var state : Hold.State.values()) {
            assertThat(Hold.State.of(state.code())).isEqualTo(state);
        }
        assertThat(Hold.State.values())
                .extracting(Hold.State::code)
                .containsExactly((short) 1, (short) 2, (short) 3, (short) 4);
        assertThat(Kind.values())
                .extracting(Kind::code)
                .containsExactly((short) 1, (short) 2, (short) 3, (short) 4, (short) 5);
    }

    @Test
    void whatIsAvailableIsNotHeld() {
        assertThat(new Balance(FROM, TEN, new Money(3, Asset.UZS)).available()).isEqualTo(new Money(7, Asset.UZS));
    }

    @Test
    void onlyTheBanksOwnAccountsAreMadeWhenFirstUsed() {
        var own = Account.unused(FROM, Asset.UZS);

        assertThat(own.isNew()).isTrue();
        assertThat(own.isTouched()).isFalse();
        assertThat(own.kind()).isEqualTo(AccountKind.SYSTEM);
        own.add(new Sums(1, 2, 3, 4));
        assertThat(own.change()).isEqualTo(new Sums(1, 2, 3, 4));
    }

    private void put(AccountId id, boolean closed) {
        books.put(new Account(id, Asset.UZS, AccountKind.WALLET, closed, new Sums(0, 100, 50, 50)));
    }

    private void book(Transfer transfer) {
        assertThat(books.refusal(List.of(transfer))).isNull();
        books.book(List.of(transfer));
    }

    private Reason reason(Transfer transfer) {
        var refusal = books.refusal(List.of(transfer));
        assertThat(refusal).isNotNull();
        return refusal.reason();
    }

    private static Pending pending(int number) {
        return new Pending(
                id(number), FROM, TO, TEN, Purpose.PAYMENT, new UUID(9, number), NOW.plus(Duration.ofHours(1)));
    }

    private static TransferId id(int number) {
        return new TransferId(new UUID(3, number));
    }
}
