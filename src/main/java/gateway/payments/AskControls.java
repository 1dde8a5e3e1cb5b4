package gateway.payments;

import gateway.compliance.ListedPayees;
import gateway.compliance.Monitoring;
import gateway.compliance.PaymentScreening;
import gateway.compliance.RestrictedCustomers;
import gateway.compliance.UnrestrictedCustomers;
import gateway.customers.UnchangedIdentities.IdentityMoved;
import gateway.fraud.FraudChecks;
import gateway.fraud.FraudVerdict;
import gateway.fraud.RestrictionRefusal;
import gateway.fraud.Restrictions;
import gateway.fraud.Verdict;
import gateway.payments.Payment.Destination;
import gateway.payments.Payments.Order;
import gateway.payments.ScreenParties.Screened;
import gateway.payments.decisions.Checks;
import gateway.platform.journal.Part;
import gateway.platform.journal.Refusal;
import gateway.rulebook.Judgement;
import gateway.rulebook.Judgement.Outcome;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Asks screening, which answers from memory, then fraud, which may ask the state. Compliance hears of a listed payee
 * before the payer hears no: whatever dies in between, nobody was refused of whom it has not heard.
 */
@Component
class AskControls implements Controls {

    /** So long the answer waits for the case of the payer; then the client hears to ask again. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ScreenParties parties;
    private final ListedPayees listed;
    private final RestrictedCustomers restricted;
    private final Monitoring monitoring;
    private final FraudChecks fraud;
    private final Restrictions restrictions;

    AskControls(
            ScreenParties parties,
            ListedPayees listed,
            RestrictedCustomers restricted,
            Monitoring monitoring,
            FraudChecks fraud,
            Restrictions restrictions) {
        this.parties = parties;
        this.listed = listed;
        this.restricted = restricted;
        this.monitoring = monitoring;
        this.fraud = fraud;
        this.restrictions = restrictions;
    }

    @Override
    public Mono<Ruling> judge(PaymentId id, Order order, Instant now, boolean first) {
        var customers = Attempts.customers(order.customer(), order.destination());
        return Mono.zip(
                        parties.of(order).delayUntil(screened -> told(id, order, screened)),
                        fraud.judge(Attempts.of(id, order, now, first)))
                .map(both -> ruling(customers, both.getT1(), both.getT2()));
    }

    // A customer who is paid has a case of their own, wherever they pay or are paid.
    private Mono<Void> told(PaymentId id, Order order, Screened screened) {
        var payee = screened.screening().map(PaymentScreening::listedPayee).orElse(null);
        return payee == null || order.destination() instanceof Destination.ToWallet
                ? Mono.empty()
                : listed.tried(order.customer(), id, payee).timeout(PATIENCE, Mono.error(Answers::stoodStill));
    }

    private Ruling ruling(List<CustomerId> customers, Screened screened, FraudVerdict verdict) {
        var judgements = new ArrayList<Judgement>();
        screened.screening().map(Checks::screening).ifPresent(judgements::add);
        customers.stream()
                .filter(restricted::has)
                .findFirst()
                .ifPresent(it -> judgements.add(Judgements.restricted(it.equals(customers.getFirst()), verdict.at())));
        judgements.addAll(Judgements.of(verdict));
        var outcome = judgements.stream().map(Judgement::outcome).reduce(Outcome.ALLOWED, AskControls::stricter);
        var refused = outcome == Outcome.REFUSED;
        return new Ruling(
                outcome,
                judgements,
                refused ? refusal(verdict) : null,
                verdict.verdict() == Verdict.REFUSE ? List.of() : parts(customers, screened, verdict),
                verdict);
    }

    private static List<Part> parts(List<CustomerId> customers, Screened screened, FraudVerdict verdict) {
        var parts = new ArrayList<>(screened.parts());
        parts.addAll(verdict.parts());
        parts.add(new UnrestrictedCustomers(customers));
        return parts;
    }

    // Nobody is told which check it was, but for the state's order, which customers may know of.
    private static BookRefusal refusal(FraudVerdict verdict) {
        return verdict.restriction().isPresent() ? BookRefusal.PAYMENTS_RESTRICTED : BookRefusal.PAYMENT_NOT_POSSIBLE;
    }

    private static Outcome stricter(Outcome one, Outcome other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    @Override
    public Mono<Void> opened(PaymentId payment, Ruling ruling) {
        return ruling.detail() instanceof FraudVerdict verdict ? fraud.opened(verdict) : Mono.empty();
    }

    @Override
    public Mono<Void> refused(PaymentId payment, Refusal refusal) {
        return switch (refusal) {
            case RestrictionRefusal(var restriction) -> fraud.stopped(restriction.order(), payment);
            case IdentityMoved moved -> Mono.fromRunnable(() -> parties.moved(moved));
            default -> Mono.empty();
        };
    }

    @Override
    public boolean forbids(Payment payment) {
        return customers(payment).stream().anyMatch(restricted::has);
    }

    @Override
    public List<Part> beforeItBegins(Payment payment) {
        return List.of(restrictions.unless(Attempts.subjects(payment)), new UnrestrictedCustomers(customers(payment)));
    }

    @Override
    public List<Part> beforeItGoesBack(Payment payment) {
        return payment.destination() instanceof Destination.ToWallet(var owner)
                ? List.of(
                        restrictions.unless(
                                Attempts.wallet(owner, payment.amount().asset())),
                        new UnrestrictedCustomers(customers(payment)))
                : List.of();
    }

    private static List<CustomerId> customers(Payment payment) {
        return Attempts.customers(payment.customer(), payment.destination());
    }

    @Override
    public List<Part> moved(Payment payment, Instant at) {
        return monitoring.record(Attempts.movements(payment, at)).stream().toList();
    }
}
