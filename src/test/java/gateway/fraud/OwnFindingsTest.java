package gateway.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.fraud.rules.FraudPack;
import gateway.fraud.rules.FraudPacks;
import gateway.rulebook.Channel;
import gateway.rulebook.Coded;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What the bank's rules say, and what holds where nobody can tell what was seen of late. */
class OwnFindingsTest {

    private static final String VELOCITY = """
              - {name: customer_hour_count, per: customer, measure: count, window: "1h"}
            """;
    private static final String RULES = Attempts.pack(
            VELOCITY,
            Attempts.rule("large", "live", "amount > 50000", "step-up"),
            Attempts.rule("often", "live", "customer_hour_count > 3", "refuse"));
    private static final String CLAUSE = "fail-policy:\n"
            + Attempts.rule("blind", "live", "true", "review")
                    .replaceAll("(?s)    stage: .*", "    channels: [app, web]\n")
            + "    dependency: recent-payments\n    currency: UZS\n    open-below: \"1000.00\"\n";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private Mono<List<Finding>> ask(String pack, Attempt attempt, Mono<Map<String, Long>> recent) {
        var rules = new OwnFindings((_, _) -> recent, meters);
        return rules.ask(attempt, gateway.fraud.rules.Features.of(attempt), read(pack));
    }

    private static FraudPack read(String pack) {
        return new FraudPacks().read(pack);
    }

    @Test
    void whatWasSeenDecides() {
        StepVerifier.create(ask(RULES + CLAUSE, Attempts.usual(), Mono.just(Map.of("customer_hour_count", 4L))))
                .assertNext(found -> assertThat(found).extracting(Finding::rule).containsExactly("large", "often"))
                .verifyComplete();
    }

    /** Amounts in hundredths of a so'm; what needs no look back is asked all the same. */
    @ParameterizedTest
    @CsvSource({
        "app, 99999, false, ALLOW",
        "app, 100000, false, REVIEW",
        "app, 99999, true, REFUSE",
        "web, 60000, false, ALLOW"
    })
    void whereNobodyCanTellTheClauseOfAmountAndChannelDoes(String channel, long minor, boolean first, Verdict verdict) {
        var by = Coded.find(Channel.values(), channel).orElseThrow();
        var attempt = Attempts.with(Attempts.at(1, Attempts.NOON, minor), by, first);

        StepVerifier.create(ask(
                        RULES + CLAUSE, attempt, Mono.error(new DataAccessResourceFailureException("nobody there"))))
                .assertNext(found -> {
                    assertThat(found).extracting(Finding::rule).containsExactly("large", "blind");
                    assertThat(found.getLast().verdict()).isEqualTo(verdict);
                    assertThat(found.getLast().version()).isEqualTo(1);
                    assertThat(found.getLast().reason()).isEqualTo("recent-payments-unknown");
                    assertThat(found.getLast().decides()).isTrue();
                })
                .verifyComplete();
        assertThat(meters.counter("oqim.fraud.look.backs.failed").count()).isEqualTo(1);
    }

    /** As ever: it fails, nothing is stored, and the client asks again. */
    @Test
    void withoutAClauseNobodyJudgesIt() {
        var silent = Mono.<Map<String, Long>>error(new QueryTimeoutException("too slow"));
        var partner = Attempts.with(Attempts.usual(), Channel.PARTNER, false);
        var stateOnly = CLAUSE.replace("recent-payments", "state-antifraud");

        StepVerifier.create(ask(RULES, Attempts.usual(), silent)).verifyError(QueryTimeoutException.class);
        StepVerifier.create(ask(RULES + CLAUSE, partner, silent)).verifyError(QueryTimeoutException.class);
        StepVerifier.create(ask(RULES + stateOnly, Attempts.usual(), silent)).verifyError(QueryTimeoutException.class);
    }

    @Test
    void aFaultOfOursIsNoSilence() {
        StepVerifier.create(ask(RULES + CLAUSE, Attempts.usual(), Mono.error(new IllegalStateException("ours"))))
                .verifyError(IllegalStateException.class);
    }

    @Test
    void whoDoesNotLookBackNeedsNobody() {
        var plain = Attempts.pack("", Attempts.rule("large", "live", "amount > 50000", "step-up"));

        StepVerifier.create(ask(plain, Attempts.usual(), Mono.error(new AssertionError("asked"))))
                .assertNext(found -> assertThat(found).extracting(Finding::rule).containsExactly("large"))
                .verifyComplete();
    }
}
