package gateway.cards;

import static gateway.cards.CardProblem.SCHEME_UNKNOWN;

import gateway.cards.CardRegistrar.Registration;
import gateway.cards.CardRegistrar.Registration.Unavailable;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Asks the rail that a card belongs to, within a deadline: a rail that is silent counts as unavailable. */
@Component
final class Registrars {

    private static final Unavailable SILENT = new Unavailable("no answer in time");

    private final Map<Scheme, CardRegistrar> byScheme = new EnumMap<>(Scheme.class);
    private final Duration deadline;

    Registrars(List<CardRegistrar> registrars, CardSettings settings) {
        for (var registrar : registrars) {
            if (byScheme.put(registrar.scheme(), registrar) != null) {
                throw new IllegalStateException("Two registrars for " + registrar.scheme());
            }
        }
        deadline = settings.railDeadline();
    }

    /** Errors with {@link CardProblem#SCHEME_UNKNOWN} when no rail serves the scheme here. */
    Mono<Registration> begin(Candidate card) {
        return of(card.scheme())
                .flatMap(registrar -> registrar.begin(card.pan(), card.expiry()))
                .timeout(deadline, Mono.just(SILENT));
    }

    Mono<Registration> confirm(Scheme scheme, String reference, String code) {
        return of(scheme)
                .flatMap(registrar -> registrar.confirm(reference, code))
                .timeout(deadline, Mono.just(SILENT));
    }

    private Mono<CardRegistrar> of(Scheme scheme) {
        return Mono.justOrEmpty(byScheme.get(scheme))
                .switchIfEmpty(Mono.error(() -> SCHEME_UNKNOWN.because("No rail serves this network here")));
    }
}
