package gateway.crossborder.rates;

import gateway.shared.money.Asset;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps what providers said, and what was made of it. */
public interface RateStore {

    /** The newest of each provider and currency that is in force at that moment. */
    Flux<Observation> inForce(Instant now);

    /**
     * Those that wait for a person, newest first; of each provider and currency the latest, however often others speak.
     */
    Flux<HeldRate> held();

    /**
     * Keeps it once. The same word of the same provider again changes nothing, except that one that waited and is
     * believed by now is put in force. Another number for the same moment is a correction: where it is believed it
     * takes the place of one that waits, and any takes the place of one that was refused. Emits whether anything
     * changed.
     *
     * @param held why it waits; null where it is in force
     */
    Mono<Boolean> add(Observation seen, @Nullable String held, Instant at);

    /** Puts a held rate in force. Emits whether there was one. Part of the transaction around it, if any. */
    Mono<Boolean> accept(RateName rate, String by);

    /** Takes back a held rate for good. Emits whether there was one. Part of the transaction around it, if any. */
    Mono<Boolean> refuse(RateName rate, String by);

    /** Which word of which provider. */
    record RateName(String provider, Asset currency, Instant asOf) {}

    /** A rate that waits, and why. */
    record HeldRate(Observation rate, String why) {}
}
