package gateway.cards;

import gateway.cards.postgres.CardStore;
import gateway.cards.postgres.DroppedTokenStore;
import gateway.cards.postgres.DroppedTokenStore.Dropped;
import gateway.cards.postgres.RegistrationSweep;
import gateway.cards.postgres.SealedCard;
import gateway.cards.vault.Envelopes;
import gateway.cards.vault.Field;
import gateway.shared.ids.CardId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Has rails forget the tokens of cards that were unlinked, those that others replaced when a card was linked again, and
 * those of registrations that ended without a card. What is to be forgotten is stored in the same step, and asked for
 * again, on any node, until the rail says that it is gone.
 */
@Component
final class RemoveTokens {

    private static final Logger log = LoggerFactory.getLogger(RemoveTokens.class);
    private static final int MOST = 64;
    private static final int AT_ONCE = 4;
    private static final int STRANGE = 6;
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private final Map<Scheme, TokenRemover> removers;
    private final DroppedTokenStore store;
    private final CardStore cards;
    private final RegistrationSweep ended;
    private final Envelopes envelopes;
    private final CardSettings settings;
    private final Moments moments;

    RemoveTokens(
            ObjectProvider<TokenRemover> removers,
            DroppedTokenStore store,
            CardStore cards,
            RegistrationSweep ended,
            Envelopes envelopes,
            CardSettings settings,
            Moments moments) {
        this.removers = removers.stream().collect(Collectors.toMap(TokenRemover::scheme, Function.identity()));
        this.store = store;
        this.cards = cards;
        this.ended = ended;
        this.envelopes = envelopes;
        this.settings = settings;
        this.moments = moments;
    }

    /** Call inside the transaction in which the card's row loses its token, or gets another, and before it does. */
    Mono<Void> later(CardId card, Instant now) {
        return store.drop(card, removers.keySet(), now.plus(settings.tokensRemovedAfter()));
    }

    /** Ends registrations whose time is over, and keeps the tokens that they waited under for {@link #run}. */
    Mono<Void> sweep() {
        return Mono.defer(() -> {
            var now = moments.now();
            return ended.run(now, removers.keySet(), now.plus(settings.tokensRemovedAfter()));
        });
    }

    Mono<Void> run() {
        return Flux.defer(() -> store.take(moments.now(), MOST))
                .flatMap(it -> Mono.defer(() -> remove(it)).onErrorResume(error -> failed(it, error)), AT_ONCE)
                .then()
                .timeout(DEADLINE);
    }

    private Mono<Void> remove(Dropped it) {
        var token = envelopes.open(it.card().value(), it.key()).open(Field.RAIL_TOKEN, it.token());
        return cards.withToken(it.number())
                .any(row -> token.equals(token(row)))
                // Somebody's card is linked under the very same token: that one pays with its owner's will.
                .flatMap(isUsed -> isUsed ? Mono.just(true) : ask(it, token))
                .flatMap(isGone -> isGone ? store.done(it) : failed(it, null));
    }

    private @Nullable String token(SealedCard row) {
        return row.railToken() == null
                ? null
                : envelopes.open(row.id().value(), row.key()).open(Field.RAIL_TOKEN, row.railToken());
    }

    private Mono<Boolean> ask(Dropped it, String token) {
        return Objects.requireNonNull(removers.get(it.scheme()), "no remover").remove(token);
    }

    // It is due again by then, and never stops the others.
    private static Mono<Void> failed(Dropped it, @Nullable Throwable error) {
        if (it.tries() >= STRANGE) {
            log.atWarn()
                    .addKeyValue("card", it.card())
                    .addKeyValue("rail", it.scheme().rail())
                    .addKeyValue("tries", it.tries())
                    .setCause(error)
                    .log("A rail does not forget the token of a card");
        }
        return Mono.empty();
    }
}
