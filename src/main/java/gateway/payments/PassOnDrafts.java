package gateway.payments;

import gateway.cards.UseCard;
import gateway.payments.Controls.Ruling;
import gateway.payments.PassOn.Wish;
import gateway.payments.Payment.Attempt;
import gateway.payments.Payment.Destination;
import gateway.payments.Payment.Source;
import gateway.platform.crypto.Sha256;
import gateway.platform.journal.ClaimKey;
import gateway.platform.journal.Part;
import gateway.rulebook.Judgement.Outcome;
import gateway.shared.ids.PaymentId;
import gateway.shared.money.Money;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Drafts payments that pass money on: from the wallet to the owner's card, without a price, with nothing counted. */
@Component
class PassOnDrafts {

    private final Parties parties;
    private final Rails rails;
    private final PaymentSettings settings;
    private final Clock clock;

    PassOnDrafts(Parties parties, Rails rails, PaymentSettings settings, Clock clock) {
        this.parties = parties;
        this.rails = rails;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What nothing is stored of yet.
     *
     * @param payment asks its rail once it is opened; one that no rail can take asks nobody
     * @param card asserts that it may still be used
     */
    record Draft(Payment payment, ClaimKey claim, UseCard card) {

        Ruling ruling(List<Part> more) {
            return new Ruling(
                    Outcome.ALLOWED,
                    List.of(),
                    null,
                    Stream.concat(Stream.<Part>of(card), more.stream()).toList(),
                    Outcome.ALLOWED,
                    Counted.BEFORE);
        }
    }

    Mono<Draft> draft(Wish wish) {
        return parties.toOwnCard(wish.owner(), wish.card()).flatMap(card -> draft(wish, card, clock.instant()));
    }

    private Mono<Draft> draft(Wish wish, Destination card, Instant now) {
        return rails.prepareFirst(payment(wish, card, null, now))
                .map(first -> payment(wish, card, first.orElse(null), now))
                .map(payment -> new Draft(payment, claim(wish), new UseCard(wish.card(), wish.owner())));
    }

    private Payment payment(Wish wish, Destination card, @Nullable Attempt first, Instant now) {
        var source = new Source.OwnWallet();
        return new Payment(
                wish.payment(),
                1,
                wish.owner(),
                key(wish),
                wish.amount(),
                source,
                card,
                Money.zero(wish.amount().asset()),
                now,
                now.plus(settings.finalWithin()),
                PaymentLifecycle.begun(source, first, now));
    }

    ClaimKey claim(Wish wish) {
        return new ClaimKey(
                wish.owner().shard(),
                wish.owner().value(),
                key(wish),
                Sha256.of(key(wish)),
                wish.payment().value());
    }

    /** Whether it passes money on, so that it has no price. */
    static boolean isPassedOn(Payment payment) {
        return payment.key().equals(key(payment.id()));
    }

    private static String key(Wish wish) {
        return key(wish.payment());
    }

    private static String key(PaymentId payment) {
        return "pass-on-" + payment;
    }
}
