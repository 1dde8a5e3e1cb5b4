package gateway.fraud;

import gateway.fraud.rules.FraudPack;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import reactor.core.publisher.Mono;

/**
 * Asks the bank's own rules. What was seen of late is looked up only where it may make a difference; where it cannot be
 * told, the pack's fail policy says what becomes of the attempt.
 */
final class OwnFindings {

    private static final Logger LOG = LoggerFactory.getLogger(OwnFindings.class);

    private final BiFunction<Attempt, FraudPack, Mono<Map<String, Long>>> recent;
    private final Counter lookBacks;
    private final Counter unknown;

    /** @param recent what each velocity says of the time before an attempt */
    OwnFindings(BiFunction<Attempt, FraudPack, Mono<Map<String, Long>>> recent, MeterRegistry registry) {
        this.recent = recent;
        this.lookBacks = Counter.builder("oqim.fraud.look.backs")
                .description("Payments about which rules asked what was seen of late")
                .register(registry);
        this.unknown = Counter.builder("oqim.fraud.look.backs.failed")
                .description("Payments about which nobody could tell what was seen of late")
                .register(registry);
    }

    /** @param known features of the attempt, without velocities */
    Mono<List<Finding>> ask(Attempt attempt, Map<String, Object> known, FraudPack pack) {
        if (pack.isEmpty()) {
            return Mono.just(List.of());
        }
        return pack.wantsVelocities(known, attempt.at())
                ? lookBack(attempt, known, pack)
                : Mono.just(pack.askWithoutVelocities(known, attempt.at()));
    }

    private Mono<List<Finding>> lookBack(Attempt attempt, Map<String, Object> known, FraudPack pack) {
        lookBacks.increment();
        return recent.apply(attempt, pack)
                .map(seen -> pack.with(known, seen))
                .map(features -> pack.ask(features, attempt.at()))
                .onErrorResume(DataAccessException.class, fault -> withoutRecent(attempt, known, pack, fault));
    }

    private Mono<List<Finding>> withoutRecent(
            Attempt attempt, Map<String, Object> known, FraudPack pack, DataAccessException fault) {
        unknown.increment();
        LOG.warn(
                "What was seen before {} is not known: {}",
                attempt.payment(),
                fault.getClass().getSimpleName());
        return pack.failPolicy()
                .withoutRecent(attempt)
                .map(policy -> with(pack.askWithoutVelocities(known, attempt.at()), policy))
                .map(Mono::just)
                .orElseGet(() -> Mono.error(fault));
    }

    private static List<Finding> with(List<Finding> findings, Finding policy) {
        var all = new ArrayList<>(findings);
        all.add(policy);
        return all;
    }
}
