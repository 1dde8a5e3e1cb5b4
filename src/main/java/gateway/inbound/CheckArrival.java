package gateway.inbound;

import gateway.inbound.Arrival.ArrivalKey;
import gateway.inbound.Receivers.Receiver;
import gateway.payments.Onward;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Money;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Answers a partner's check: finds the receiver, locks the rate that both sides believe in, and takes the limits. */
@Component
public class CheckArrival {

    private final Receivers receivers;
    private final InboundRates rates;
    private final TakeArrivals take;
    private final InboundSettings settings;
    private final TimeOrderedIds ids;
    private final Clock clock;

    CheckArrival(
            Receivers receivers,
            InboundRates rates,
            TakeArrivals take,
            InboundSettings settings,
            TimeOrderedIds ids,
            Clock clock) {
        this.receivers = receivers;
        this.rates = rates;
        this.take = take;
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What a partner wants to send.
     *
     * @param bank where it thinks that the receiver is; null where the card says it
     * @param rate that it was told, and has told the sender
     * @param expected what it thinks that the receiver gets, in tiyin; null where it leaves that to us
     */
    public record Question(
            ArrivalKey key,
            To to,
            @Nullable String bank,
            Money sent,
            BigDecimal rate,
            @Nullable Long expected,
            Sender sender) {

        @Override
        public String toString() {
            return "Question[" + key.partner() + "]";
        }
    }

    public Mono<Told> check(Question it) {
        return take.unlessKnown(it.key(), () -> fresh(it));
    }

    private Mono<Told> fresh(Question it) {
        if (it.bank() != null && !it.bank().equals(settings.bank())) {
            return not(No.WRONG_BANK);
        }
        var price = rates.of(it.sent().asset());
        if (price.isEmpty()) {
            return not(No.NO_RATE);
        }
        if (price.get().value().compareTo(it.rate()) != 0) {
            return not(No.RATE_CHANGED);
        }
        return InboundRates.worth(price.get(), it.sent())
                .filter(settings::allows)
                .map(sum -> check(it, sum))
                .orElseGet(() -> not(No.TOO_MUCH_AT_ONCE));
    }

    private Mono<Told> check(Question it, Money received) {
        if (!received.isPositive()) {
            return not(No.UNREADABLE);
        }
        if (it.expected() != null && it.expected() != received.minor()) {
            return not(No.RATE_CHANGED);
        }
        return receivers
                .find(it.key().partner(), it.to())
                .flatMap(found -> found.map(who -> keep(it, who, received)).orElseGet(() -> not(No.RECEIVER_UNKNOWN)));
    }

    private Mono<Told> keep(Question it, Receiver who, Money received) {
        return who instanceof Receiver.OfIssued(var _, var card)
                        && !card.asset().equals(received.asset())
                ? not(No.CARD_UNSUPPORTED)
                : take.keep(arrival(it, who.customer(), into(who), received));
    }

    private Into into(Receiver who) {
        return switch (who) {
            case Receiver.OfWallet _ -> new Into.Wallet();
            case Receiver.OfIssued(var _, var card) -> new Into.IssuedCard(card.card());
            // The payment that will pass it on has the shard of its payer.
            case Receiver.OfLinked(var owner, var card) ->
                new Into.LinkedCard(card.id(), card.scheme(), Onward.announced(new PaymentId(ids.next(owner.shard()))));
        };
    }

    private Arrival arrival(Question it, CustomerId receiver, Into into, Money received) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new Arrival(
                it.key(),
                ids.next(it.key().shard()),
                receiver,
                into,
                it.sender(),
                it.sent(),
                received,
                it.rate(),
                now,
                now.plus(settings.confirmWithin()),
                new Arrival.State.Approved(),
                1);
    }

    private static Mono<Told> not(No why) {
        return Mono.just(new Told.Not(why));
    }
}
