package gateway.corebanking;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.ledger.Purpose;
import gateway.packs.InForce;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What becomes of a document, by what the core banking system says. */
class TellCoreBankTest {

    private static final Instant NOW = Instant.parse("2026-03-14T10:00:00Z");
    private static final String MAP = """
            format: 1
            pack: test
            accounts:
              - {account: "clearing:humo", currency: UZS, number: "17301000900000002002", from: 2026-01-01}
              - {account: "fee-income", currency: UZS, number: "45294000900000004001", from: 2026-01-01}
            purposes:
              - {purpose: fee, code: "00693"}
            """;

    private final List<String> happened = new ArrayList<>();

    @Test
    void whatIsAcceptedIsDone() {
        tell(document("fee-income", 0, NOW), new CoreAnswer.Accepted());

        assertThat(happened).containsExactly("post 17301000900000002002 45294000900000004001 00693", "accepted");
    }

    @Test
    void whatIsRejectedWaitsForAPerson() {
        tell(document("fee-income", 0, NOW), new CoreAnswer.Rejected("LIMIT"));

        assertThat(happened).last().isEqualTo("stopped false LIMIT");
    }

    @Test
    void whatIsNotInTheMapIsNotSentAndWaitsForAPerson() {
        tell(document("vat-payable", 0, NOW), new CoreAnswer.Accepted());

        assertThat(happened).containsExactly("stopped false not in the account map");
    }

    @Test
    void silenceIsTriedAgainLaterAndLater() {
        tell(document("fee-income", 0, NOW), new CoreAnswer.Unclear("TimeoutException"));
        tell(document("fee-income", 3, NOW), new CoreAnswer.Unclear("TimeoutException"));
        tell(document("fee-income", 60, NOW), new CoreAnswer.Unclear("TimeoutException"));

        assertThat(happened.stream().filter(it -> it.startsWith("later")))
                .containsExactly("later PT1S", "later PT8S", "later PT5M");
    }

    @Test
    void silenceForTooLongWaitsForAPerson() {
        var since = NOW.minus(Duration.ofHours(24)).minusMillis(1);

        tell(document("fee-income", 300, since), new CoreAnswer.Unclear("TimeoutException"));

        assertThat(happened).last().isEqualTo("stopped true TimeoutException");
    }

    private void tell(CoreDocument document, CoreAnswer answer) {
        var settings = new CoreBankingSettings(
                URI.create("http://127.0.0.1:1"),
                "",
                "a secret of the test",
                new ClassPathResource("corebanking/none.yaml"),
                Duration.ofMillis(500),
                200,
                8,
                Duration.ofSeconds(3),
                Duration.ofSeconds(1),
                Duration.ofMinutes(5),
                Duration.ofHours(24));
        CoreBank bank = (it, accounts) -> {
            happened.add("post " + accounts.debit() + " " + accounts.credit() + " " + accounts.purposeCode());
            return Mono.just(answer);
        };
        new TellCoreBank(
                        new OneDocument(document),
                        bank,
                        InForce.always(new AccountMapPacks(), AccountMapReader.read(MAP)),
                        settings,
                        new SimpleMeterRegistry(),
                        Clock.fixed(NOW, ZoneOffset.UTC))
                .round()
                .block(Duration.ofSeconds(5));
    }

    private static CoreDocument document(String credit, int attempts, Instant since) {
        return new CoreDocument(
                new UUID(1, 2),
                new UUID(3, 4),
                Purpose.FEE,
                "clearing:humo",
                credit,
                new Money(1_00, Asset.UZS),
                NOW,
                attempts,
                since,
                null);
    }

    /** Documents of which one is due. */
    private final class OneDocument implements Documents {

        private final CoreDocument due;

        OneDocument(CoreDocument due) {
            this.due = due;
        }

        @Override
        public Mono<Long> collect(Instant now) {
            return Mono.just(0L);
        }

        @Override
        public Flux<CoreDocument> takeDue(Instant now, Instant until, int limit) {
            assertThat(until).isAfter(now.plusSeconds(3));
            return Flux.just(due);
        }

        @Override
        public Mono<Void> accepted(CoreDocument document, Instant now) {
            return Mono.fromRunnable(() -> happened.add("accepted"));
        }

        @Override
        public Mono<Void> stopped(CoreDocument document, boolean dead, String code) {
            return Mono.fromRunnable(() -> happened.add("stopped " + dead + " " + code));
        }

        @Override
        public Mono<Void> later(CoreDocument document, Instant next, String why) {
            return Mono.fromRunnable(() -> happened.add("later " + Duration.between(NOW, next)));
        }

        @Override
        public Flux<Stopped> stopped(int limit) {
            return Flux.empty();
        }

        @Override
        public Mono<CoreDocument> accepted(UUID id) {
            return Mono.empty();
        }

        @Override
        public Mono<Boolean> tellAgain(UUID id, Instant now) {
            return Mono.just(false);
        }

        @Override
        public Mono<Boolean> resend(UUID id, Instant now) {
            return Mono.just(false);
        }
    }
}
