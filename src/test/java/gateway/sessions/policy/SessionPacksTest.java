package gateway.sessions.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gateway.packs.InForce;
import gateway.rulebook.Citation.Confidence;
import gateway.rulebook.Operation;
import gateway.rulebook.UnfitPack;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The policy of codes, sessions and new devices as a pack. */
class SessionPacksTest {

    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final String SHIPPED = Policies.text("sessions/default.yaml");
    private static final String LAW = Policies.text("rulebook/uz/sessions.yaml");

    private final SessionPacks packs = new SessionPacks();

    @Test
    void withoutActivationThePolicyIsWhatItWas() {
        var book = packs.read(SHIPPED);

        assertThat(book.codes().at(NOW).says())
                .isEqualTo(new CodePolicy(
                        6,
                        Duration.ofSeconds(59),
                        3,
                        Duration.ofMinutes(15),
                        5,
                        Duration.ofMinutes(15),
                        Duration.ZERO));
        assertThat(book.sessions().at(NOW).says())
                .isEqualTo(new SessionLives(5, Duration.ofDays(30), Duration.ofDays(90), Duration.ofSeconds(10)));
        assertThat(book.newDevice().at(NOW).says().waits()).isZero();
        assertThat(book.newDevice().at(NOW).says().cards()).isEqualTo(NewDeviceRule.LinkedCards.KEPT);
        assertThat(book.newDevice().at(NOW).says().history()).isEqualTo(NewDeviceRule.History.SHOWN);
    }

    @Test
    void whatThePressHasOfTheLawIsMarkedSo() {
        var rule = packs.read(LAW).newDevice().at(NOW);

        assertThat(rule.head().citation().confidence()).isEqualTo(Confidence.PRESS);
        assertThat(rule.says().waits()).isEqualTo(Duration.ofHours(1));
        assertThat(rule.says().operations())
                .containsExactlyInAnyOrder(
                        Operation.CARD_TO_CARD, Operation.WALLET_TO_CARD, Operation.WALLET_TO_WALLET);
        assertThat(rule.says().cards()).isEqualTo(NewDeviceRule.LinkedCards.UNLINKED);
        assertThat(packs.read(LAW).codes().at(NOW).says().validFor()).isEqualTo(Duration.ofSeconds(59));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "length: 6             | length: 5             | 16 | must be 6 to 12",
                "valid-for: \"59s\"    | valid-for: \"9s\"     | 17 | must be from 10s to 600s",
                "valid-for: \"59s\"    | valid-for: 59         | 17 | must be a length",
                "misses: 3             | misses: 0             | 18 | must be 1 to 5",
                "lock-for: \"15m\"     | lock-for: \"25h\"     | 19 | must be from",
                "resend-after: \"30s\" | resend-after: \"11m\" | 22 | must be from",
                "per-customer: 5       | per-customer: 0       | 34 | must be 1 to 100",
                "idle: \"30d\"         | idle: \"4m\"          | 35 | must be from",
                "refresh-grace: \"10s\"| refresh-grace: \"61s\"| 37 | must be from",
                "waits: \"1h\"         | waits: \"8d\"         | 49 | must be from",
                "waits: \"1h\"         | waits: \"0s\"         | 50 | nothing waits",
                "card-to-card,         | by-post,              | 50 | must be one of",
                "linked-cards: unlinked| linked-cards: burnt   | 51 | must be one of kept, unlinked",
                "history: hidden       | history: burnt        | 52 | must be one of shown, hidden",
                "confidence: press     | confidence: sure      | 11 | must be one of"
            })
    void isRefusedAsAWholeWithLineAndReason(String good, String bad, int line, String reason) {
        var text = LAW.replace(good, bad);
        assertThat(text).isNotEqualTo(LAW);
        assertThatExceptionOfType(UnfitPack.class)
                .isThrownBy(() -> packs.read(text))
                .satisfies(unfit -> assertThat(unfit.remark().line()).isEqualTo(line))
                .withMessageContaining(reason);
    }

    @Test
    void everyRuleIsThere() {
        for (var part : new String[] {"codes", "sessions", "new-device"}) {
            var without = LAW.replaceAll("(?ms)^" + part + ":\n.*?(?=^[a-z]|\\z)", "");
            assertThatExceptionOfType(UnfitPack.class)
                    .isThrownBy(() -> packs.read(without))
                    .withMessageContaining("lacks the field " + part);
        }
    }

    @Test
    void eachRuleChangesByAnotherVersionOnly() {
        var before = packs.read(SHIPPED);
        assertThatCode(() -> packs.checkSuccession(before, before, NOW)).doesNotThrowAnyException();
        for (var change : new String[][] {
            {"length: 6", "length: 7", "one-time-codes version 1"},
            {"per-customer: 5", "per-customer: 6", "session-lives version 1"},
            {"linked-cards: kept", "linked-cards: unlinked", "new-device version 1"}
        }) {
            assertThatExceptionOfType(UnfitPack.class)
                    .isThrownBy(
                            () -> packs.checkSuccession(before, packs.read(SHIPPED.replace(change[0], change[1])), NOW))
                    .withMessageContaining(change[2])
                    .withMessageContaining("cannot be changed");
        }
    }

    @Test
    void saysItsRulesInTheReadersLanguage() {
        var texts = new PolicyTexts(InForce.always(packs, packs.read(LAW)));

        assertThat(texts.find("new-device", 1, "uz"))
                .hasValueSatisfying(it -> assertThat(it).startsWith("Yangi qurilmada"));
        assertThat(texts.find("new-device", 1, "ru"))
                .hasValueSatisfying(it -> assertThat(it).startsWith("На новом"));
        assertThat(texts.find("one-time-codes", 1, "en")).isPresent();
        assertThat(texts.find("session-lives", 2, "en")).isEmpty();
    }
}
