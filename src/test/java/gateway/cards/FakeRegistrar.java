package gateway.cards;

import java.time.YearMonth;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import reactor.core.publisher.Mono;

/** A rail that says what a test wants and counts how often it is asked. */
final class FakeRegistrar implements CardRegistrar {

    static final String RIGHT_CODE = "493817";

    private final Scheme scheme;
    final AtomicInteger begun = new AtomicInteger();
    final AtomicInteger tried = new AtomicInteger();
    volatile BiFunction<Pan, YearMonth, Mono<Registration>> onBegin;
    volatile BiFunction<String, String, Mono<Registration>> onConfirm;

    FakeRegistrar(Scheme scheme) {
        this.scheme = scheme;
        onBegin = (pan, expiry) -> Mono.just(new Registration.Confirmed(null, null));
        onConfirm = (reference, code) -> Mono.just(new Registration.Unavailable("not asked to"));
    }

    /** A rail that sends a code and then tells token and holder. */
    FakeRegistrar withCodes(String token, String holderPhone) {
        onBegin = (pan, expiry) -> Mono.just(new Registration.CodeSent("ref-" + begun.get(), "********4567"));
        onConfirm = (reference, code) -> Mono.just(
                code.equals(RIGHT_CODE)
                        ? new Registration.Confirmed(token, holderPhone)
                        : new Registration.Refused(Registration.Reason.CODE_WRONG, "-269"));
        return this;
    }

    void answers(Registration registration) {
        onBegin = (pan, expiry) -> Mono.just(registration);
    }

    @Override
    public Scheme scheme() {
        return scheme;
    }

    @Override
    public Mono<Registration> begin(Pan pan, YearMonth expiry) {
        return Mono.defer(() -> {
            begun.incrementAndGet();
            return onBegin.apply(pan, expiry);
        });
    }

    @Override
    public Mono<Registration> confirm(String reference, String code) {
        return Mono.defer(() -> {
            tried.incrementAndGet();
            return onConfirm.apply(reference, code);
        });
    }
}
