package gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.ledger.Account.Sums;
import gateway.ledger.OpenAccount.AccountKind;
import gateway.ledger.PostTransfers.Direct;
import gateway.ledger.PostTransfers.Pending;
import gateway.ledger.PostTransfers.Post;
import gateway.ledger.PostTransfers.Release;
import gateway.ledger.PostTransfers.Transfer;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.TransferId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;

/**
 * Long chains of linked transfers, each checked against books kept a second time, the simplest way there is: a list of
 * what happened. What the rules accept never overdraws, never makes money, and what they refuse leaves no trace.
 */
class LedgerPropertiesTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int TRIES = 10_000;
    private static final int ACCOUNTS = 5;

    private static long accepted;

    /** One group of linked transfers at one moment; each is made of five small numbers. */
    record Group(List<Dice> transfers, int minutes) {}

    /** Chooses a transfer; most choices are good ones, so that chains get somewhere. */
    record Dice(int kind, int debit, int credit, int amount, int of) {}

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void chainsOfFiftyGroupsKeepTheBooksInBalance(@ForAll("groups") @Size(min = 50, max = 60) List<Group> groups) {
        var story = new Story();
        for (var group : groups) {
            story.tell(group);
        }
        accepted += story.accepted;
    }

    @AfterProperty
    void chainsGotSomewhere() {
        assertThat(accepted).as("groups accepted in %d chains", TRIES).isGreaterThan(15L * TRIES);
    }

    @Provide
    Arbitrary<List<Group>> groups() {
        var dice = Combinators.combine(
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.integers().between(0, ACCOUNTS - 1),
                        Arbitraries.integers().between(0, ACCOUNTS - 1),
                        Arbitraries.integers().between(0, 300),
                        Arbitraries.integers().between(0, 1_000_000))
                .as(Dice::new);
        return Combinators.combine(
                        dice.list().ofMinSize(1).ofMaxSize(2),
                        Arbitraries.integers().between(0, 40))
                .as(Group::new)
                .list();
    }

    /** The books, and the list of what they accepted. */
    private static final class Story {

        private final Map<AccountId, Account> accounts = new HashMap<>();
        private final Map<TransferId, Pending> holds = new HashMap<>();
        private final Set<TransferId> ended = new HashSet<>();
        private final List<TransferId> pendings = new ArrayList<>();
        private final Books books = new Books(START);
        private final Map<AccountId, BigInteger> posted = new HashMap<>();
        private final Map<AccountId, BigInteger> held = new HashMap<>();
        private Instant now = START;
        private long next;
        private int accepted;

        Story() {
            for (int i = 0; i < ACCOUNTS; i++) {
                var kind = i == 0 ? AccountKind.SYSTEM : i == 1 ? AccountKind.MERCHANT : AccountKind.WALLET;
                var account = new Account(id(i), Asset.UZS, kind, i == ACCOUNTS - 1, Sums.ZERO);
                accounts.put(account.id(), account);
                books.put(account);
                posted.put(account.id(), BigInteger.ZERO);
                held.put(account.id(), BigInteger.ZERO);
            }
        }

        void tell(Group group) {
            now = now.plus(Duration.ofMinutes(group.minutes()));
            books.at(now);
            var linked = group.transfers().stream().map(this::transfer).toList();
            var before = sums();
            int lines = books.booked().size();

            var refusal = books.refusal(linked);

            assertThat(sums()).as("asking changes nothing").isEqualTo(before);
            assertThat(books.booked()).hasSize(lines);
            if (refusal == null) {
                accepted++;
                books.book(linked);
                linked.forEach(this::note);
                assertThat(books.booked()).hasSize(lines + linked.size());
                assertThat(books.refusal(linked)).as("nothing happens twice").isNotNull();
            }
            check();
        }

        private Transfer transfer(Dice dice) {
            var fresh = new TransferId(new UUID(7, ++next));
            var amount = new Money(dice.amount(), Asset.UZS);
            // Money comes in from the bank's own account more often than it moves on.
            int debit = dice.kind() < 3 ? 0 : dice.debit();
            int credit = dice.kind() < 3 ? 1 + dice.credit() % (ACCOUNTS - 2) : dice.credit();
            return switch (dice.kind()) {
                case 0, 1, 2, 3, 4 -> new Direct(fresh, id(debit), id(credit), amount, Purpose.PAYMENT, fresh.value());
                case 5, 6 -> pending(fresh, id(debit), id(credit), amount, dice.of());
                case 7, 8 -> new Post(fresh, some(dice.of(), fresh), amount);
                default -> new Release(fresh, some(dice.of(), fresh));
            };
        }

        private Pending pending(TransferId fresh, AccountId debit, AccountId credit, Money amount, int of) {
            return new Pending(
                    fresh,
                    debit,
                    credit,
                    amount,
                    Purpose.PAYMENT,
                    fresh.value(),
                    now.plus(Duration.ofMinutes(1 + of % 200)));
        }

        /** Mostly one of the last. */
        private TransferId some(int of, TransferId otherwise) {
            int among = of % 3 == 0 ? pendings.size() : Math.min(pendings.size(), 3);
            return pendings.isEmpty() ? otherwise : pendings.get(pendings.size() - 1 - of % among);
        }

        private void note(Transfer transfer) {
            switch (transfer) {
                case Direct it -> move(it.debit(), it.credit(), it.amount().minor());
                case Pending it -> {
                    assertThat(it.amount().minor()).isPositive();
                    holds.put(it.id(), it);
                    pendings.add(it.id());
                    hold(it, 1);
                }
                case Post it -> {
                    var hold = end(it.pending());
                    assertThat(now).as("an expired hold is not posted").isBefore(hold.expiresAt());
                    assertThat(it.amount().minor()).isBetween(1L, hold.amount().minor());
                    move(hold.debit(), hold.credit(), it.amount().minor());
                }
                case Release it -> end(it.pending());
            }
        }

        private Pending end(TransferId pending) {
            assertThat(ended.add(pending)).as("a hold ends once").isTrue();
            var hold = holds.get(pending);
            hold(hold, -1);
            return hold;
        }

        private void hold(Pending pending, int sign) {
            held.merge(
                    pending.debit(), BigInteger.valueOf(sign * pending.amount().minor()), BigInteger::add);
        }

        private void move(AccountId debit, AccountId credit, long minor) {
            assertThat(minor).isPositive();
            assertThat(debit).isNotEqualTo(credit);
            posted.merge(debit, BigInteger.valueOf(-minor), BigInteger::add);
            posted.merge(credit, BigInteger.valueOf(minor), BigInteger::add);
        }

        private void check() {
            var whole = Sums.ZERO;
            for (var account : accounts.values()) {
                var sums = account.stored();
                whole = whole.plus(sums);
                long balance = sums.creditsPosted() - sums.debitsPosted();
                assertThat(BigInteger.valueOf(balance)).isEqualTo(posted.get(account.id()));
                assertThat(BigInteger.valueOf(sums.debitsPending())).isEqualTo(held.get(account.id()));
                assertThat(sums.debitsPosted() | sums.creditsPosted() | sums.debitsPending() | sums.creditsPending())
                        .as("no sum is negative")
                        .isNotNegative();
                if (account.kind() != AccountKind.SYSTEM) {
                    assertThat(balance - sums.debitsPending())
                            .as("nobody is overdrawn")
                            .isNotNegative();
                }
            }
            assertThat(whole.debitsPosted()).as("debits are credits").isEqualTo(whole.creditsPosted());
            assertThat(whole.debitsPending()).isEqualTo(whole.creditsPending());
        }

        private List<Sums> sums() {
            return accounts.values().stream().map(Account::stored).toList();
        }

        private static AccountId id(int number) {
            return new AccountId(new UUID(1, number));
        }
    }
}
