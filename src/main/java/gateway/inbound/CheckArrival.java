package gateway.inbound;

import gateway.customers.Customer;
import gateway.customers.Customers;
import gateway.customers.Phone;
import gateway.inbound.Arrival.ArrivalKey;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Money;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Answers a partner's check: finds the receiver, locks the rate that both sides believe in, and takes the limits. */
@Component
public class CheckArrival {

    private final Customers customers;
    private final InboundRates rates;
    private final TakeArrivals take;
    private final InboundSettings settings;
    private final TimeOrderedIds ids;
    private final Clock clock;

    CheckArrival(
            Customers customers,
            InboundRates rates,
            TakeArrivals take,
            InboundSettings settings,
            TimeOrderedIds ids,
            Clock clock) {
        this.customers = customers;
        this.rates = rates;
        this.take = take;
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What a partner wants to send.
     *
     * @param rate that it was told, and has told the sender
     */
    public record Question(ArrivalKey key, String phone, String bank, Money sent, BigDecimal rate, Sender sender) {

        @Override
        public String toString() {
            return "Question[" + key.partner() + "]";
        }
    }

    /** Whether somebody with this phone is ours. */
    public Mono<Optional<CustomerId>> receiver(String phone) {
        return Mono.justOrEmpty(Phone.parse(phone))
                .flatMap(it -> customers.byPhone(it.digits()))
                .map(found -> found.map(Customer::id))
                .defaultIfEmpty(Optional.empty());
    }

    public Mono<Told> check(Question it) {
        return take.unlessKnown(it.key(), () -> fresh(it));
    }

    private Mono<Told> fresh(Question it) {
        if (!it.bank().equals(settings.bank())) {
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
        return received.isPositive()
                ? receiver(it.phone())
                        .flatMap(found -> found.map(who -> take.keep(arrival(it, who, received)))
                                .orElseGet(() -> not(No.RECEIVER_UNKNOWN)))
                : not(No.UNREADABLE);
    }

    private Arrival arrival(Question it, CustomerId receiver, Money received) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new Arrival(
                it.key(),
                ids.next(it.key().shard()),
                receiver,
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
