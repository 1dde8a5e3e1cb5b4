package gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.cards.Scheme;
import gateway.processors.Leg;
import gateway.processors.LegRequest;
import gateway.processors.MessageIdentity;
import gateway.processors.Outcome;
import gateway.processors.Processor;
import gateway.processors.Processors;
import gateway.processors.Reversal;
import gateway.processors.TestRails;
import gateway.routing.Routing.Question;
import gateway.routing.RoutingSettings.Cost;
import gateway.routing.RoutingSettings.Rule;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

/** Three processors of one scheme: alfa costs nothing, beta 100 and gamma 200. All of them are silent. */
class RuleRoutingTest {

    private static final Map<String, Cost> COSTS = Map.of("beta", new Cost(0, 100), "gamma", new Cost(0, 200));

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Processors rails = TestRails.guarded(new Silent("gamma"), new Silent("alfa"), new Silent("beta"));

    @ParameterizedTest(name = "{0}, without room {1}: {2}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # rules: condition => score; ...   | without room     | who is asked, in order
            -                                  | -                | alfa beta gamma
            true => 7                          | -                | alfa beta gamma
            true => cost                       | -                | gamma beta alfa
            true => 0 - cost                   | -                | alfa beta gamma
            processor == 'beta' => 5           | -                | beta alfa gamma
            processor == 'beta' => -5          | -                | alfa gamma beta
            cost > 50 => 1; true => 2          | -                | alfa beta gamma
            true => 1; processor == 'beta' => 5| -                | alfa beta gamma
            processor == 'alfa' => out         | -                | beta gamma
            true => out                        | -                | -
            true => cost                       | gamma            | beta alfa
            -                                  | alfa             | beta gamma
            processor == 'beta' => out         | alfa gamma       | beta
            -                                  | alfa beta gamma  | -
            scheme == 'visa' && kind == 'debit' && currency == 'UZS' && amount == 5000 => cost | - | gamma beta alfa
            """)
    void ranks(String rules, String full, String expected) {
        names(full).forEach(name -> TestRails.fill(rail(name)));

        assertThat(candidates(routing(rules), false)).containsExactlyElementsOf(names(expected));
    }

    @Test
    void aProcessorWithFreePlacesComesFirstWhereTheRulesSaySo() {
        TestRails.send(rail("alfa"), 2);
        TestRails.send(rail("beta"), 1);

        assertThat(candidates(routing("true => free"), false)).containsExactly("gamma", "beta", "alfa");
    }

    @Test
    void whoMustSendOnHearsOfProcessorsWithoutRoomToo() {
        names("alfa beta gamma").forEach(name -> TestRails.fill(rail(name)));

        assertThat(candidates(routing("true => cost"), true)).containsExactly("gamma", "beta", "alfa");
    }

    /** Also of whoever has to send on: it would be refused. */
    @Test
    void whoNeverTakesSoMuchIsNotAsked() {
        var much = new Money(9_000_01, Asset.UZS);
        for (boolean evenWithoutRoom : new boolean[] {false, true}) {
            assertThat(routing("true => cost")
                            .candidates(new Question(Scheme.VISA, LegRequest.Kind.CREDIT, much, evenWithoutRoom)))
                    .extracting(it -> it.processor().name())
                    .containsExactly("beta", "alfa");
            assertThat(routing("true => cost")
                            .candidates(new Question(Scheme.VISA, LegRequest.Kind.DEBIT, much, evenWithoutRoom)))
                    .hasSize(3);
        }
    }

    @Test
    void saysWhy() {
        var first = routing("true => cost").candidates(question(false)).getFirst();

        assertThat(first.why())
                .isEqualTo("rule 1: score 200, cost 200, answered 1000, approved 1000, slow 0 ms, free 8");
    }

    @Test
    void whoIsAloneIsNotJudged() {
        names("alfa beta").forEach(name -> TestRails.fill(rail(name)));

        assertThat(routing("true => out").candidates(question(false)))
                .extracting(Candidate::why)
                .containsExactly("only gamma can take it");
    }

    @Test
    void aRuleThatCannotBeComputedSaysNothingAndIsCounted() {
        var routing = routing("true => 1 / cost; true => 5");
        assertThat(errors("1")).isZero();

        var order = candidates(routing, false);

        assertThat(order).containsExactly("alfa", "beta", "gamma");
        assertThat(errors("1")).isEqualTo(1);
        assertThat(errors("2")).isZero();
    }

    private RuleRouting routing(String rules) {
        return new RuleRouting(rails, new RoutingSettings(rules(rules), COSTS), meters);
    }

    /** Named by their numbers, from 1. */
    private static List<Rule> rules(String text) {
        var parts = text == null ? new String[0] : text.split("; ");
        return Stream.iterate(0, at -> at < parts.length, at -> at + 1)
                .map(at -> rule(String.valueOf(at + 1), parts[at].split(" => ")))
                .toList();
    }

    private static Rule rule(String name, String[] parts) {
        return new Rule(name, parts[0], "out".equals(parts[1]) ? null : parts[1]);
    }

    private static List<String> names(String text) {
        return text == null ? List.of() : Arrays.stream(text.split(" +")).collect(Collectors.toList());
    }

    private static List<String> candidates(Routing routing, boolean evenWithoutRoom) {
        return routing.candidates(question(evenWithoutRoom)).stream()
                .map(candidate -> candidate.processor().name())
                .toList();
    }

    private static Question question(boolean evenWithoutRoom) {
        return new Question(Scheme.VISA, LegRequest.Kind.DEBIT, new Money(5_000, Asset.UZS), evenWithoutRoom);
    }

    private Processor rail(String name) {
        return rails.named(name).orElseThrow();
    }

    private double errors(String rule) {
        return meters.get("oqim.routing.rule.errors")
                .tag("rule", rule)
                .counter()
                .count();
    }

    /** A rail that never answers; gamma takes credits up to 9,000.00. */
    private record Silent(String name) implements Processor {

        @Override
        public Scheme scheme() {
            return Scheme.VISA;
        }

        @Override
        public boolean takes(LegRequest.Kind kind, Money amount) {
            return kind == LegRequest.Kind.DEBIT || !name.equals("gamma") || amount.minor() <= 9_000_00;
        }

        @Override
        public Mono<MessageIdentity> identify(LegRequest request) {
            return Mono.just(new MessageIdentity(name + "-1"));
        }

        @Override
        public Mono<Outcome> send(Leg leg) {
            return Mono.never();
        }

        @Override
        public Mono<Reversal> reverse(Leg leg, int attempt) {
            return Mono.never();
        }
    }
}
