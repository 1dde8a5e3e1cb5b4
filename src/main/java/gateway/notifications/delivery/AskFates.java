package gateway.notifications.delivery;

import gateway.notifications.messages.Fates;
import gateway.notifications.messages.Fates.Asked;
import gateway.notifications.sms.SmsReports;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Asks providers what became of messages about which they have reported nothing by themselves. */
@Component
class AskFates {

    private static final Logger LOG = LoggerFactory.getLogger(AskFates.class);
    private static final int AT_ONCE = 50;
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final Duration AGAIN = Duration.ofMinutes(5);
    private static final Duration ASKED_FOR = Duration.ofHours(1);

    private final Fates fates;
    private final List<SmsReports> providers;
    private final Clock clock;

    AskFates(Fates fates, List<SmsReports> providers, Clock clock) {
        this.fates = fates;
        this.providers = providers;
        this.clock = clock;
    }

    Mono<Void> run() {
        return Flux.fromIterable(providers).concatMap(this::ask).then();
    }

    private Flux<Boolean> ask(SmsReports provider) {
        var now = clock.instant();
        return fates.askable(provider.name(), AT_ONCE, now, now.plus(AGAIN), now.minus(ASKED_FOR))
                .collectList()
                .flatMapIterable(asked -> asked)
                .concatMap(asked -> ask(provider, asked));
    }

    private Mono<Boolean> ask(SmsReports provider, Asked asked) {
        return provider.fate(asked.providerId())
                .timeout(DEADLINE)
                .flatMap(fate -> fate.map(it -> fates.learn(asked.id(), provider.name(), it, clock.instant()))
                        .orElseGet(() -> Mono.just(false)))
                .onErrorResume(fault -> silent(provider, fault));
    }

    private static Mono<Boolean> silent(SmsReports provider, Throwable fault) {
        LOG.info(
                "{} does not say what became of an SMS: {}",
                provider.name(),
                fault.getClass().getSimpleName());
        return Mono.just(false);
    }
}
