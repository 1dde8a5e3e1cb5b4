package gateway.payments;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.compliance.ListedPayees;
import gateway.compliance.Occasion;
import gateway.compliance.Party;
import gateway.compliance.PaymentScreening;
import gateway.compliance.ScreenPayment;
import gateway.compliance.UnrestrictedCustomers;
import gateway.compliance.UnrestrictedCustomers.CustomerRestricted;
import gateway.compliance.Verdict.Match;
import gateway.customers.RememberedIdentities;
import gateway.fraud.Attempt;
import gateway.fraud.FraudChecks;
import gateway.fraud.FraudVerdict;
import gateway.fraud.Restriction;
import gateway.fraud.Restrictions;
import gateway.fraud.StateFinding;
import gateway.fraud.Subject;
import gateway.fraud.Verdict;
import gateway.payments.Controls.Ruling;
import gateway.payments.Payment.Destination;
import gateway.payments.Payment.Source;
import gateway.payments.Payments.Order;
import gateway.payments.Payments.Origin;
import gateway.platform.journal.JournalProblem;
import gateway.platform.journal.Part;
import gateway.rulebook.Judgement;
import gateway.rulebook.Judgement.Outcome;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.DeviceId;
import gateway.shared.ids.MerchantId;
import gateway.shared.ids.PaymentId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import gateway.shared.problems.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** What a decision of compliance means for either side of a payment. */
class AskControlsTest {

    private static final CustomerId PAYER = new CustomerId(new UUID(1, 3));
    private static final CustomerId PAYEE = new CustomerId(new UUID(2, 5));
    private static final PaymentId PAYMENT = new PaymentId(new UUID(9, 9));
    private static final Destination SHOP = new Destination.ToMerchant(new MerchantId(new UUID(4, 4)), "Shop", "5411");
    private static final Match MATCH = new Match("national", "1", "N-1", "SHOP", 1_000, List.of());
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AssertionError NOBODY_LISTED = new AssertionError("Nobody is told of");
    private static final Part NO_ORDER = new Part() {};

    private final Set<CustomerId> restricted = new HashSet<>();
    private final AskControls controls =
            controls(new ScreenParties(new NoLists(), new Nobody()), (_, _, _) -> Mono.error(NOBODY_LISTED));

    private AskControls controls(ScreenParties parties, ListedPayees listed) {
        return new AskControls(
                parties,
                listed,
                restricted::contains,
                movements -> Optional.empty(),
                new Unsuspected(),
                new NoOrders());
    }

    private Ruling judged(Destination destination) {
        return judged(controls, destination).blockOptional().orElseThrow();
    }

    private static Mono<Ruling> judged(AskControls controls, Destination destination) {
        var order = new Order(
                PAYER,
                "key",
                new byte[1],
                new Money(100, Asset.UZS),
                new Source.OwnWallet(),
                destination,
                Origin.of(new DeviceId(new UUID(3, 3))));
        return controls.judge(PAYMENT, order, Instant.EPOCH, false);
    }

    /** Whoever dies in between has refused nobody yet. */
    @Test
    void complianceHearsOfAListedPayeeBeforeThePayerHearsNo() {
        var told = new ArrayList<List<Object>>();
        var stored = Sinks.<Void>empty();
        var asking = controls(new ScreenParties(new AllListed(), new Strangers()), (payer, payment, payee) -> {
            told.add(List.of(payer, payment, payee));
            return stored.asMono();
        });

        var answer = judged(asking, SHOP).toFuture();
        assertThat(told).containsExactly(List.of(PAYER, PAYMENT, MATCH));
        assertThat(answer).isNotDone();
        stored.tryEmitEmpty();

        assertThat(answer.join().outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(answer.join().refusal()).isEqualTo(BookRefusal.PAYMENT_NOT_POSSIBLE);
    }

    @Test
    void nobodyIsRefusedOfWhomComplianceCouldNotHear() {
        var parties = new ScreenParties(new AllListed(), new Strangers());
        var failing = controls(parties, (_, _, _) -> Mono.error(new IllegalStateException("gone")));
        var silent = controls(parties, (_, _, _) -> Mono.never());

        StepVerifier.create(judged(failing, SHOP)).expectErrorMessage("gone").verify(PATIENCE);
        StepVerifier.withVirtualTime(() -> judged(silent, SHOP))
                .expectSubscription()
                .expectNoEvent(Duration.ofMillis(4_999))
                .thenAwait(Duration.ofMillis(1))
                .expectErrorSatisfies(
                        no -> assertThat(((ProblemException) no).type()).isEqualTo(JournalProblem.OVERLOADED))
                .verify(PATIENCE);
    }

    /** They are screened themselves. */
    @Test
    void aCustomerWhoIsPaidHasACaseOfTheirOwn() {
        var asking =
                controls(new ScreenParties(new AllListed(), new Strangers()), (_, _, _) -> Mono.error(NOBODY_LISTED));

        assertThat(judged(asking, new Destination.ToWallet(PAYEE))
                        .blockOptional()
                        .orElseThrow()
                        .outcome())
                .isEqualTo(Outcome.REFUSED);
    }

    @Test
    void whoeverIsRestrictedPaysNobody() {
        restricted.add(PAYER);

        assertThat(judged(new Destination.ToWallet(PAYEE)).outcome()).isEqualTo(Outcome.REFUSED);
    }

    @Test
    void whoeverIsRestrictedIsPaidByNobodyAndThePayerHearsNoReason() {
        restricted.add(PAYEE);

        var ruling = judged(new Destination.ToWallet(PAYEE));

        assertThat(ruling.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(ruling.refusal()).isEqualTo(BookRefusal.PAYMENT_NOT_POSSIBLE);
        assertThat(ruling.judgements())
                .filteredOn(it -> it.outcome() == Outcome.REFUSED)
                .singleElement()
                .returns("restricted-by-case", Judgement::rule)
                .satisfies(it -> assertThat(it.inputs()).isEqualTo(Map.of("side", "payee")));
    }

    /** What is remembered here may be seconds old. */
    @Test
    void theEntryThatMakesItAsksAboutBothAgain() {
        assertThat(judged(new Destination.ToWallet(PAYEE)).parts())
                .contains(new UnrestrictedCustomers(List.of(PAYER, PAYEE)));
        assertThat(judged(new Destination.ToWallet(PAYER)).parts()).contains(new UnrestrictedCustomers(List.of(PAYER)));
    }

    @Test
    void soDoesTheEntryThatTakesMoneyBackOutOfAWallet() {
        var completed = new Payment.State.Completed(Examples.SETTLED, null, Examples.NOW);
        var topUp = Examples.cardToWallet(completed);

        assertThat(controls.beforeItGoesBack(topUp))
                .containsExactly(NO_ORDER, new UnrestrictedCustomers(List.of(topUp.customer())));
        assertThat(controls.beforeItGoesBack(Examples.cardToMerchant(completed)))
                .isEmpty();
        assertThat(controls.beforeItGoesBack(Examples.remittance(completed))).isEmpty();
    }

    @Test
    void soDoesTheEntryThatLetsAWaitingOneGoOn() {
        var waiting = Examples.walletToMerchant(Examples.WAITING);

        assertThat(controls.beforeItBegins(waiting))
                .containsExactly(NO_ORDER, new UnrestrictedCustomers(List.of(waiting.customer())));
    }

    @Test
    void whatTheBooksFoundIsToldLikeEverythingElseAndRecordedWithItsRule() {
        var waiting = Examples.walletToMerchant(Examples.WAITING);
        var refusal = new CustomerRestricted(waiting.customer());

        assertThat(BookRefusal.of(refusal)).contains(BookRefusal.PAYMENT_NOT_POSSIBLE);
        assertThat(Judgements.restricted(waiting, refusal, Instant.EPOCH))
                .contains(Judgements.restricted(true, Instant.EPOCH));
    }

    /** Nobody has to be screened. */
    private static final class NoLists implements ScreenPayment {

        @Override
        public PaymentScreening of(@Nullable Party payer, @Nullable Party payee, Occasion occasion) {
            throw new AssertionError("There are no lists");
        }

        @Override
        public boolean isIdle() {
            return true;
        }
    }

    /** Whoever is paid is listed. */
    private static final class AllListed implements ScreenPayment {

        @Override
        public PaymentScreening of(@Nullable Party payer, @Nullable Party payee, Occasion occasion) {
            return new PaymentScreening(
                    PaymentScreening.Outcome.BLOCKED, List.of(), MATCH, "rule", 1, Map.of(), Instant.EPOCH);
        }

        @Override
        public boolean isIdle() {
            return false;
        }
    }

    /** Nothing is known of anybody. */
    private static final class Strangers implements RememberedIdentities {

        @Override
        public Mono<Remembered> remembered(CustomerId customer) {
            return Mono.just(new Remembered(customer, Optional.empty(), 1));
        }

        @Override
        public void forget(Collection<CustomerId> customers) {}
    }

    /** Nobody is asked for. */
    private static final class Nobody implements RememberedIdentities {

        @Override
        public Mono<Remembered> remembered(CustomerId customer) {
            return Mono.error(new AssertionError("Nobody has to be known"));
        }

        @Override
        public void forget(Collection<CustomerId> customers) {
            throw new AssertionError("Nobody is known");
        }
    }

    /** Every attempt is its customer's. */
    private static final class Unsuspected implements FraudChecks {

        @Override
        public Mono<FraudVerdict> judge(Attempt attempt) {
            return Mono.just(new FraudVerdict(
                    Verdict.ALLOW,
                    List.of(),
                    StateFinding.NOT_ASKED,
                    Optional.empty(),
                    Instant.EPOCH,
                    List.of(NO_ORDER)));
        }

        @Override
        public Mono<Void> opened(FraudVerdict verdict) {
            return Mono.empty();
        }

        @Override
        public Mono<Void> stopped(String order, PaymentId payment) {
            return Mono.empty();
        }
    }

    /** The state stops nobody. */
    private static final class NoOrders implements Restrictions {

        @Override
        public Mono<Optional<Restriction>> of(List<Subject> subjects) {
            return Mono.just(Optional.empty());
        }

        @Override
        public Part unless(List<Subject> subjects) {
            return NO_ORDER;
        }
    }
}
