package gateway.notifications.push;

import gateway.notifications.push.FcmAnswers.Access;
import gateway.notifications.wire.CarrierLinks;
import gateway.notifications.wire.Heard;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** The access token of the service account (JWT bearer grant, RFC 7523), kept until a minute before it ends. */
final class AccessTokens {

    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final Duration EARLIER = Duration.ofMinutes(1);

    private final ServiceAccount account;
    private final CarrierLinks links;
    private final WebClient client;
    private final Clock clock;
    private final AtomicReference<Mono<Kept>> kept;
    private final AtomicReference<String> rejected = new AtomicReference<>("");

    AccessTokens(ServiceAccount account, FcmSettings settings, CarrierLinks links, Clock clock) {
        this.account = account;
        this.links = links;
        this.client = links.to(settings.tokenUrl());
        this.clock = clock;
        this.kept = new AtomicReference<>(fresh());
    }

    private record Kept(String token, Instant until) {

        @Override
        public String toString() {
            return "Kept[" + until + "]";
        }
    }

    /** Many who need one at once share one request. Errors when Google gives none. */
    Mono<String> token() {
        return Mono.defer(() -> current().flatMap(this::good)).map(Kept::token);
    }

    /** This one is not accepted any more, whatever its time says; the next who needs one asks. */
    void reject(String token) {
        rejected.set(token);
    }

    private Mono<Kept> current() {
        return Objects.requireNonNull(kept.get());
    }

    private Mono<Kept> good(Kept it) {
        boolean good = clock.instant().isBefore(it.until()) && !it.token().equals(rejected.get());
        return good ? Mono.just(it) : renewed(it);
    }

    // Whoever is first asks for all; the others find the new one in its place.
    private Mono<Kept> renewed(Kept old) {
        var before = current();
        return before.flatMap(it -> {
            if (it.equals(old)) {
                kept.compareAndSet(before, fresh());
            }
            return current();
        });
    }

    // Remembers a success only: the next one tries again after a failure.
    private Mono<Kept> fresh() {
        return Mono.defer(this::ask).cacheInvalidateIf(_ -> false);
    }

    private Mono<Kept> ask() {
        var now = clock.instant();
        var form = new LinkedMultiValueMap<String, String>();
        form.add("grant_type", GRANT);
        form.add("assertion", account.assertion(now));
        return links.ask(client.post().body(BodyInserters.fromFormData(form))).map(heard -> kept(heard, now));
    }

    private static Kept kept(Heard heard, Instant askedAt) {
        var access = FcmAnswers.access(heard.body()).filter(_ -> heard.isYes());
        return access.map(it -> new Kept(it.token(), askedAt.plus(usable(it))))
                .orElseThrow(() -> new IllegalStateException("No access token: " + heard));
    }

    private static Duration usable(Access access) {
        return access.validFor().compareTo(EARLIER) > 0 ? access.validFor().minus(EARLIER) : Duration.ZERO;
    }
}
