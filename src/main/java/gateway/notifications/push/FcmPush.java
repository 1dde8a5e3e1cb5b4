package gateway.notifications.push;

import gateway.notifications.Carried;
import gateway.notifications.Carrier;
import gateway.notifications.Channel;
import gateway.notifications.Letter;
import gateway.notifications.push.FcmAnswers.Pushed;
import gateway.notifications.wire.CarrierLinks;
import gateway.notifications.wire.Heard;
import gateway.notifications.wishes.PushTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Push messages through FCM HTTP v1, to every device of a customer. Google's wish to be left alone holds for all
 * messages, not only for the one that heard it.
 */
@Component
class FcmPush implements Carrier {

    private static final String NAME = "fcm";
    private static final int MOST_DEVICES = 10;
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final FcmSettings settings;
    private final PushTokens devices;
    private final CarrierLinks links;
    private final Clock clock;
    private final WebClient client;
    private final @Nullable AccessTokens access;
    private final AtomicReference<Instant> leftAloneUntil = new AtomicReference<>(Instant.EPOCH);

    FcmPush(FcmSettings settings, PushTokens devices, CarrierLinks links, Clock clock) {
        this.settings = settings;
        this.devices = devices;
        this.links = links;
        this.clock = clock;
        this.client = links.to(settings.url());
        this.access = settings.privateKey().isEmpty()
                ? null
                : new AccessTokens(new ServiceAccount(settings), settings, links, clock);
    }

    @Override
    public Channel channel() {
        return Channel.PUSH;
    }

    @Override
    public boolean isThere() {
        return access != null;
    }

    @Override
    public Mono<Carried> carry(Letter letter) {
        return Mono.defer(() -> {
            var left = Duration.between(clock.instant(), leftAloneUntil.get());
            return left.isPositive()
                    ? Mono.just(new Carried.Later("left alone for a while", left))
                    : carryToAll(letter);
        });
    }

    private Mono<Carried> carryToAll(Letter letter) {
        return devices.of(letter.to().id())
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .flatMap(token -> push(letter, token), MOST_DEVICES)
                .collectList()
                .map(FcmPush::together)
                .onErrorResume(fault -> Mono.just(new Carried.Later(CarrierLinks.why(fault), null)));
    }

    // One device that has it is enough: a second attempt would disturb that one again.
    private static Carried together(List<Pushed> all) {
        Carried result = new Carried.Refused("no device");
        for (var pushed : all) {
            switch (pushed) {
                case Pushed.Taken it -> {
                    return new Carried.Taken(NAME, it.id(), false);
                }
                case Pushed.Later it -> result = new Carried.Later(it.why(), it.pause());
                case Pushed.NotKnown _ -> result = new Carried.Later("access token not accepted", null);
                case Pushed.Refused it -> result = result instanceof Carried.Later ? result : refused(it);
                case Pushed.TokenGone _ -> {
                    // As if the device had never been there.
                }
            }
        }
        return result;
    }

    private static Carried refused(Pushed.Refused it) {
        return new Carried.Refused(it.why());
    }

    private Mono<Pushed> push(Letter letter, String token) {
        var body = FcmMessage.write(letter, token, clock.instant());
        if (body.isEmpty()) {
            return Mono.just(new Pushed.Refused("too long"));
        }
        return post(body.get())
                .timeout(settings.deadline())
                .onErrorResume(fault -> Mono.just(new Pushed.Later(CarrierLinks.why(fault), null)))
                .flatMap(pushed -> heeded(pushed, token));
    }

    // An access token that is not accepted is asked for anew, once.
    private Mono<Pushed> post(byte[] body) {
        return post(body, Objects.requireNonNull(access))
                .flatMap(pushed -> pushed instanceof Pushed.NotKnown ? post(body, access) : Mono.just(pushed));
    }

    private Mono<Pushed> post(byte[] body, AccessTokens tokens) {
        return tokens.token().flatMap(bearer -> answer(body, bearer).map(heard -> known(tokens, bearer, heard)));
    }

    private static Pushed known(AccessTokens tokens, String bearer, Heard heard) {
        var pushed = FcmAnswers.pushed(heard);
        if (pushed instanceof Pushed.NotKnown) {
            tokens.reject(bearer);
        }
        return pushed;
    }

    private Mono<Heard> answer(byte[] body, String bearer) {
        return links.ask(client.post()
                .uri("/v1/projects/{project}/messages:send", settings.project())
                .headers(headers -> headers.setBearerAuth(bearer))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body));
    }

    private Mono<Pushed> heeded(Pushed pushed, String token) {
        return switch (pushed) {
            case Pushed.TokenGone _ -> devices.drop(token).thenReturn(pushed);
            case Pushed.Later it -> {
                leaveAlone(it.pause());
                yield Mono.just(pushed);
            }
            case Pushed.Taken _, Pushed.NotKnown _, Pushed.Refused _ -> Mono.just(pushed);
        };
    }

    private void leaveAlone(@Nullable Duration pause) {
        if (pause != null) {
            var bounded = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
            var until = clock.instant().plus(bounded);
            leftAloneUntil.accumulateAndGet(until, (one, other) -> one.isAfter(other) ? one : other);
        }
    }
}
