package gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.ledger.OpenAccount.AccountKind;
import gateway.ledger.PostTransfers.Direct;
import gateway.ledger.PostTransfers.Pending;
import gateway.ledger.PostTransfers.Post;
import gateway.ledger.PostTransfers.Transfer;
import gateway.ledger.TransferRefusal.Reason;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Decision.Refused;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.platform.journal.Journal;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.ids.TransferId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import sandbox.embedded.Database;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.Stores;

/** The ledger on a real database, through the real journal. */
@TestInstance(Lifecycle.PER_CLASS)
class LedgerModuleTest {

    private static final UUID REFERENCE = new UUID(7, 7);

    private final Database database = Stores.database();
    private LiveBooks books;
    private Journal journal;
    private TimeOrderedIds ids;

    @BeforeAll
    void start() {
        books = LiveBooks.start(database, "gateway.ledger.expiry-pause=50ms", "gateway.journal.writers=2");
        journal = books.journal();
        ids = books.bean(TimeOrderedIds.class);
    }

    @AfterAll
    void everythingAgreesInTheEnd() {
        var report = Objects.requireNonNull(books.verify().verify().block());
        books.close();

        assertThat(report.isClean()).as(report.text()).isTrue();
    }

    @Test
    void movesMoneyAndTellsTheBalance() {
        var payer = wallet(1_000);
        var payee = wallet(0);

        var decision = commit(new Direct(transferId(), payer, payee, uzs(300), Purpose.PAYMENT, REFERENCE));

        assertThat(decision).isEqualTo(Decision.COMMITTED);
        assertThat(balance(payer)).isEqualTo(new Balance(payer, uzs(700), uzs(0)));
        assertThat(balance(payee)).isEqualTo(new Balance(payee, uzs(300), uzs(0)));
    }

    @Test
    void refusesToOverdrawAndWritesNothing() {
        var payer = wallet(100);
        var payee = wallet(0);
        var id = transferId();

        var decision = commit(new Direct(id, payer, payee, uzs(101), Purpose.PAYMENT, REFERENCE));

        assertThat(decision).isEqualTo(new Refused(new TransferRefusal(id, Reason.INSUFFICIENT_FUNDS)));
        assertThat(balance(payer)).isEqualTo(new Balance(payer, uzs(100), uzs(0)));
    }

    @Test
    void holdsAndPostsInPart() {
        var payer = wallet(1_000);
        var payee = wallet(0);
        var hold = transferId();

        commit(new Pending(hold, payer, payee, uzs(400), Purpose.PAYMENT, REFERENCE, inAnHour()));
        var held = balance(payer);
        commit(new Post(transferId(), hold, uzs(150)));

        assertThat(held).isEqualTo(new Balance(payer, uzs(1_000), uzs(400)));
        assertThat(balance(payer)).isEqualTo(new Balance(payer, uzs(850), uzs(0)));
        assertThat(balance(payee)).isEqualTo(new Balance(payee, uzs(150), uzs(0)));
    }

    @Test
    void givesHeldMoneyBackWhenItsTimeIsOver() {
        var payer = wallet(1_000);
        var payee = wallet(0);
        var hold = transferId();

        commit(new Pending(
                hold,
                payer,
                payee,
                uzs(400),
                Purpose.PAYMENT,
                REFERENCE,
                Instant.now().plusSeconds(3_600)));
        assertThat(balance(payer).held()).isEqualTo(uzs(400));
        DatabaseClient.create(database.connections())
                .sql("update ledger.hold set expires_at = clock_timestamp() where id = :id")
                .bind("id", hold.value())
                .then()
                .block();

        Mono.delay(Duration.ofMillis(50))
                .then(books.ledger().balance(payer))
                .repeat()
                .filter(balance -> balance.held().minor() == 0)
                .next()
                .as(StepVerifier::create)
                .expectNext(new Balance(payer, uzs(1_000), uzs(0)))
                .expectComplete()
                .verify(Duration.ofSeconds(10));
        assertThat(commit(new Post(transferId(), hold, uzs(400))))
                .extracting("refusal.reason")
                .isEqualTo(Reason.PENDING_TRANSFER_EXPIRED);
    }

    @Test
    void anIdIsUsedOnce() {
        var payer = wallet(1_000);
        var payee = wallet(0);
        var transfer = new Direct(transferId(), payer, payee, uzs(300), Purpose.PAYMENT, REFERENCE);

        commit(transfer);
        var again = commit(transfer);

        assertThat(again).isEqualTo(new Refused(new TransferRefusal(transfer.id(), Reason.ID_ALREADY_USED)));
        assertThat(balance(payee)).isEqualTo(new Balance(payee, uzs(300), uzs(0)));
    }

    @Test
    void openingAnAccountAgainChangesNothing() {
        var owner = ids.next(5);
        var account = AccountId.of(owner, Asset.UZS);
        var open = new OpenAccount(account, owner, Asset.UZS, AccountKind.WALLET);

        var decisions = Flux.range(0, 20)
                .flatMap(_ -> journal.commit(new Entry(5, Priority.NEW, List.of(open))), 20)
                .collectList()
                .block();

        assertThat(decisions).hasSize(20).containsOnly(Decision.COMMITTED);
        assertThat(balance(account)).isEqualTo(new Balance(account, uzs(0), uzs(0)));
    }

    @Test
    void neverOverdrawsUnderARace() {
        var payer = wallet(1_000);
        var payees = List.of(wallet(0), wallet(0), wallet(0));

        // Entries of different shards go through different writers and still meet at the same wallet.
        var accepted = Flux.range(0, 64)
                .flatMap(
                        n -> journal.commit(entry(
                                n % 16,
                                new Direct(
                                        transferId(), payer, payees.get(n % 3), uzs(100), Purpose.PAYMENT, REFERENCE))),
                        64)
                .filter(Decision.COMMITTED::equals)
                .count()
                .block();

        assertThat(accepted).isEqualTo(10);
        assertThat(balance(payer)).isEqualTo(new Balance(payer, uzs(0), uzs(0)));
    }

    @Test
    void transfersBothWaysBetweenTwoWritersNeverDeadlock() {
        var one = wallet(100_000);
        var other = wallet(100_000);

        var decisions = Flux.range(0, 400)
                .flatMap(
                        n -> journal.commit(entry(
                                n % 2,
                                new Direct(
                                        transferId(),
                                        n % 2 == 0 ? one : other,
                                        n % 2 == 0 ? other : one,
                                        uzs(1),
                                        Purpose.PAYMENT,
                                        REFERENCE))),
                        100)
                .collectList()
                .block();

        assertThat(decisions).hasSize(400).containsOnly(Decision.COMMITTED);
        assertThat(balance(one)).isEqualTo(new Balance(one, uzs(100_000), uzs(0)));
    }

    @Test
    void readsStatementsNewestFirstPageByPage() {
        var payer = wallet(1_000);
        var payee = wallet(0);
        for (int amount : List.of(10, 20, 30)) {
            commit(new Direct(transferId(), payer, payee, uzs(amount), Purpose.FEE, REFERENCE));
        }

        var first = books.ledger()
                .statement(payer, Instant.EPOCH, StatementCursor.newest(), 2)
                .collectList()
                .block();
        var last = Objects.requireNonNull(first).getLast();
        var second = books.ledger()
                .statement(payer, Instant.EPOCH, new StatementCursor(last.at(), last.transfer()), 2)
                .collectList()
                .block();

        assertThat(first).extracting(StatementLine::amount).containsExactly(uzs(-30), uzs(-20));
        assertThat(first).extracting(StatementLine::counterparty).containsOnly(payee);
        assertThat(first).extracting(StatementLine::after).containsExactly(uzs(940), uzs(970));
        assertThat(second).extracting(StatementLine::amount).containsExactly(uzs(-10), uzs(1_000));
        assertThat(second).extracting(StatementLine::after).containsExactly(uzs(990), uzs(1_000));
    }

    @Test
    void knowsTheBalanceOfAnyMoment() {
        var payer = wallet(1_000);
        var payee = wallet(0);
        commit(new Direct(transferId(), payer, payee, uzs(300), Purpose.PAYMENT, REFERENCE));
        var newest = books.ledger()
                .statement(payer, Instant.EPOCH, StatementCursor.newest(), 1)
                .blockFirst();
        var then = Objects.requireNonNull(newest).at();
        commit(new Direct(transferId(), payer, payee, uzs(300), Purpose.PAYMENT, REFERENCE));

        StepVerifier.create(books.ledger().balanceAt(payer, then).map(Balance::posted))
                .expectNext(uzs(700))
                .verifyComplete();
        StepVerifier.create(books.ledger().balanceAt(payer, Instant.EPOCH).map(Balance::posted))
                .expectNext(uzs(0))
                .verifyComplete();
    }

    @Test
    void anUnknownAccountIsAProblem() {
        StepVerifier.create(books.ledger().balance(AccountId.of(ids.next(3), Asset.USD)))
                .expectErrorMatches(error -> error instanceof gateway.shared.problems.ProblemException problem
                        && problem.type() == LedgerProblem.ACCOUNT_NOT_FOUND)
                .verify();
    }

    private AccountId wallet(long minor) {
        var owner = ids.next(ids.anyShard());
        var account = AccountId.of(owner, Asset.UZS);
        var open = new OpenAccount(account, owner, Asset.UZS, AccountKind.WALLET);
        journal.commit(new Entry(account.shard(), Priority.NEW, List.of(open))).block();
        if (minor > 0) {
            var source = SystemAccounts.clearing("test", Asset.UZS, account.shard());
            assertThat(commit(new Direct(transferId(), source, account, uzs(minor), Purpose.PAYMENT, REFERENCE)))
                    .isEqualTo(Decision.COMMITTED);
        }
        return account;
    }

    private Decision commit(Transfer... linked) {
        return Objects.requireNonNull(
                journal.commit(entry(linked[0].id().shard(), linked)).block());
    }

    private static Entry entry(int shard, Transfer... linked) {
        return new Entry(shard, Priority.NEW, List.of(new PostTransfers(List.of(linked))));
    }

    private Balance balance(AccountId account) {
        return Objects.requireNonNull(books.ledger().balance(account).block());
    }

    private TransferId transferId() {
        return new TransferId(ids.next(ids.anyShard()));
    }

    private static Instant inAnHour() {
        return Instant.now().plusSeconds(3600);
    }

    private static Money uzs(long minor) {
        return new Money(minor, Asset.UZS);
    }
}
