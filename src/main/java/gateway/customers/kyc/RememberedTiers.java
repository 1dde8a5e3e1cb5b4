package gateway.customers.kyc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gateway.customers.KycTiers;
import gateway.rulebook.BankTime;
import gateway.shared.ids.CustomerId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Remembers what tiers rest on, not the tiers: they are made anew each time, by the day it is then. */
@Component
class RememberedTiers implements KycTiers {

    private final KycStore store;
    private final Clock clock;
    private final Duration oldest;
    private final Cache<CustomerId, KycState> states;

    @Autowired
    RememberedTiers(KycStore store, Clock clock, RegistrySettings settings) {
        this.store = store;
        this.clock = clock;
        this.oldest = settings.tiersRememberedFor();
        this.states =
                Caffeine.newBuilder().maximumSize(settings.tiersRemembered()).build();
    }

    @Override
    public Mono<Standing> of(CustomerId customer) {
        return Mono.defer(() -> {
            var now = clock.instant();
            var known = states.getIfPresent(customer);
            return known != null && known.readAt().plus(oldest).isAfter(now)
                    ? Mono.just(standing(known, now))
                    : store.read(customer).map(state -> standing(remember(customer, state), now));
        });
    }

    /** Something was proven or shown on this node. */
    void forget(CustomerId customer) {
        states.invalidate(customer);
    }

    private KycState remember(CustomerId customer, KycState state) {
        states.put(customer, state);
        return state;
    }

    private static Standing standing(KycState state, Instant now) {
        return new Standing(state.tier(LocalDate.ofInstant(now, BankTime.ZONE)), state.readAt());
    }
}
