package gateway.notifications.push;

import gateway.notifications.Carried;
import gateway.notifications.Carrier;
import gateway.notifications.Channel;
import gateway.notifications.Kind.Usually;
import gateway.notifications.Letter;
import gateway.notifications.messages.ReachedDevices;
import gateway.notifications.push.FcmAnswers.Pushed;
import gateway.notifications.wire.CarrierLinks;
import gateway.notifications.wire.Heard;
import gateway.notifications.wishes.PushTokens;
import gateway.notifications.wishes.PushTokens.Address;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Push messages through FCM HTTP v1, to every device of a customer. One that has it is enough, except for what is
 * always told: the device that has it may be the thief's own, so the others are tried until they have it, too. Google's
 * wish to be left alone holds for all messages, not only for the one that heard it.
 */
@Component
class FcmPush implements Carrier {

    private static final int MOST_DEVICES = 10;
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final FcmSettings settings;
    private final PushTokens devices;
    private final ReachedDevices reached;
    private final CarrierLinks links;
    private final Clock clock;
    private final WebClient client;
    private final @Nullable AccessTokens access;
    private final AtomicReference<Instant> leftAloneUntil = new AtomicReference<>(Instant.EPOCH);

    FcmPush(FcmSettings settings, PushTokens devices, ReachedDevices reached, CarrierLinks links, Clock clock) {
        this.settings = settings;
        this.devices = devices;
        this.reached = reached;
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
        boolean toAll = letter.kind().on(Channel.PUSH) == Usually.ALWAYS;
        return (toAll ? reached.of(letter.id()) : Mono.just(Set.<UUID>of()))
                .flatMap(had -> carryToOthers(letter, new Together(toAll), had))
                .onErrorResume(fault -> Mono.just(new Carried.Later(CarrierLinks.why(fault), null)));
    }

    /** What a device's token gave. */
    private record Answer(UUID device, Pushed pushed) {}

    private Mono<Carried> carryToOthers(Letter letter, Together together, Set<UUID> had) {
        return devices.of(letter.to().id())
                .filter(address -> !had.contains(address.device()))
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .flatMap(address -> push(letter, address), MOST_DEVICES)
                .collectList()
                .flatMap(answers -> settled(letter, together, answers, had));
    }

    // Of what is not tried again nobody needs to know who had it.
    private Mono<Carried> settled(Letter letter, Together together, List<Answer> answers, Set<UUID> had) {
        var carried = together.of(answers.stream().map(Answer::pushed).toList(), !had.isEmpty());
        if (!together.toAll() || !(carried instanceof Carried.Later)) {
            return Mono.just(carried);
        }
        var have = answers.stream()
                .filter(answer -> answer.pushed() instanceof Pushed.Taken)
                .map(Answer::device)
                .toList();
        return reached.add(letter.id(), have, clock.instant()).thenReturn(carried);
    }

    private Mono<Answer> push(Letter letter, Address address) {
        return push(letter, address.token()).map(pushed -> new Answer(address.device(), pushed));
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
