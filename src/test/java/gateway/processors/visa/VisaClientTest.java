package gateway.processors.visa;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.platform.iso8583.IsoMessage;
import gateway.processors.DeclineReason;
import gateway.processors.Outcome;
import gateway.processors.Reversal;
import gateway.processors.visa.VisaMessage.Answer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import sandbox.faults.Fault;
import sandbox.visa.VisaHost;

/** The life of the connections. */
class VisaClientTest {

    @TempDir
    private Path folder;

    @Test
    void sendsNothingBeforeItIsSignedOn() {
        try (var visa = new VisaRig(folder)) {
            var leg = visa.debit(100);

            assertThat(visa.send(leg)).isEqualTo(new Outcome.NotSent("not connected"));
            visa.host.mute(true);
            visa.client.start();
            visa.await(() -> visa.host.connected() == 2);

            assertThat(visa.send(leg)).isEqualTo(new Outcome.NotSent("not signed on"));
            assertThat(visa.reverse(leg, 1)).isEqualTo(new Reversal.Unclear("not signed on"));
            assertThat(visa.booked(leg)).isEmpty();
        }
    }

    @Test
    void signsOnAgainWhenTheHostDidNotAnswerAtFirst() {
        try (var visa = new VisaRig(folder, Duration.ofMillis(500), 10)) {
            visa.host.mute(true);
            visa.client.start();
            visa.await(() -> visa.host.connected() == 2);
            visa.host.mute(false);

            visa.awaitSignedOn(2);
            // Half a second may be too short on a busy machine, and then another one is asked.
            visa.await(() -> visa.send(visa.debit(100)) instanceof Outcome.Approved);
        }
    }

    @Test
    void signsOnAgainAfterAReset() {
        try (var visa = VisaRig.started(folder)) {
            visa.host.drop();

            visa.await(() -> visa.host.signOns() == 4);
            visa.awaitSignedOn(2);
            assertThat(visa.send(visa.debit(100))).isInstanceOf(Outcome.Approved.class);
        }
    }

    @Test
    void findsAHostThatComesBackWithItsBooks() {
        try (var visa = VisaRig.started(folder)) {
            var leg = visa.debit(100);
            visa.send(leg);
            var forestalled = visa.debit(100);
            visa.reverse(forestalled, 1);
            int port = visa.host.port();
            visa.host.close();
            visa.await(() -> visa.client.signedOn() == 0);
            assertThat(visa.send(visa.debit(100))).isEqualTo(new Outcome.NotSent("not signed on"));

            try (var again = new VisaHost(port, folder.resolve("visa.jsonl"))) {
                visa.awaitSignedOn(2);

                assertThat(visa.reverse(leg, 1)).isEqualTo(new Reversal.Reversed("00"));
                assertThat(again.books().orElseThrow().under(leg.identity().value()))
                        .hasSize(2);
                assertThat(visa.send(forestalled)).isEqualTo(new Outcome.Declined(DeclineReason.DO_NOT_HONOUR, "79"));
            }
        }
    }

    @Test
    void keepsAnIdleConnectionAliveByEcho() {
        try (var visa = VisaRig.started(folder)) {
            visa.await(() -> visa.host.echoes() >= 4);

            assertThat(visa.host.signOns()).isEqualTo(2);
            assertThat(visa.client.signedOn()).isEqualTo(2);
        }
    }

    @Test
    void takesALinkDownAfterThreeMissedEchoes() {
        try (var visa = new VisaRig(folder, Duration.ofMillis(500), 10).start()) {
            visa.host.mute(true);

            visa.await(() -> visa.client.signedOn() == 0);
            assertThat(visa.send(visa.debit(100))).isEqualTo(new Outcome.NotSent("not signed on"));
            visa.host.mute(false);
            visa.awaitSignedOn(2);
            visa.await(() -> visa.send(visa.debit(100)) instanceof Outcome.Approved);
        }
    }

    @Test
    void answersKeepAlives() {
        try (var visa = VisaRig.started(folder)) {
            visa.host.poll();

            visa.await(() -> visa.host.polled() == 2);
            assertThat(visa.host.signOns()).isEqualTo(2);
        }
    }

    @Test
    void countsALateAnswerAndRevivesNothing() {
        try (var visa = VisaRig.started(folder)) {
            var leg = visa.debit(1000_00 + Fault.DELAY.magic());

            assertThat(visa.send(leg)).isEqualTo(new Outcome.Unknown("no answer in time"));
            assertThat(visa.reverse(leg, 1)).isEqualTo(new Reversal.Reversed("00"));
            visa.await(() -> visa.strays(Exchanges.Stray.LATE) == 1);
            assertThat(visa.booked(leg)).containsExactly("DEBIT", "REVERSAL");
        }
    }

    @Test
    void countsEveryGarbledAnswer() {
        try (var visa = VisaRig.started(folder)) {
            var outcomes = Flux.range(0, 12)
                    .map(i -> visa.debit(1000_00 + Fault.GARBLED_ANSWER.magic()))
                    .flatMap(visa.processor::send, 12)
                    .collectList()
                    .block(VisaRig.WAIT);

            assertThat(outcomes).hasSize(12).hasOnlyElementsOfType(Outcome.Unknown.class);
            // Of six ways to garble two are unreadable, three name another message, one is a code nobody knows.
            assertThat(visa.strays(Exchanges.Stray.GARBLED)).isEqualTo(4);
            assertThat(visa.strays(Exchanges.Stray.MISMATCHED)
                            + visa.strays(Exchanges.Stray.UNMATCHED)
                            + visa.strays(Exchanges.Stray.LATE)
                            + visa.strays(Exchanges.Stray.DUPLICATE))
                    .isEqualTo(6);
            assertThat(visa.client.signedOn()).isEqualTo(2);
        }
    }

    @Test
    void refusesMoreThanMayBeInFlight() {
        try (var visa = new VisaRig(folder, Duration.ofMillis(600), 20).start()) {
            var outcomes = Flux.range(0, 50)
                    .map(i -> visa.debit(1000_00 + Fault.SILENCE_DONE.magic()))
                    .collectList()
                    .flatMapMany(Flux::fromIterable)
                    .flatMap(visa.processor::send, 50)
                    .collectList()
                    .block(VisaRig.WAIT);

            assertThat(outcomes).filteredOn(Outcome.Unknown.class::isInstance).hasSize(20);
            assertThat(outcomes)
                    .filteredOn(new Outcome.NotSent("too many messages in flight")::equals)
                    .hasSize(30);
            visa.await(() -> visa.send(visa.debit(100)) instanceof Outcome.Approved);
        }
    }

    @Test
    void letsWhatIsInFlightFinishAndSignsOffWhenItStops() throws InterruptedException {
        try (var visa = new VisaRig(folder, Duration.ofSeconds(5), 20).start()) {
            var slow = visa.processor
                    .send(visa.debit(1000_00 + Fault.DELAY.magic()))
                    .toFuture();
            visa.await(() -> visa.host.books().orElseThrow().all().size() == 1);

            visa.stop();

            assertThat(slow.join()).isInstanceOf(Outcome.Approved.class);
            assertThat(visa.host.signOffs()).isEqualTo(2);
            visa.await(() -> visa.host.connected() == 0);
            assertThat(visa.send(visa.debit(100))).isEqualTo(new Outcome.NotSent("not connected"));
        }
    }

    @Test
    void startsAgainAfterAStop() throws InterruptedException {
        try (var visa = VisaRig.started(folder)) {
            visa.stop();
            visa.start();

            assertThat(visa.send(visa.debit(100))).isInstanceOf(Outcome.Approved.class);
        }
    }

    @Test
    void survivesAPeerThatTalksNonsense() throws IOException {
        try (var nonsense = new Nonsense();
                var client = new VisaClient(
                        VisaRig.settings(nonsense.port(), Duration.ofMillis(300), 10),
                        Clock.systemUTC(),
                        RandomGenerator.getDefault(),
                        new SimpleMeterRegistry())) {
            client.start();

            Awaitility.await().atMost(VisaRig.WAIT).until(() -> nonsense.visits() >= 20);

            var message = IsoMessage.of("0200").set(11, "1").build();
            assertThat(client.signedOn()).isZero();
            assertThat(client.ask(message).block(VisaRig.WAIT)).isEqualTo(new Answer.NotSent("not signed on"));
        }
    }

    /** Sends noise to whoever connects, and hangs up. */
    private static final class Nonsense implements AutoCloseable {

        private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final AtomicInteger visits = new AtomicInteger();
        private final SplittableRandom random = new SplittableRandom(8583);

        Nonsense() throws IOException {
            Thread.ofPlatform().daemon().start(this::talk);
        }

        int port() {
            return server.getLocalPort();
        }

        int visits() {
            return visits.get();
        }

        private void talk() {
            while (!server.isClosed()) {
                try (var visitor = server.accept()) {
                    var noise = new byte[random.nextInt(1, 4096)];
                    random.nextBytes(noise);
                    visitor.getOutputStream().write(noise);
                    visits.incrementAndGet();
                } catch (IOException _) {
                    // The visitor hung up first, or the test is over.
                }
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
