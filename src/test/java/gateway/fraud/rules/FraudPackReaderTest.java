package gateway.fraud.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import gateway.fraud.Attempts;
import gateway.rulebook.Dependency;
import gateway.rulebook.PackText;
import gateway.rulebook.UnfitPack;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ClassPathResource;

class FraudPackReaderTest {

    private static final String VELOCITY =
            "  - {name: customer_hour_count, per: customer, measure: count, window: \"1h\"}\n";

    private static FraudPack resource(String name) throws IOException {
        return FraudPackReader.read(PackText.load(new ClassPathResource(name)));
    }

    @Test
    void theShippedPacksAreRead() throws IOException {
        assertThat(resource("fraud/none.yaml").isEmpty()).isTrue();
        var sample = resource("fraud/sample.yaml");
        assertThat(sample.rules()).hasSize(6);
        assertThat(sample.velocities()).hasSize(5);
        assertThat(sample.failPolicy().clauses()).hasSize(2);
        assertThat(sample.longest()).hasHours(24);
    }

    /** Each line is one fault in an otherwise right pack: what is written, what it becomes, where, why. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        format: 1              | format: 2               | line 1, format: must be 1
        pack: test             | pack: Test!             | line 2, pack: must be a name
        per: customer          | per: bank               | velocity[0].per: must be one of customer, device
        window: "1h"           | window: "25h"           | velocity[0].window: must be a length
        window: "1h"           | window: "0m"            | velocity[0].window: must be a length
        window: "1h"           | window: "99999999h"     | velocity[0].window: must be a length
        measure: count         | measure: sum            | lacks the field currency
        name: customer_hour_count | name: first_to_payee | has the name of another feature
        name: customer_hour_count | name: in             | velocity[0].name: must be a name
        stage: live            | stage: on               | rules[0].stage: must be one of draft, shadow, live
        verdict: review        | verdict: maybe          | rules[0].verdict: must be one of allow, step-up
        amount > 5             | amount > '5'            | rules[0].when: is no condition
        amount > 5             | amount + 5              | rules[0].when: is no condition
        amount > 5             | ammount > 5             | rules[0].when: is no condition
        amount > 5             | customer_day_count > 5  | rules[0].when: is no condition
        amount > 5             | amount >                | rules[0].when: is no condition
        amount > 5             | [1, 2].all(a, a < amount)    | rules[0].when: is no condition
        amount > 5             | [1, 2].exists(a, a < amount) | rules[0].when: is no condition
        amount > 5             | [amount].map(a, a) == [5]    | rules[0].when: is no condition
        version: 1             | version: 0              | rules[0].version: versions begin with 1
        reason: because-of-one | reason: Because         | rules[0].reason: must be a name
        reason: because-of-one | raeson: one             | has a field that is not known
        """)
    void aFaultRefusesThePackWithLineAndReason(String right, String wrong, String message) {
        var pack = Attempts.pack(VELOCITY, Attempts.rule("one", "live", "amount > 5", "review"));
        assertThat(FraudPackReader.read(pack).rules()).hasSize(1);
        assertThat(pack).contains(right);

        assertThatThrownBy(() -> FraudPackReader.read(pack.replace(right, wrong)))
                .isInstanceOf(UnfitPack.class)
                .hasMessageStartingWith("line ")
                .hasMessageContaining(message);
    }

    @Test
    void whatWasSeenIsKeptInRedisUnlessRulesSeldomLookBack() {
        var pack = Attempts.pack(VELOCITY);
        var seldom = pack.replace("velocity:", "look-back: seldom\nvelocity:");

        assertThat(FraudPackReader.read(pack).wantsCopy()).isTrue();
        assertThat(FraudPackReader.read(seldom.replace("seldom", "often")).wantsCopy())
                .isTrue();
        assertThat(FraudPackReader.read(seldom).wantsCopy()).isFalse();
        assertThat(FraudPackReader.read(Attempts.pack("")).wantsCopy()).isFalse();
        assertThatThrownBy(() -> FraudPackReader.read(seldom.replace("seldom", "never")))
                .hasMessageContaining("look-back: must be one of often, seldom");
    }

    @Test
    void twoVersionsMayNotHoldAtOnce() {
        var one = Attempts.rule("one", "live", "true", "review");

        assertThatThrownBy(() -> FraudPackReader.read(Attempts.pack("", one, one)))
                .hasMessageContaining("the name and the version of another rule");
        assertThatThrownBy(() -> FraudPackReader.read(Attempts.pack("", one, one.replace("version: 1", "version: 2"))))
                .hasMessageContaining("at the same time as another version");
        assertThat(FraudPackReader.read(Attempts.pack(
                                "",
                                one.replace("from: 2026-02-01", "from: 2026-02-01\n    until: 2026-03-01"),
                                one.replace("version: 1", "version: 2")
                                        .replace("from: 2026-02-01", "from: 2026-03-01")))
                        .rules())
                .hasSize(2);
    }

    @Test
    void aVersionGoesFromStageToStageAsItIs() {
        var before = FraudPackReader.read(Attempts.pack("", Attempts.rule("one", "draft", "amount > 5", "review")));
        var packs = new FraudPacks();
        for (var fit : new String[] {
            Attempts.pack(""),
            Attempts.pack("", Attempts.rule("one", "live", "amount > 5", "review")),
            Attempts.pack(
                    "", Attempts.rule("one", "live", "amount > 6", "review").replace("version: 1", "version: 2")),
            Attempts.pack("", Attempts.rule("two", "live", "amount > 6", "review"))
        }) {
            packs.checkSuccession(before, packs.read(fit), Attempts.NOON);
        }
        for (var unfit : new String[] {
            Attempts.rule("one", "draft", "amount > 6", "review"),
            Attempts.rule("one", "draft", "amount > 5", "refuse"),
            Attempts.rule("one", "draft", "amount > 5", "review").replace("because-of-one", "because"),
            Attempts.rule("one", "draft", "amount > 5", "review").replace("source: \"test\"", "source: \"law\"")
        }) {
            var after = packs.read(Attempts.pack("", unfit));
            assertThatThrownBy(() -> packs.checkSuccession(before, after, Attempts.NOON))
                    .isInstanceOf(UnfitPack.class)
                    .hasMessageContaining("one version 1: says something else than before");
        }
    }

    private static String clause(String more) {
        return Attempts.pack("") + "fail-policy:\n"
                + Attempts.rule("silent", "live", "true", "review")
                        .replaceAll("(?s)    stage: .*", "    channels: [app, web]\n")
                + "    currency: UZS\n    open-below: \"1000.00\"\n" + more;
    }

    @Test
    void aClauseIsAboutTheStateUnlessItSaysOtherwise() {
        assertThat(FraudPackReader.read(clause("")).failPolicy().clauses())
                .extracting(FailPolicy.Clause::dependency)
                .containsExactly(Dependency.STATE_ANTIFRAUD);
        assertThat(FraudPackReader.read(clause("    dependency: recent-payments\n"))
                        .failPolicy()
                        .clauses())
                .extracting(FailPolicy.Clause::dependency)
                .containsExactly(Dependency.RECENT_PAYMENTS);
    }

    /** Without some things nothing moves, whatever a pack would like. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "orders       | has no policy: orders of the state hold whatever a pack says",
                "restrictions | has no policy: what two people decided",
                "limits       | has no policy: limits are counted in the entry",
                "packs        | has no policy: nobody pays by rules that may be over",
                "rates        | has no policy: what has no rate has no price",
                "lists        | stands in another pack; here may stand state-antifraud, recent-payments",
                "redis        | must be one of state-antifraud"
            })
    void saysWhatNoPolicyMayOpen(String dependency, String reason) {
        assertThatThrownBy(() -> FraudPackReader.read(clause("    dependency: " + dependency + "\n")))
                .isInstanceOf(UnfitPack.class)
                .hasMessageContaining("line 16, fail-policy[0].dependency: " + reason);
    }

    @Test
    void whatAClauseSaysIsAnotherVersions() {
        var packs = new FraudPacks();
        var before = packs.read(clause(""));

        packs.checkSuccession(before, packs.read(clause("")), Attempts.NOON);
        packs.checkSuccession(
                before, packs.read(clause("").replace("from: 2026-02-01", "from: 2026-03-01")), Attempts.NOON);
        packs.checkSuccession(before, packs.read(Attempts.pack("")), Attempts.NOON);
        packs.checkSuccession(
                before,
                packs.read(clause("").replace("1000.00", "2000.00").replace("version: 1", "version: 2")),
                Attempts.NOON);
        for (var unfit : new String[] {
            clause("").replace("1000.00", "2000.00"),
            clause("").replace("[app, web]", "[app]"),
            clause("    dependency: recent-payments\n")
        }) {
            var after = packs.read(unfit);
            assertThatThrownBy(() -> packs.checkSuccession(before, after, Attempts.NOON))
                    .isInstanceOf(UnfitPack.class)
                    .hasMessageContaining("silent version 1: says something else than before");
        }
    }

    /** Whatever stands there, it is read or refused as a pack: no other failure, and no rule that cannot be asked. */
    @Test
    void nonsenseIsRefusedAndNothingElse() throws IOException {
        var sample = PackText.load(new ClassPathResource("fraud/sample.yaml"));
        var random = new SplittableRandom(11);
        var pieces = "{}[]:,\"'-|>&*!#%@`\n\t 0aZ\u0000\u200f\ud83d";
        for (int round = 0; round < 300; round++) {
            var broken = new StringBuilder(sample);
            for (int change = 0; change < 3; change++) {
                int at = random.nextInt(broken.length() - 20);
                switch (random.nextInt(3)) {
                    case 0 -> broken.delete(at, at + random.nextInt(1, 20));
                    case 1 -> broken.insert(at, pieces.charAt(random.nextInt(pieces.length())));
                    default -> broken.setCharAt(at, pieces.charAt(random.nextInt(pieces.length())));
                }
            }
            var thrown = catchThrowable(() -> FraudPackReader.read(broken.toString()));
            assertThat(thrown)
                    .satisfiesAnyOf(
                            it -> assertThat(it).isNull(), it -> assertThat(it).isInstanceOf(UnfitPack.class));
        }
    }

    @Test
    void featuresAreReadBackAsTheyWereWritten() {
        for (var attempt :
                new gateway.fraud.Attempt[] {Attempts.usual(), Attempts.at(1, Attempts.NOON, Long.MAX_VALUE, 1, 1, 0, 1)
                }) {
            var features = Features.of(attempt);
            assertThat(Features.parse(Features.text(features))).contains(features);
            features.forEach((name, value) -> assertThat(value)
                    .as(name)
                    .isInstanceOf(
                            switch (Features.KNOWN.get(name)) {
                                case NUMBER -> Long.class;
                                case TEXT -> String.class;
                                case TRUTH -> Boolean.class;
                            }));
        }
        assertThat(Features.of(Attempts.usual()).keySet()).isEqualTo(Features.KNOWN.keySet());
    }

    @Test
    void storedNonsenseIsNotRead() {
        assertThat(Features.parse("amount=12\ncurrency=UZS")).isPresent();
        assertThat(Features.parse("a feature of another time=12")).contains(java.util.Map.of());
        for (var text : new String[] {
            "", "=", "amount", "amount=", "amount=1.5", "vpn=yes", "amount=1\namount=2", "x".repeat(5_000) + "=1"
        }) {
            assertThat(Features.parse(text)).as(text).isEmpty();
        }
        var random = new SplittableRandom(3);
        for (int round = 0; round < 2_000; round++) {
            var noise = IntStream.range(0, random.nextInt(60))
                    .mapToObj(_ -> String.valueOf((char) random.nextInt(8, 120)))
                    .collect(Collectors.joining());
            Features.parse("amount=" + noise)
                    .ifPresent(it -> assertThat(it.get("amount")).isInstanceOf(Long.class));
        }
    }
}
