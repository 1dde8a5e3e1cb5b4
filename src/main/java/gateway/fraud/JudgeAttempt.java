package gateway.fraud;

import gateway.fraud.StateFinding.Outcome;
import gateway.fraud.restrictions.TakeOrders;
import gateway.fraud.rules.Features;
import gateway.fraud.rules.FraudPack;
import gateway.fraud.state.StateAntifraud;
import gateway.fraud.state.StateAntifraud.Answer;
import gateway.fraud.velocity.RecentAttempts;
import gateway.fraud.velocity.RecordAttempt;
import gateway.packs.InForce;
import gateway.shared.ids.PaymentId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Orders first; then the bank's rules and the state at the same time. The strictest of what they say holds. */
@Component
class JudgeAttempt implements FraudChecks {

    private final InForce<FraudPack> packs;
    private final Restrictions restrictions;
    private final TakeOrders orders;
    private final RecentAttempts recent;
    private final OwnFindings own;
    private final StateAntifraud state;
    private final MeterRegistry registry;
    private final Counter failures;

    JudgeAttempt(
            InForce<FraudPack> packs,
            Restrictions restrictions,
            TakeOrders orders,
            RecentAttempts recent,
            StateAntifraud state,
            MeterRegistry registry) {
        this.packs = packs;
        this.restrictions = restrictions;
        this.orders = orders;
        this.recent = recent;
        this.own = new OwnFindings(recent::before, registry);
        this.state = state;
        this.registry = registry;
        this.failures = registry.counter("oqim.fraud.rule.failures");
    }

    @Override
    public Mono<FraudVerdict> judge(Attempt attempt) {
        return restrictions
                .of(attempt.subjects())
                .flatMap(found -> found.map(it -> restricted(attempt, it)).orElseGet(() -> ask(attempt, packs.get())));
    }

    private Mono<FraudVerdict> restricted(Attempt attempt, Restriction restriction) {
        var verdict = new FraudVerdict(
                Verdict.REFUSE, List.of(), StateFinding.NOT_ASKED, Optional.of(restriction), attempt.at(), List.of());
        return orders.stopped(restriction.order(), attempt.payment()).thenReturn(verdict);
    }

    private Mono<FraudVerdict> ask(Attempt attempt, FraudPack pack) {
        var features = Features.of(attempt);
        return Mono.zip(
                own.ask(attempt, features, pack),
                state(attempt, pack),
                (findings, said) -> verdict(attempt, features, pack, findings, said));
    }

    private Mono<StateFinding> state(Attempt attempt, FraudPack pack) {
        return state.isThere()
                ? state.check(attempt).map(answer -> finding(attempt, pack, answer))
                : Mono.just(StateFinding.NOT_ASKED);
    }

    private StateFinding finding(Attempt attempt, FraudPack pack, Answer answer) {
        return switch (answer) {
            case Answer.Said said ->
                new StateFinding(Outcome.ANSWERED, said.verdict(), said.reason(), said.reference(), null, 0, null);
            case Answer.Silent silent -> pack.failPolicy().verdict(attempt, silent.why());
        };
    }

    private FraudVerdict verdict(
            Attempt attempt, Map<String, Object> features, FraudPack pack, List<Finding> findings, StateFinding said) {
        var strictest = findings.stream()
                .filter(Finding::decides)
                .map(Finding::verdict)
                .reduce(said.verdict(), Verdict::orStricter);
        findings.forEach(this::count);
        return new FraudVerdict(
                strictest,
                findings,
                said,
                Optional.empty(),
                attempt.at(),
                !pack.isEmpty() || state.isThere()
                        ? List.of(
                                restrictions.unless(attempt.subjects()),
                                RecordAttempt.of(attempt, features, strictest, findings))
                        : List.of(restrictions.unless(attempt.subjects())));
    }

    private void count(Finding it) {
        registry.counter(
                        "oqim.fraud.rule.hits",
                        "rule",
                        it.rule(),
                        "stage",
                        it.decides() ? "live" : "shadow",
                        "failed",
                        String.valueOf(it.failed()))
                .increment();
        if (it.failed()) {
            failures.increment();
        }
    }

    // A payment that waits is remembered like one that goes on.
    @Override
    public Mono<Void> opened(FraudVerdict verdict) {
        var pack = packs.lastKnown();
        return pack.wantsCopy()
                ? recorded(verdict).map(it -> recent.opened(it.attempt(), pack)).orElseGet(Mono::empty)
                : Mono.empty();
    }

    private static Optional<RecordAttempt> recorded(FraudVerdict verdict) {
        return verdict.parts().stream()
                .filter(RecordAttempt.class::isInstance)
                .map(RecordAttempt.class::cast)
                .filter(RecordAttempt::counted)
                .findFirst();
    }

    @Override
    public Mono<Void> stopped(String order, PaymentId payment) {
        return orders.stopped(order, payment);
    }
}
