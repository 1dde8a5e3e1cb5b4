package gateway.routing;

import gateway.processors.Processor;
import gateway.processors.Processors;
import gateway.routing.CelRanking.Verdict;
import gateway.routing.RoutingSettings.Cost;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Ranks the processors of the scheme by the bank's rules, first leaving out those that take no such leg or have no
 * room.
 */
@Component
class RuleRouting implements Routing {

    private static final Comparator<Ranked> BEST_FIRST = Comparator.comparingLong(Ranked::score)
            .reversed()
            .thenComparing(ranked -> ranked.candidate().processor().name());

    private final Processors processors;
    private final CelRanking rules;
    private final Map<String, Cost> costs;

    RuleRouting(Processors processors, RoutingSettings settings, MeterRegistry registry) {
        this.processors = processors;
        this.rules = new CelRanking(settings.rules(), new RuleFaults(settings.rules(), registry));
        this.costs = settings.costs();
    }

    private record Ranked(long score, Candidate candidate) {}

    @Override
    public List<Candidate> candidates(Question question) {
        var able = processors.serving(question.scheme()).stream()
                .filter(processor -> processor.takes(question.kind(), question.amount()))
                .filter(processor -> question.evenWithoutRoom() || processor.hasRoom())
                .toList();
        return able.size() > 1 ? ranked(able, question) : alone(able);
    }

    // Where there is no choice the rules are not asked: they rank, and who is left out by them is the bank's only one.
    private static List<Candidate> alone(List<Processor> able) {
        return able.stream()
                .map(processor -> new Candidate(processor, "only " + processor.name() + " can take it"))
                .toList();
    }

    private List<Candidate> ranked(List<Processor> able, Question question) {
        return able.stream()
                .flatMap(processor -> rank(processor, question).stream())
                .sorted(BEST_FIRST)
                .map(Ranked::candidate)
                .toList();
    }

    private Optional<Ranked> rank(Processor processor, Question question) {
        var figures = processor.figures();
        long cost = costs.getOrDefault(processor.name(), Cost.NOTHING)
                .of(question.amount().minor());
        var facts = Map.of(
                "scheme", question.scheme().rail(),
                "kind", question.kind().name().toLowerCase(Locale.ROOT),
                "currency", question.amount().asset().code(),
                "processor", processor.name(),
                "amount", question.amount().minor(),
                "cost", cost,
                "answered", figures.answeredPerMille(),
                "approved", figures.approvedPerMille(),
                "slow", figures.slowMillis(),
                "free", (long) processor.freePlaces());
        var verdict = rules.judge(facts).orElse(new Verdict("none applies", 0L));
        var score = verdict.score();
        return score == null
                ? Optional.empty()
                : Optional.of(new Ranked(score, new Candidate(processor, why(verdict.rule(), score, facts))));
    }

    private static String why(String rule, long score, Map<String, ?> facts) {
        return "rule %s: score %d, cost %s, answered %s, approved %s, slow %s ms, free %s"
                .formatted(
                        rule,
                        score,
                        facts.get("cost"),
                        facts.get("answered"),
                        facts.get("approved"),
                        facts.get("slow"),
                        facts.get("free"));
    }
}
