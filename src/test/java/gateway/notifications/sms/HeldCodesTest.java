package gateway.notifications.sms;

import static gateway.notifications.sms.Smses.PHONE;
import static gateway.notifications.sms.Smses.eskiz;
import static gateway.notifications.sms.Smses.playMobile;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.notifications.messages.Became;
import gateway.notifications.messages.UndeliveredCodes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import sandbox.sms.EskizProvider;
import sandbox.sms.Inbox;
import sandbox.sms.Inbox.Message;
import sandbox.sms.PlayMobileProvider;

/** Codes that Eskiz has taken and then says it could not deliver. */
class HeldCodesTest {

    private static final Instant NOW = Instant.parse("2026-03-14T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final SmsSettings SETTINGS =
            Smses.settings(Duration.ofSeconds(10), Duration.ofSeconds(3), Duration.ofSeconds(12));
    private static final Sms CODE = Smses.sms("Code A2B3C4");

    private final Inbox inbox = Inbox.inMemory();
    private final EskizProvider first = new EskizProvider(0, inbox);
    private final PlayMobileProvider second = new PlayMobileProvider(0, inbox);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Reported reported = new Reported();
    private final HeldCodes held = held(second.port());

    @AfterEach
    void stop() {
        first.close();
        second.close();
    }

    private HeldCodes held(int secondPort) {
        var lines = Smses.lines(SETTINGS, meters, eskiz(first.port(), "right"), playMobile(secondPort, "right"));
        return new HeldCodes(lines, SETTINGS, reported, CLOCK, meters);
    }

    /** What providers say, and what is written down. */
    private static final class Reported implements UndeliveredCodes {

        private final List<UUID> undelivered = new CopyOnWriteArrayList<>();
        private final List<String> taken = new CopyOnWriteArrayList<>();

        @Override
        public Flux<UUID> undelivered(Instant since) {
            return Flux.fromIterable(undelivered);
        }

        @Override
        public Mono<Void> takenAgain(UUID id, Became.Taken by, Instant now) {
            return Mono.fromRunnable(() -> taken.add(id + " " + by.provider()));
        }
    }

    private List<String> senders() {
        return inbox.of(PHONE.digits()).stream().map(Message::from).toList();
    }

    private void run(HeldCodes codes) {
        codes.run().block(PATIENCE);
    }

    @Test
    void isToldByTheOtherOnceHoweverOftenItIsReported() {
        held.hold(CODE, "eskiz", NOW.plusSeconds(40));
        run(held);
        assertThat(senders()).isEmpty();
        reported.undelivered.add(CODE.id());

        run(held);
        run(held);

        assertThat(senders()).containsExactly("3700");
        assertThat(reported.taken).containsExactly(CODE.id() + " playmobile");
        assertThat(held.size()).isZero();
        assertThat(meters.counter("oqim_notifications_codes_again").count()).isEqualTo(1);
    }

    @Test
    void isNotToldWhenItWouldComeTooLate() {
        held.hold(CODE, "eskiz", NOW.plusSeconds(2));
        reported.undelivered.add(CODE.id());

        run(held);

        assertThat(senders()).isEmpty();
    }

    @Test
    void isForgottenWithItsLife() {
        held.hold(CODE, "eskiz", NOW);
        assertThat(held.size()).isEqualTo(1);

        run(held);

        assertThat(held.size()).isZero();
    }

    @Test
    void isNotHeldWhereNobodyWouldSayOrNobodyElseCouldTellIt() {
        held.hold(CODE, "playmobile", NOW.plusSeconds(40));
        var alone = new HeldCodes(
                Smses.lines(SETTINGS, meters, eskiz(first.port(), "right"), playMobile(second.port(), "")),
                SETTINGS,
                reported,
                CLOCK,
                meters);
        alone.hold(CODE, "eskiz", NOW.plusSeconds(40));

        assertThat(held.size() + alone.size()).isZero();
    }

    /** More than memory bears are not held: they are told once, as without it. */
    @Test
    void noMoreAreHeldThanMemoryBears() {
        for (int n = 0; n < 10_005; n++) {
            held.hold(new Sms(new UUID(1, n), PHONE, "Code A2B3C4"), "eskiz", NOW.plusSeconds(40));
        }

        assertThat(held.size()).isEqualTo(10_000);
    }

    @Test
    void whenTheOtherIsAwayTooItStaysUndelivered() {
        var codes = held(1);
        codes.hold(CODE, "eskiz", NOW.plusSeconds(40));
        reported.undelivered.add(CODE.id());

        run(codes);

        assertThat(senders()).isEmpty();
        assertThat(reported.taken).isEmpty();
    }
}
