package sandbox.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import gateway.ledger.PostTransfers;
import gateway.ledger.PostTransfers.Direct;
import gateway.ledger.PostTransfers.Pending;
import gateway.ledger.PostTransfers.Post;
import gateway.ledger.PostTransfers.Release;
import gateway.ledger.PostTransfers.Transfer;
import gateway.ledger.Purpose;
import gateway.payments.Payment.State;
import gateway.payments.PaymentProblem;
import gateway.payments.RememberPayee;
import gateway.payments.ReviewRelease;
import gateway.payments.WritePayment;
import gateway.payments.WriteRefund;
import gateway.platform.journal.Announce.AnswerTo;
import gateway.platform.journal.ClaimKey.StoredAnswer;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.platform.journal.JournalProblem;
import gateway.platform.journal.KeepAnswer;
import gateway.platform.journal.Part;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.PaymentId;
import gateway.shared.ids.RefundId;
import gateway.shared.ids.TransferId;
import gateway.shared.problems.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;
import sandbox.simulation.MoneyBench.Mishap;

/**
 * What the simulation of payments takes for granted of the journal and of PostgreSQL: said about the model, and about
 * the real ones.
 */
abstract class MoneyContract {

    // No two tests may meet in what they share, so each has people of its own.
    private static final AtomicLong SEEDS = new AtomicLong(1_000);

    private final Material material = new Material(SEEDS.incrementAndGet());

    abstract MoneyBench bench();

    @BeforeEach
    void open() {
        bench().until(bench().now().plusSeconds(90));
        material.open(bench());
    }

    @Test
    void aKeyIsTakenOnce() {
        var subject = material.ids.next(3);

        assertThat(together(claim("k", 1, subject), claim("k", 1, subject), claim("k", 2, subject)))
                .containsExactly("committed", "duplicate of " + subject + ", unanswered", "key reused");
        assertThat(alone(claim("k", 1, material.ids.next(3)))).isEqualTo("duplicate of " + subject + ", unanswered");
        assertThat(alone(claim("other", 1, subject))).isEqualTo("committed");
        assertThat(looksUp("k", 1)).isEqualTo("duplicate of " + subject + ", unanswered");
        assertThat(looksUp("k", 2)).isEqualTo("key reused");
        assertThat(looksUp("never", 1)).isEqualTo("unknown");
    }

    @Test
    void theFirstAnswerToAKeyStaysWhetherItWasKeptOrAnnounced() {
        for (boolean keptFirst : List.of(true, false)) {
            var subject = material.ids.next(3);
            var key = "k" + keptFirst;
            alone(claim(key, 1, subject));
            Part kept = new KeepAnswer(3, customer(), key, answer(402, "kept"));
            Part event = material.event(subject, 1, "announced", new AnswerTo(key, 201));

            assertThat(alone(keptFirst ? kept : event)).isEqualTo("committed");
            assertThat(alone(keptFirst ? event : kept)).isEqualTo("committed");
            alone(material.event(subject, 2, "too late", new AnswerTo(key, 200)));

            var first = keptFirst ? ", 402 kept" : ", 201 announced";
            assertThat(alone(claim(key, 1, subject))).isEqualTo("duplicate of " + subject + first);
            assertThat(looksUp(key, 1)).isEqualTo("duplicate of " + subject + first);
        }
    }

    @Test
    void noWalletGoesBelowZeroAndNeighboursAreWritten() {
        var wallet = material.wallet(0);
        var poor = direct(wallet, merchant(), 60);

        assertThat(together(
                        moves(direct(ours(), wallet, 100)),
                        moves(direct(wallet, merchant(), 60)),
                        moves(poor),
                        moves(direct(wallet, merchant(), 40))))
                .containsExactly("committed", "committed", "INSUFFICIENT_FUNDS " + poor.id(), "committed");
        assertThat(stands(wallet)).isEqualTo("100 100 0 0");
    }

    @Test
    void linkedTransfersAreMadeAllOrNone() {
        var wallet = material.wallet(0);
        var second = direct(wallet, merchant(), 11);

        assertThat(alone(moves(direct(ours(), wallet, 10), second))).isEqualTo("INSUFFICIENT_FUNDS " + second.id());
        assertThat(stands(wallet)).isEqualTo("0 0 0 0");
        assertThat(alone(moves(direct(ours(), wallet, 10), direct(wallet, merchant(), 10))))
                .isEqualTo("committed");
    }

    @Test
    void aTransferIsMadeOnceAndBetweenAccountsThatExist() {
        var wallet = material.wallet(0);
        var once = direct(ours(), wallet, 10);
        var nobody = Material.account(material.ids.next(3));
        var from = direct(nobody, wallet, 1);
        var to = direct(ours(), nobody, 1);
        var same = direct(wallet, wallet, 1);
        var nothing = direct(ours(), wallet, 0);

        assertThat(together(moves(once), moves(once))).containsExactly("committed", "ID_ALREADY_USED " + once.id());
        assertThat(alone(moves(once))).isEqualTo("ID_ALREADY_USED " + once.id());
        assertThat(together(moves(from), moves(to), moves(same), moves(nothing)))
                .containsExactly(
                        "DEBIT_ACCOUNT_NOT_FOUND " + from.id(),
                        "CREDIT_ACCOUNT_NOT_FOUND " + to.id(),
                        "ACCOUNTS_MUST_DIFFER " + same.id(),
                        "AMOUNT_MUST_BE_POSITIVE " + nothing.id());
    }

    @Test
    void heldMoneyIsHeldUntilItIsPostedOrReleasedOnce() {
        var wallet = material.wallet(0);
        alone(moves(direct(ours(), wallet, 100)));
        var hold = hold(wallet, 80, 60);
        var spent = direct(wallet, merchant(), 21);
        assertThat(together(moves(hold), moves(spent)))
                .containsExactly("committed", "INSUFFICIENT_FUNDS " + spent.id());
        assertThat(stands(wallet)).isEqualTo("0 100 80 0");

        var tooMuch = new Post(material.transfer(), hold.id(), Material.money(81));
        var part = new Post(material.transfer(), hold.id(), Material.money(50));
        var again = new Post(material.transfer(), hold.id(), Material.money(30));
        var release = new Release(material.transfer(), hold.id());
        assertThat(together(moves(tooMuch), moves(part), moves(again)))
                .containsExactly(
                        "EXCEEDS_PENDING_AMOUNT " + tooMuch.id(),
                        "committed",
                        "PENDING_TRANSFER_ALREADY_POSTED " + again.id());
        assertThat(alone(moves(release))).isEqualTo("PENDING_TRANSFER_ALREADY_POSTED " + release.id());
        assertThat(stands(wallet)).isEqualTo("50 100 0 0");
    }

    @Test
    void whatWasReleasedIsNotPostedAndNoHoldIsMadeUp() {
        var wallet = material.wallet(0);
        alone(moves(direct(ours(), wallet, 100)));
        var hold = hold(wallet, 80, 60);
        alone(moves(hold));
        assertThat(alone(moves(new Release(material.transfer(), hold.id())))).isEqualTo("committed");

        var late = new Post(material.transfer(), hold.id(), Material.money(80));
        var nothing = new Release(material.transfer(), material.transfer());
        assertThat(alone(moves(late))).isEqualTo("PENDING_TRANSFER_ALREADY_VOIDED " + late.id());
        assertThat(alone(moves(nothing))).isEqualTo("PENDING_TRANSFER_NOT_FOUND " + nothing.id());
        assertThat(stands(wallet)).isEqualTo("0 100 0 0");
    }

    /** Whoever releases it: it has expired, and says so afterwards. */
    @Test
    void aHoldWhoseTimeIsOverCanOnlyExpire() {
        var wallet = material.wallet(0);
        alone(moves(direct(ours(), wallet, 100)));
        var hold = hold(wallet, 80, 10);
        alone(moves(hold));
        bench().until(bench().now().plusSeconds(11));

        var late = new Post(material.transfer(), hold.id(), Material.money(80));
        assertThat(alone(moves(late))).isEqualTo("PENDING_TRANSFER_EXPIRED " + late.id());
        assertThat(stands(wallet)).isEqualTo("0 100 80 0");
        assertThat(alone(moves(new Release(material.transfer(), hold.id())))).isEqualTo("committed");
        assertThat(stands(wallet)).isEqualTo("0 100 0 0");
        assertThat(bench().books()).contains(MoneyBench.row("hold", hold.id().value(), 4));
        var later = new Post(material.transfer(), hold.id(), Material.money(80));
        assertThat(alone(moves(later))).isEqualTo("PENDING_TRANSFER_EXPIRED " + later.id());
    }

    @Test
    void aVersionFollowsExactlyTheOneThatStands() {
        var id = material.paymentId(material.customers.getFirst());

        assertThat(alone(writes(id, 2))).as("nothing stands").isEqualTo("stale");
        assertThat(alone(writes(id, 1))).isEqualTo("committed");
        assertThat(together(writes(id, 2), writes(id, 2), writes(id, 3)))
                .containsExactly("committed", "stale", "committed");
        assertThat(alone(writes(id, 3))).isEqualTo("stale");
        assertThat(alone(writes(id, 5))).isEqualTo("stale");
        assertThat(bench().read(bench().payments().find(id)).version()).isEqualTo(3);
    }

    @Test
    void whatIsReadIsWhatWasWritten() {
        var id = material.paymentId(material.customers.getFirst());
        var refund = new RefundId(material.ids.next(3));
        for (int version = 1; version <= 6; version++) {
            var payment = material.payment(id, version, material.customers.getFirst(), "k", material.anyState(version));
            var back = material.refund(refund, version, id, material.customers.getFirst());
            assertThat(together(
                            new WritePayment(payment, null),
                            new WriteRefund(back, bench().now().plusSeconds(60))))
                    .containsOnly("committed");

            assertThat(bench().read(bench().payments().find(id))).isEqualTo(payment);
            assertThat(bench().read(bench().payments().find(refund))).isEqualTo(back);
        }
    }

    @Test
    void aRefundsVersionFollowsTheOneThatStands() {
        var id = material.paymentId(material.customers.getFirst());
        var refund = new RefundId(material.ids.next(3));

        assertThat(together(refunds(refund, 1, id), refunds(refund, 2, id), refunds(refund, 2, id)))
                .containsExactly("committed", "committed", "stale");
        assertThat(alone(refunds(refund, 2, id))).isEqualTo("stale");
    }

    @Test
    void anEntryThatIsRefusedLeavesNothingOfItselfBehind() {
        var id = material.paymentId(material.customers.getFirst());
        var before = bench().books();
        var poor = direct(material.wallet(0), merchant(), 1);

        assertThat(bench().together(
                                List.of(entry(
                                        Priority.NEW,
                                        claim("k", 1, id.value()),
                                        new RememberPayee(material.customers.getFirst(), material.merchant.value()),
                                        writes(id, 1),
                                        moves(poor),
                                        material.event(id.value(), 1, "{}", new AnswerTo("k", 201)))),
                                Mishap.NONE))
                .containsExactly("INSUFFICIENT_FUNDS " + poor.id());
        assertThat(bench().books()).isEqualTo(before);
        assertThat(looksUp("k", 1)).isEqualTo("unknown");
    }

    @Test
    void whatIsUnderWayGoesBeforeWhatIsNew() {
        var wallet = material.wallet(0);
        alone(moves(direct(ours(), wallet, 10)));
        var fresh = direct(wallet, merchant(), 10);

        assertThat(bench().together(
                                List.of(
                                        entry(Priority.NEW, moves(fresh)),
                                        entry(Priority.COMPLETION, moves(direct(wallet, merchant(), 10)))),
                                Mishap.NONE))
                .containsExactly("INSUFFICIENT_FUNDS " + fresh.id(), "committed");
    }

    @ParameterizedTest
    @EnumSource
    void whateverHappensToABatchItsEntriesAreDecidedOnce(Mishap mishap) {
        var wallet = material.wallet(0);
        alone(moves(direct(ours(), wallet, 100)));
        var subject = material.ids.next(3);
        var pays = entry(
                Priority.NEW,
                claim("k", 1, subject),
                moves(direct(wallet, merchant(), 60)),
                material.event(subject, 1, "told", new AnswerTo("k", 201)));
        var poor = direct(wallet, merchant(), 41);

        assertThat(bench().together(List.of(pays, entry(Priority.NEW, moves(poor))), mishap))
                .containsExactly("committed", "INSUFFICIENT_FUNDS " + poor.id());
        assertThat(stands(wallet)).isEqualTo("60 100 0 0");
        assertThat(bench().together(List.of(pays), mishap))
                .as("who heard nothing and asks again")
                .containsExactly("duplicate of " + subject + ", 201 told");
        assertThat(stands(wallet)).isEqualTo("60 100 0 0");
    }

    @Test
    void withoutADatabaseNewOnesAreRefusedAndCompletionsWait() {
        var wallet = material.wallet(0);
        bench().gone(true);
        var completion = bench().begin(entry(Priority.COMPLETION, moves(direct(ours(), wallet, 10))));

        assertThat(bench().end(bench().begin(entry(Priority.NEW, moves(direct(ours(), wallet, 1))))))
                .isEqualTo(JournalProblem.UNAVAILABLE.toString());
        assertThat(completion).isNotDone();
        bench().gone(false);
        assertThat(bench().end(completion)).isEqualTo("committed");
        assertThat(stands(wallet)).isEqualTo("0 10 0 0");
    }

    @Test
    void eventsStandWithTheirContentsOneForEachVersion() {
        var subject = material.ids.next(3);
        assertThat(together(material.event(subject, 1, "{\"a\":1}", null), material.event(subject, 2, "{}", null)))
                .containsOnly("committed");

        assertThat(bench().books())
                .containsSubsequence(
                        MoneyBench.row("event", subject, 1, "payment.moved", "{\"a\":1}", null),
                        MoneyBench.row("event", subject, 2, "payment.moved", "{}", null));
    }

    @Test
    void aPayeeIsRememberedOnce() {
        var customer = material.customers.getFirst();
        var payee = material.ids.next(3);
        assertThat(bench().read(bench().payments().hasPaid(customer, payee))).isFalse();

        assertThat(together(new RememberPayee(customer, payee), new RememberPayee(customer, payee)))
                .containsOnly("committed");
        assertThat(alone(new RememberPayee(customer, payee))).isEqualTo("committed");
        assertThat(bench().read(bench().payments().hasPaid(customer, payee))).isTrue();
    }

    /** Three a minute for each customer, two a day for the shop, 2,500.00 a day, as {@link Ceilings} says. */
    @Test
    void aLimitIsReachedExactlyAndWhatIsGivenBackCountsNoMore() {
        var customer = material.customers.getFirst();
        var first = material.paymentId(customer);
        var now = bench().now();

        var all = Stream.of(first, material.paymentId(customer), material.paymentId(customer))
                .map(id -> takes(id, 1_00, now))
                .toList();
        var answers = together(all.toArray(Part[]::new));
        assertThat(answers.subList(0, 2)).containsOnly("committed");
        assertThat(answers.get(2)).contains("limit=shop", "left=0");

        assertThat(alone(bench().read(bench().limits().giveBack(first)))).isEqualTo("committed");
        assertThat(alone(takes(material.paymentId(customer), 1_00, now))).isEqualTo("committed");
        assertThat(alone(takes(material.paymentId(customer), 1_00, now))).contains("limit=");
    }

    @Test
    void whatANodeTakesUpIsKeptFromOthersForAWhile() {
        var id = material.paymentId(material.customers.getFirst());
        var now = bench().now();
        alone(new WritePayment(
                material.payment(id, 1, material.customers.getFirst(), "k", material.anyState(1)), now.plusSeconds(5)));

        assertThat(due(now.plusSeconds(4), now.plusSeconds(30))).doesNotContain(id);
        assertThat(due(now.plusSeconds(5), now.plusSeconds(30))).contains(id);
        assertThat(due(now.plusSeconds(29), now.plusSeconds(60))).doesNotContain(id);
        assertThat(due(now.plusSeconds(30), now.plusSeconds(60))).contains(id);
    }

    @Test
    void aPaymentIsLetGoOnceAndOnlyWhileItWaits() {
        var customer = material.customers.getFirst();
        var id = material.paymentId(customer);
        var now = bench().now();
        var release = new ReviewRelease(new UUID(0, 1), "one", "known to us");
        alone(new WritePayment(
                material.payment(id, 1, customer, "k", new State.InReview(now.plusSeconds(40))), now.plusSeconds(40)));
        bench().releases().add(id, release, now).as(this::done);

        assertThat(due(now, now.plusSeconds(15)))
                .as("somebody looks at it at once")
                .contains(id);
        assertThat(bench().read(bench().releases().of(id))).contains(release);
        refusesToLetGo(id, new ReviewRelease(new UUID(0, 2), "two", "again"), now);
        assertThat(bench().read(bench().releases().of(id))).contains(release);

        var other = material.paymentId(customer);
        alone(new WritePayment(material.payment(other, 1, customer, "k2", material.anyState(1)), now.plusSeconds(40)));
        refusesToLetGo(other, release, now);
        assertThat(due(now, now.plusSeconds(15))).doesNotContain(other);
    }

    private void refusesToLetGo(PaymentId id, ReviewRelease release, Instant now) {
        var error = catchThrowable(() -> done(bench().releases().add(id, release, now)));
        var problem = (ProblemException) (error instanceof CompletionException it ? it.getCause() : error);
        assertThat(problem.type()).isEqualTo(PaymentProblem.PAYMENT_NOT_IN_REVIEW);
    }

    private boolean done(Mono<Void> work) {
        return bench().read(work.thenReturn(true));
    }

    private List<PaymentId> due(Instant now, Instant until) {
        return bench().read(bench().payments()
                .takeDue(now, until, 10_000)
                .map(it -> it.id())
                .collectList());
    }

    private Part takes(PaymentId id, long minor, Instant at) {
        return bench().limits()
                .take(material.use(id, material.customers.getFirst(), minor, at))
                .orElseThrow();
    }

    private List<String> together(Part... parts) {
        return bench().together(
                        Stream.of(parts).map(part -> entry(Priority.NEW, part)).toList(), Mishap.NONE);
    }

    private String alone(Part part) {
        return together(part).getFirst();
    }

    private static Entry entry(Priority priority, Part... parts) {
        return new Entry(3, priority, List.of(parts));
    }

    private UUID customer() {
        return material.customers.getFirst().value();
    }

    private Part claim(String key, int content, UUID subject) {
        return material.claim(material.customers.getFirst(), key, content, subject);
    }

    private String looksUp(String key, int content) {
        return bench().read(bench().keys().find(3, customer(), key, new byte[] {1, (byte) content}))
                .map(MoneyBench::text)
                .orElse("unknown");
    }

    private static StoredAnswer answer(int status, String body) {
        return new StoredAnswer(status, body.getBytes(StandardCharsets.UTF_8));
    }

    private Part writes(PaymentId id, int version) {
        var payment = material.payment(id, version, material.customers.getFirst(), "k", material.anyState(version));
        return new WritePayment(payment, bench().now().plusSeconds(3_600));
    }

    private Part refunds(RefundId id, int version, PaymentId payment) {
        return new WriteRefund(
                material.refund(id, version, payment, material.customers.getFirst()),
                bench().now().plusSeconds(3_600));
    }

    private static AccountId ours() {
        return Material.ours();
    }

    private AccountId merchant() {
        return Material.account(material.merchant.value());
    }

    private static Part moves(Transfer... transfers) {
        return new PostTransfers(List.of(transfers));
    }

    private Direct direct(AccountId debit, AccountId credit, long minor) {
        return new Direct(
                material.transfer(), debit, credit, Material.money(minor), Purpose.PAYMENT, material.ids.next(3));
    }

    private Pending hold(AccountId debit, long minor, long seconds) {
        return new Pending(
                new TransferId(material.ids.next(3)),
                debit,
                merchant(),
                Material.money(minor),
                Purpose.PAYMENT,
                material.ids.next(3),
                bench().now().plusSeconds(seconds));
    }

    /** Debits, credits, and what of both is held. */
    private String stands(AccountId account) {
        var row = "account " + account.value() + " ";
        return bench().books().stream()
                .filter(it -> it.startsWith(row))
                .map(it -> it.substring(row.length() + 2))
                .findFirst()
                .orElse("unknown");
    }
}
