package gateway.payments;

import gateway.compliance.Monitoring;
import gateway.compliance.Party;
import gateway.compliance.PartyKind;
import gateway.compliance.PaymentScreening;
import gateway.compliance.RestrictedCustomers;
import gateway.compliance.ScreenPayment;
import gateway.customers.Identities;
import gateway.customers.Identity;
import gateway.fraud.FraudChecks;
import gateway.fraud.FraudVerdict;
import gateway.fraud.RestrictionRefusal;
import gateway.fraud.Restrictions;
import gateway.fraud.Verdict;
import gateway.payments.Payment.Destination;
import gateway.payments.Payments.Order;
import gateway.platform.journal.Part;
import gateway.platform.journal.Refusal;
import gateway.rulebook.Judgement;
import gateway.rulebook.Judgement.Outcome;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Asks screening, which answers from memory, then fraud, which may ask the state. */
@Component
class AskControls implements Controls {

    private final ScreenPayment screening;
    private final Identities identities;
    private final RestrictedCustomers restricted;
    private final Monitoring monitoring;
    private final FraudChecks fraud;
    private final Restrictions restrictions;

    AskControls(
            ScreenPayment screening,
            Identities identities,
            RestrictedCustomers restricted,
            Monitoring monitoring,
            FraudChecks fraud,
            Restrictions restrictions) {
        this.screening = screening;
        this.identities = identities;
        this.restricted = restricted;
        this.monitoring = monitoring;
        this.fraud = fraud;
        this.restrictions = restrictions;
    }

    @Override
    public Mono<Ruling> judge(PaymentId id, Order order, Instant now, boolean first) {
        return Mono.zip(
                screened(order),
                fraud.judge(Attempts.of(id, order, now, first)),
                (screened, verdict) -> ruling(order.customer(), screened, verdict));
    }

    private Mono<Optional<PaymentScreening>> screened(Order order) {
        return screening.isIdle()
                ? Mono.just(Optional.empty())
                : Mono.zip(
                        identities.find(order.customer()),
                        payee(order.destination()),
                        (payer, payee) ->
                                Optional.of(screening.of(payer.map(Party::of).orElse(null), payee.orElse(null))));
    }

    private Mono<Optional<Party>> payee(Destination destination) {
        return switch (destination) {
            case Destination.ToMerchant it -> Mono.just(Optional.of(Party.organisation(it.name())));
            case Destination.ToWallet it -> party(it.owner());
            case Destination.ToRemittance it -> Mono.just(Optional.of(abroad(it)));
            case Destination.ToCard _ -> Mono.just(Optional.empty());
        };
    }

    private static Party abroad(Destination.ToRemittance it) {
        return new Party(
                it.company() ? PartyKind.ORGANISATION : PartyKind.PERSON,
                it.name(),
                null,
                it.country(),
                null,
                List.of());
    }

    private Mono<Optional<Party>> party(CustomerId customer) {
        return identities.find(customer).map(found -> found.map((Identity it) -> Party.of(it)));
    }

    private Ruling ruling(CustomerId customer, Optional<PaymentScreening> screened, FraudVerdict verdict) {
        var judgements = new ArrayList<Judgement>();
        screened.map(Judgements::of).ifPresent(judgements::add);
        if (restricted.has(customer)) {
            judgements.add(Judgements.restricted(verdict.at()));
        }
        judgements.addAll(Judgements.of(verdict));
        var outcome = judgements.stream().map(Judgement::outcome).reduce(Outcome.ALLOWED, AskControls::stricter);
        var refused = outcome == Outcome.REFUSED;
        return new Ruling(
                outcome,
                judgements,
                refused ? refusal(verdict) : null,
                verdict.verdict() == Verdict.REFUSE ? List.of() : verdict.parts(),
                verdict);
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
        return refusal instanceof RestrictionRefusal(var restriction)
                ? fraud.stopped(restriction.order(), payment)
                : Mono.empty();
    }

    @Override
    public boolean forbids(Payment payment) {
        return restricted.has(payment.customer());
    }

    @Override
    public Optional<Part> beforeItBegins(Payment payment) {
        return Optional.of(restrictions.unless(Attempts.subjects(payment)));
    }

    @Override
    public List<Part> moved(Payment payment, Instant at) {
        return monitoring.record(Attempts.movements(payment, at)).stream().toList();
    }
}
