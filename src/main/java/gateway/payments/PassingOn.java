package gateway.payments;

import gateway.payments.PassOn.Passed;
import gateway.payments.PassOn.Wish;
import gateway.shared.ids.CardId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Money;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * One look after money that is on its way to a card: makes its payment, or hears what became of it, or makes another
 * where one certainly did not arrive. Whoever brought the money writes down what is told; two nodes that look at once
 * find the same payment.
 */
@Component
public final class PassingOn {

    private static final Logger log = LoggerFactory.getLogger(PassingOn.class);

    /** A rail that takes longer is still asked; what became of it is seen at the next look. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final PassOn passOn;
    private final TimeOrderedIds ids;
    private final Clock clock;

    PassingOn(PassOn passOn, TimeOrderedIds ids, Clock clock) {
        this.passOn = passOn;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What is on its way.
     *
     * @param since when it reached the wallet
     */
    public record Way(Onward onward, CustomerId owner, CardId card, Money amount, Instant since) {

        Wish wish() {
            return new Wish(onward.payment(), owner, card, amount);
        }
    }

    /**
     * How long it is worth trying.
     *
     * @param rest before the second payment; it doubles with each
     * @param within how long the card's rail may be out of reach until the money stays in the wallet
     */
    public record Patience(Duration rest, Duration within) {}

    /** Emits how far it is then; the same where nothing is certain yet. */
    public Mono<Onward> look(Way way, Patience patience) {
        return Mono.defer(() -> {
            boolean late = !clock.instant().isBefore(way.since().plus(patience.within()));
            return (late ? passOn.giveUp(way.wish()) : passOn.passOn(way.wish()))
                    .map(news -> after(way.onward(), news, patience.rest()))
                    .timeout(PATIENCE, Mono.just(way.onward()));
        });
    }

    // The other payment has an id of its own: whoever still holds the one before comes too late to write anything.
    private Onward after(Onward onward, Passed news, Duration rest) {
        if (news != Passed.UNDELIVERED || !onward.mayBeTriedAgain()) {
            return told(onward.heard(news));
        }
        var pause = rest.multipliedBy(1L << onward.undelivered().size());
        var next = new PaymentId(ids.next(onward.payment().shard()));
        log.atInfo()
                .addKeyValue("payment", onward.payment())
                .addKeyValue("next", next)
                .log("What came for a card did not reach it and is passed on anew");
        return onward.again(next, clock.instant().plus(pause));
    }

    private static Onward told(Onward next) {
        if (next.stage() == Onward.Stage.UNCLEAR) {
            log.atWarn().addKeyValue("payment", next.payment()).log("Nobody knows whether a card got what came for it");
        }
        return next;
    }
}
