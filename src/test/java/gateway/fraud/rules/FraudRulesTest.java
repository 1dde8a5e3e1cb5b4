package gateway.fraud.rules;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.fraud.Attempt;
import gateway.fraud.Attempts;
import gateway.fraud.Finding;
import gateway.fraud.StateFinding.Outcome;
import gateway.fraud.Verdict;
import gateway.rulebook.Channel;
import gateway.shared.ids.DeviceId;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rules, velocities and the fail policy say, without any store. */
class FraudRulesTest {

    private static final String VELOCITY = """
              - {name: customer_hour_count, per: customer, measure: count, window: "1h"}
              - {name: card_hour_count, per: card, measure: count, window: "1h"}
            """;

    private static List<Finding> ask(FraudPack pack, Attempt attempt, Map<Per, List<Seen>> seen) {
        return pack.ask(pack.with(Features.of(attempt), seen, attempt.at()), attempt.at());
    }

    private static FraudPack pack(String... rules) {
        return FraudPackReader.read(Attempts.pack(VELOCITY, rules));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
        amount == 150000 && currency == 'UZS'                       ; true
        operation == 'card-to-card' && channel == 'app'             ; true
        hour == 17                                                  ; true
        account_age_hours == 720 && device_age_hours == 216         ; true
        card && card_country == 'UZ' && card_age_hours == 30        ; true
        rail == 'uzcard' && payee_kind == 'card'                    ; true
        payee_country == '' && payee_category == ''                 ; true
        first_to_payee || new_device || call_in_progress            ; false
        remote_control || rooted || vpn || tor                      ; false
        operation in ['top-up', 'card-to-card']                     ; true
        customer_hour_count == 2 && card_hour_count == 0            ; true
        """)
    void conditionsSpeakOfTheFeatures(String when, boolean fires) {
        var pack = pack(Attempts.rule("one", "live", when, "review"));
        var before = Attempts.NOON.minusSeconds(60);
        var seen = Map.of(
                Per.CUSTOMER,
                List.of(Seen.of(Attempts.at(7, before, 5)), Seen.of(Attempts.at(8, before, 5))),
                Per.CARD,
                List.<Seen>of());

        assertThat(ask(pack, Attempts.usual(), seen)).hasSize(fires ? 1 : 0).noneMatch(Finding::failed);
    }

    @Test
    void eachSignalOfTheDeviceIsAnInput() {
        var names = List.of("new_device", "call_in_progress", "remote_control", "rooted", "vpn", "tor");
        for (var name : names) {
            var pack = pack(Attempts.rule("one", "live", name, "refuse"));
            int n = names.indexOf(name);
            var device = new Attempt.Device(
                    new DeviceId(Attempts.id(3, 1)), Attempts.NOON, n == 0, n == 1, n == 2, n == 3, n == 4, n == 5);

            assertThat(ask(pack, Attempts.with(Attempts.usual(), device), Map.of()))
                    .as(name)
                    .singleElement()
                    .satisfies(it -> assertThat(it.inputs()).isEqualTo(Map.of(name, "true")));
        }
    }

    @Test
    void everyRuleThatFiredIsToldWithItsVersionSourceAndInputs() {
        var pack = pack(
                Attempts.rule("one", "live", "amount > 5 && hour > 3", "step-up"),
                Attempts.rule("two", "live", "amount > 5000000", "refuse"),
                Attempts.rule("three", "shadow", "true", "refuse"),
                Attempts.rule("four", "draft", "true", "refuse"));

        var findings = ask(pack, Attempts.usual(), Map.of());

        assertThat(findings).extracting(Finding::rule).containsExactly("one", "three");
        assertThat(findings).extracting(Finding::decides).containsExactly(true, false);
        assertThat(findings.getFirst().inputs()).isEqualTo(Map.of("amount", "150000", "hour", "17"));
        assertThat(findings.getFirst().citation().source()).isEqualTo("test");
        assertThat(findings.getFirst().reason()).isEqualTo("because-of-one");
        assertThat(findings.getFirst().version()).isEqualTo(1);
    }

    @Test
    void aRuleThatCannotBeComputedFiresWithReview() {
        var pack = pack(
                Attempts.rule("divides", "live", "amount / (amount - 150000) > 1", "refuse"),
                Attempts.rule("unknown", "live", "customer_hour_count > 3", "step-up"),
                Attempts.rule("card", "live", "card_country != 'UZ'", "refuse"));
        var fromWallet = Attempts.at(1, Attempts.NOON, 150_000, 1, 1, 0, 1);

        assertThat(ask(pack, fromWallet, Map.of()))
                .extracting(Finding::rule, Finding::verdict, Finding::failed, Finding::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("divides", Verdict.REVIEW, true, "rule-failed"),
                        org.assertj.core.groups.Tuple.tuple("unknown", Verdict.REVIEW, true, "rule-failed"),
                        org.assertj.core.groups.Tuple.tuple("card", Verdict.REVIEW, true, "rule-failed"));
    }

    @Test
    void aConditionThatAsksForTheCardFirstIsQuietWithoutOne() {
        var pack = pack(Attempts.rule("card", "live", "card && card_country != 'UZ'", "refuse"));

        assertThat(ask(pack, Attempts.at(1, Attempts.NOON, 5, 1, 1, 0, 1), Map.of()))
                .isEmpty();
    }

    @Test
    void aRuleHoldsFromItsFirstDayToItsLast() {
        var pack = pack(Attempts.rule("one", "live", "true", "review")
                .replace("from: 2026-02-01", "from: 2026-11-26\n    until: 2026-11-27"));
        var midnight = java.time.Instant.parse("2026-11-25T19:00:00Z");

        assertThat(ask(pack, Attempts.at(1, midnight.minusMillis(1), 5), Map.of()))
                .isEmpty();
        assertThat(ask(pack, Attempts.at(1, midnight, 5), Map.of())).hasSize(1);
        assertThat(ask(pack, Attempts.at(1, midnight.plus(Duration.ofDays(1)), 5), Map.of()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "app, 99999, false, ALLOW, silent",
        "app, 100000, false, REVIEW, silent",
        "app, 1, true, REFUSE, silent",
        "branch, 1, false, REVIEW, ",
        "branch, 1, true, REVIEW, ",
    })
    void silenceIsOpenBelowAnAmountAndClosedForANewPayee(
            String channel, long minor, boolean first, Verdict verdict, String rule) {
        var text = Attempts.pack("") + "fail-policy:\n"
                + Attempts.rule("silent", "live", "true", "review")
                        .replaceAll("(?s)    stage: .*", "    channels: [app, web]\n")
                + "    currency: UZS\n    open-below: \"1000.00\"\n";
        var policy = FraudPackReader.read(text).failPolicy();
        var by = gateway.rulebook.Coded.find(Channel.values(), channel).orElseThrow();

        var said = policy.verdict(Attempts.with(Attempts.at(1, Attempts.NOON, minor), by, first), "silence");

        assertThat(said.outcome()).isEqualTo(Outcome.SILENT);
        assertThat(said.verdict()).isEqualTo(verdict);
        assertThat(said.rule()).isEqualTo(rule);
    }

    /** Compared with the plainest reading of what a velocity is, over random histories. */
    @Test
    void velocitiesAreWhatTheySay() {
        var random = new SplittableRandom(5);
        for (int round = 0; round < 200; round++) {
            var seen = IntStream.range(0, random.nextInt(30))
                    .mapToObj(n -> Seen.of(Attempts.at(
                            n,
                            Attempts.NOON.minusSeconds(random.nextInt(7_200)),
                            random.nextInt(1_000),
                            1,
                            1,
                            random.nextInt(4),
                            random.nextInt(4))))
                    .sorted(Seen.NEWEST_FIRST)
                    .toList();
            var inHour = seen.stream()
                    .filter(it -> Duration.between(it.at(), Attempts.NOON).compareTo(Duration.ofHours(1)) < 0)
                    .toList();
            var cards = new java.util.HashSet<UUID>();
            inHour.forEach(it -> cards.add(it.card()));
            cards.remove(null);

            assertThat(value(Velocity.Measure.COUNT, seen)).isEqualTo(inHour.size());
            assertThat(value(Velocity.Measure.SUM, seen))
                    .isEqualTo(inHour.stream().mapToLong(Seen::minor).sum());
            assertThat(value(Velocity.Measure.CARDS, seen)).isEqualTo(cards.size());
            assertThat(seen).isSortedAccordingTo(Comparator.comparing(Seen::at).reversed());
        }
        var huge = Seen.of(Attempts.at(1, Attempts.NOON, Long.MAX_VALUE));
        assertThat(value(Velocity.Measure.SUM, List.of(huge, huge))).isEqualTo(Long.MAX_VALUE);
    }

    private static long value(Velocity.Measure measure, List<Seen> seen) {
        return new Velocity("a_b", Per.CUSTOMER, measure, Duration.ofHours(1), gateway.shared.money.Asset.UZS)
                .value(seen, Attempts.NOON);
    }
}
