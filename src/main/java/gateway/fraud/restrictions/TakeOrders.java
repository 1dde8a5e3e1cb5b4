package gateway.fraud.restrictions;

import gateway.fraud.FraudProblem;
import gateway.fraud.NoteStoppedCard;
import gateway.fraud.restrictions.OrderLookup.Heard;
import gateway.fraud.restrictions.OrderStore.Stored;
import gateway.shared.ids.PaymentId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Carries out the state's orders, each once, and keeps what is evidence of them. */
@Component
public class TakeOrders {

    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private final OrderStore store;
    private final OrderFeed feed;
    private final Clock clock;

    TakeOrders(OrderStore store, OrderFeed feed, Clock clock) {
        this.store = store;
        this.feed = feed;
        this.clock = clock;
    }

    /** Emits the order as it stands when it is durable; the same order again changes nothing. */
    public Mono<Evidence> place(Order order) {
        if (order.issuedAt().isAfter(clock.instant().plus(CLOCKS_DIFFER))) {
            throw FraudProblem.ORDER_INVALID
                    .because("It was issued in the future")
                    .with("field", "issuedAt");
        }
        if (!order.until().isAfter(order.issuedAt())) {
            throw FraudProblem.ORDER_INVALID.because("It ends before it begins").with("field", "until");
        }
        return store.place(order).flatMap(isNew -> isNew ? placed(order) : repeated(order));
    }

    private Mono<Evidence> placed(Order order) {
        feed.heard(new Heard(order.restriction(), false));
        return evidence(order.id());
    }

    private Mono<Evidence> repeated(Order order) {
        return evidence(order.id())
                .filter(it -> it.order().saysTheSameAs(order))
                .switchIfEmpty(Mono.error(() ->
                        FraudProblem.ORDER_DIFFERS.because("Its id stands for another order; nothing was changed")));
    }

    /** Ends an order before its time; once lifted it stays so, with the first reason. */
    public Mono<Evidence> lift(String id, String reason) {
        return store.lift(id, reason)
                .then(evidence(id))
                .doOnNext(it -> feed.heard(new Heard(it.order().restriction(), true)));
    }

    /**
     * What shows that an order was carried out.
     *
     * @param liftedAt null while it was not lifted
     * @param stopped payments that it stopped, oldest first
     * @param cards uses of cards we issued that it stopped, oldest first
     */
    public record Evidence(
            Order order,
            @Nullable Instant liftedAt,
            @Nullable String liftedBecause,
            List<Stopped> stopped,
            List<NoteStoppedCard> cards) {

        public Evidence {
            stopped = List.copyOf(stopped);
            cards = List.copyOf(cards);
        }

        /** Whether it still stops anything. */
        public boolean inForce(Instant now) {
            return liftedAt == null && now.isBefore(order.until());
        }
    }

    /** A payment that an order stopped. */
    public record Stopped(PaymentId payment, Instant at) {}

    /** Errors with ORDER_UNKNOWN. */
    public Mono<Evidence> evidence(String id) {
        return Mono.zip(
                        store.find(id)
                                .switchIfEmpty(Mono.error(
                                        () -> FraudProblem.ORDER_UNKNOWN.because("No order with this id has come"))),
                        store.stopped(id),
                        store.stoppedCards(id))
                .map(all -> evidence(all.getT1(), all.getT2(), all.getT3()));
    }

    private static Evidence evidence(Stored stored, List<OrderStore.Stop> stopped, List<NoteStoppedCard> cards) {
        var lifted = stored.lifted();
        return new Evidence(
                stored.order(),
                lifted == null ? null : lifted.at(),
                lifted == null ? null : lifted.because(),
                stopped.stream().map(it -> new Stopped(it.payment(), it.at())).toList(),
                cards);
    }

    /** Notes that it stopped this payment. */
    public Mono<Void> stopped(String order, PaymentId payment) {
        return store.stopped(order, payment);
    }
}
