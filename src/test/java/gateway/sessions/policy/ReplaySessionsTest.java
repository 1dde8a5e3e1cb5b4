package gateway.sessions.policy;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.rulebook.Operation;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be told of another policy, and what cannot. */
class ReplaySessionsTest {

    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final Instant KNOWN = Instant.parse("2026-11-26T09:30:00Z");
    private static final String SHIPPED = Policies.text("sessions/default.yaml");

    /** A second version of one of the three rules, the same but for that. */
    private static ReplaySessions by(String rule, String good, String bad) {
        return by(SHIPPED, rule, good, bad);
    }

    private static ReplaySessions by(String pack, String rule, String good, String bad) {
        int begin = pack.indexOf("  - id: " + rule);
        int next = pack.indexOf("\n", pack.indexOf(lastLine(rule), begin)) + 1;
        var before = pack.substring(begin, next);
        var after = before.replace("version: 1", "version: 2")
                .replace("from: 2026-01-01", "from: 2099-01-01")
                .replace(good, bad);
        assertThat(after).contains(bad);
        var ended = before.replace("from: 2026-01-01", "from: 2026-01-01\n    until: 2099-01-01");
        return ReplaySessions.by(pack.substring(0, begin) + ended + after + pack.substring(next), NOW);
    }

    private static String lastLine(String rule) {
        return switch (rule) {
            case "one-time-codes" -> "resend-after";
            case "session-lives" -> "refresh-grace";
            default -> "history: shown";
        };
    }

    @Test
    void whatStandsChangesNothing() {
        var same = ReplaySessions.by(SHIPPED, NOW);

        assertThat(same.unknown()).isEmpty();
        assertThat(same.changesWhatIsKnown()).isFalse();
        assertThat(same.waits(KNOWN, Operation.CARD_TO_CARD)).isEmpty();
    }

    @Test
    void aNewDeviceWaitsAsItWillStand() {
        var waiting = by("new-device", "waits: \"0s\"", "waits: \"1h\"\n    operations: [card-to-card]");

        assertThat(waiting.waits(KNOWN, Operation.CARD_TO_CARD)).contains(KNOWN.plus(Duration.ofHours(1)));
        assertThat(waiting.waits(KNOWN, Operation.TOP_UP)).isEmpty();
        assertThat(waiting.changesWhatIsKnown()).isTrue();
        assertThat(waiting.unknown()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '!',
            value = {"misses: 3, misses: 5", "lock-for: \"15m\", lock-for: \"5m\"", "length: 6, length: 8"})
    void wrongGuessesAreNotRecordedOneByOne(String good, String bad) {
        assertThat(by("one-time-codes", good, bad))
                .returns(false, ReplaySessions::changesWhatIsKnown)
                .satisfies(it ->
                        assertThat(it.unknown()).singleElement().asString().contains("wrong guesses"));
    }

    @Test
    void whatWasRefusedIsNotRecordedAndShorterCodesAre() {
        assertThat(by("one-time-codes", "valid-for: \"59s\"", "valid-for: \"90s\"")
                        .unknown())
                .singleElement()
                .asString()
                .contains("as expired is not recorded");
        assertThat(by("one-time-codes", "sends: 5", "sends: 9").unknown())
                .singleElement()
                .asString()
                .contains("as too many");
        assertThat(by("one-time-codes", "valid-for: \"59s\"", "valid-for: \"30s\""))
                .returns(true, ReplaySessions::changesWhatIsKnown)
                .satisfies(it ->
                        assertThat(it.unknown()).singleElement().asString().contains("step-up codes"))
                .satisfies(it -> assertThat(it.codes().validFor()).isEqualTo(Duration.ofSeconds(30)));
    }

    @Test
    void codesInAShorterWindowOrSoonerAfterTheLastWereRefusedAndAreNotRecorded() {
        var patient = SHIPPED.replace("resend-after: \"0s\"", "resend-after: \"30s\"");

        assertThat(by("one-time-codes", "send-window: \"15m\"", "send-window: \"5m\"")
                        .unknown())
                .singleElement()
                .asString()
                .contains("as too many");
        assertThat(by(patient, "one-time-codes", "resend-after: \"30s\"", "resend-after: \"10s\"")
                        .unknown())
                .singleElement()
                .asString()
                .contains("as too many");
    }

    /** Each by itself, and nothing of it is unknown: what is stricter is seen on what was recorded. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '!',
            value = {
                "sends: 5, sends: 4",
                "send-window: \"15m\", send-window: \"30m\"",
                "resend-after: \"0s\", resend-after: \"30s\""
            })
    void fewerCodesAreKnown(String good, String bad) {
        assertThat(by("one-time-codes", good, bad))
                .returns(true, ReplaySessions::changesWhatIsKnown)
                .satisfies(it -> assertThat(it.unknown()).isEmpty());
    }

    @Test
    void whatANewDeviceMayDoIsKnownThoughItWaitsNoLonger() {
        var waiting = SHIPPED.replace("waits: \"0s\"", "waits: \"1h\"\n    operations: [card-to-card]");

        assertThat(by(waiting, "new-device", "[card-to-card]", "[top-up]").changesWhatIsKnown())
                .isTrue();
    }

    @Test
    void livesOfSessionsAndWhatANewDeviceSeesDecideAboutNoPayment() {
        assertThat(by("session-lives", "idle: \"30d\"", "idle: \"1d\""))
                .returns(false, ReplaySessions::changesWhatIsKnown)
                .satisfies(it -> assertThat(it.unknown()).hasSize(1));
        assertThat(by("new-device", "history: shown", "history: hidden"))
                .returns(false, ReplaySessions::changesWhatIsKnown)
                .satisfies(it -> assertThat(it.unknown()).hasSize(1));
        assertThat(by("new-device", "linked-cards: kept", "linked-cards: unlinked"))
                .returns(false, ReplaySessions::changesWhatIsKnown)
                .satisfies(it -> assertThat(it.unknown()).hasSize(1));
    }
}
