package gateway.notifications.sms;

import gateway.notifications.sms.SmsAnswer.Failed;
import gateway.notifications.sms.SmsAnswer.Refused;
import gateway.notifications.sms.SmsAnswer.Taken;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All providers that we have an account with: who is asked first, and who after that. */
@Component
class SmsLines {

    private static final String NOBODY = "nobody";

    private final List<SmsLine> lines;
    private final Set<String> askable;

    SmsLines(List<SmsProvider> providers, SmsSettings settings, Clock clock, MeterRegistry registry) {
        this.askable = providers.stream()
                .filter(SmsReports.class::isInstance)
                .map(SmsProvider::name)
                .collect(Collectors.toUnmodifiableSet());
        this.lines = settings.order().stream()
                .flatMap(name -> named(name, providers))
                .filter(SmsProvider::isThere)
                .map(provider -> new SmsLine(provider, settings, clock, registry))
                .toList();
    }

    private static Stream<SmsProvider> named(String name, List<SmsProvider> providers) {
        var found = providers.stream().filter(it -> it.name().equals(name)).toList();
        if (found.isEmpty()) {
            throw new IllegalStateException("gateway.notifications.sms.order names nobody we know: " + name);
        }
        return found.stream();
    }

    boolean isThere() {
        return !lines.isEmpty();
    }

    /** Whether a provider can be asked what became of what it took. */
    boolean askable(String provider) {
        return askable.contains(provider);
    }

    /** As configured, but whoever is left alone comes last. */
    List<SmsLine> inOrder() {
        return lines.stream()
                .sorted(Comparator.comparing((SmsLine line) -> !line.isWell()))
                .toList();
    }

    /** Whether there is anybody but this one. */
    boolean isThereBeside(String provider) {
        return lines.stream().anyMatch(line -> !line.name().equals(provider));
    }

    /** One after the other until somebody takes it. Emits once: the last answer when nobody does. */
    Mono<SmsAnswer> send(Sms sms) {
        return send(sms, _ -> true);
    }

    /** The same without this one. */
    Mono<SmsAnswer> sendBeside(String provider, Sms sms) {
        return send(sms, line -> !line.name().equals(provider));
    }

    private Mono<SmsAnswer> send(Sms sms, Predicate<SmsLine> whom) {
        return Flux.defer(() -> Flux.fromIterable(inOrder()))
                .filter(whom)
                .concatMap(line -> line.send(sms), 1)
                .takeUntil(answer -> answer instanceof Taken)
                .reduce((SmsAnswer) new Failed(NOBODY, "no account with any provider"), SmsLines::decisive);
    }

    // What one provider refuses another may take; what all refuse is refused, and one failure leaves it open.
    private static SmsAnswer decisive(SmsAnswer before, SmsAnswer now) {
        return switch (now) {
            case Taken it -> it;
            case Failed it -> it;
            case Refused it -> before instanceof Failed failed && !NOBODY.equals(failed.provider()) ? before : it;
        };
    }
}
