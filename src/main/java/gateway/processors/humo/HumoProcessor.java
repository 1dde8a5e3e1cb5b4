package gateway.processors.humo;

import gateway.cards.CardDetails;
import gateway.cards.CardVault;
import gateway.cards.Scheme;
import gateway.processors.Inquiry;
import gateway.processors.Leg;
import gateway.processors.LegRequest;
import gateway.processors.MessageIdentity;
import gateway.processors.Outcome;
import gateway.processors.Processor;
import gateway.processors.Reversal;
import gateway.shared.money.Money;
import java.time.Clock;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;

/**
 * HUMO as a rail: {@link HumoPayments} debits and credits, {@link HumoRefunds} gives back, {@link HumoRecovery}
 * enquires and undoes. Every method answers within {@code gateway.processors.humo.timeout}.
 */
@Component
final class HumoProcessor implements Processor, Inquiry {

    private final CardVault vault;
    private final HumoSettings settings;
    private final HumoPayments payments;
    private final HumoRefunds refunds;
    private final HumoRecovery recovery;

    HumoProcessor(HumoClient client, CardVault vault, HumoSettings settings, Clock clock) {
        this.vault = vault;
        this.settings = settings;
        recovery = new HumoRecovery(client);
        payments = new HumoPayments(client, recovery, clock, settings.timeout());
        refunds = new HumoRefunds(client, recovery);
    }

    @Override
    public String name() {
        return Scheme.HUMO.rail();
    }

    @Override
    public Scheme scheme() {
        return Scheme.HUMO;
    }

    @Override
    public boolean takes(LegRequest.Kind kind, Money amount) {
        return HumoPayments.takes(kind, amount);
    }

    /** The {@code paymentRef}: the leg's id without dashes. */
    @Override
    public Mono<MessageIdentity> identify(LegRequest request) {
        return Mono.fromSupplier(
                () -> new MessageIdentity(request.id().toString().replace("-", "")));
    }

    @Override
    public Mono<Outcome> send(Leg leg) {
        var sent = switch (leg.request().kind()) {
            case DEBIT, CREDIT ->
                Mono.defer(() -> vault.open(leg.request().card())).materialize().flatMap(opened -> send(leg, opened));
            case REFUND -> refunds.send(leg);
        };
        return sent.timeout(settings.timeout(), Mono.just(new Outcome.Unknown("no answer in " + settings.timeout())));
    }

    @Override
    public Mono<Reversal> reverse(Leg leg, int attempt) {
        var reversed = leg.request().kind() == LegRequest.Kind.REFUND
                ? refunds.reverse(leg, attempt)
                : recovery.reverse(leg, attempt);
        return reversed.timeout(
                settings.timeout(), Mono.just(new Reversal.Unclear("no answer in " + settings.timeout())));
    }

    @Override
    public Mono<Finding> inquire(Leg leg) {
        var found = leg.request().kind() == LegRequest.Kind.REFUND ? refunds.inquire(leg) : recovery.inquire(leg);
        return found.timeout(settings.timeout(), Mono.just(new Finding.Unclear("no answer in " + settings.timeout())));
    }

    private Mono<Outcome> send(Leg leg, Signal<CardDetails> opened) {
        var card = opened.get();
        return card == null ? Mono.just(new Outcome.NotSent("the card cannot be opened")) : payments.send(leg, card);
    }
}
