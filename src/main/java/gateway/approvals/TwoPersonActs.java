package gateway.approvals;

import gateway.approvals.Act.State;
import gateway.platform.http.Staff;
import gateway.platform.http.StaffRoles;
import gateway.shared.ids.TimeOrderedIds;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Proposes acts and decides them. An approval and what it does are one transaction; of many who decide at once one
 * does, and whoever repeats their own decision hears it again.
 */
@Component
public class TwoPersonActs {

    private static final Duration OPEN_FOR = Duration.ofDays(7);

    private final ActStore store;
    private final ActNews news;
    private final Map<String, ActKind> kinds;
    private final TransactionalOperator transaction;
    private final TimeOrderedIds ids;
    private final Clock clock;

    TwoPersonActs(
            ActStore store,
            ActNews news,
            List<ActKind> kinds,
            TransactionalOperator transaction,
            TimeOrderedIds ids,
            Clock clock) {
        this.store = store;
        this.news = news;
        this.kinds = kinds.stream().collect(Collectors.toUnmodifiableMap(ActKind::name, Function.identity()));
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    /** Stores what somebody wants; nothing of it holds yet. */
    public Mono<Act> propose(String kind, String content, String reason, Staff by) {
        return Mono.defer(() -> {
            var known = known(kind, by);
            return known.check(content)
                    .map(subject -> proposed(known, subject, content, reason, by))
                    .flatMap(this::add);
        });
    }

    private Mono<Act> add(Act act) {
        return store.add(act).flatMap(news::announce).as(transaction::transactional);
    }

    /** Does what was proposed, once. */
    public Mono<Act> approve(UUID id, String reason, Staff by) {
        return decide(
                id, State.APPROVED, reason, by, act -> known(act.kind(), by).perform(act));
    }

    /** Nothing of it will ever hold. */
    public Mono<Act> refuse(UUID id, String reason, Staff by) {
        return decide(id, State.REFUSED, reason, by, act -> {
            known(act.kind(), by);
            return Mono.empty();
        });
    }

    /** Who proposed an act takes it back. */
    public Mono<Act> withdraw(UUID id, String reason, Staff by) {
        return decide(id, State.WITHDRAWN, reason, by, _ -> Mono.empty());
    }

    public Mono<Act> find(UUID id) {
        return store.find(id).switchIfEmpty(Mono.error(ApprovalProblem.ACT_NOT_FOUND.because("Nobody proposed it")));
    }

    /** Latest first. */
    public Flux<Act> list(State state, int most) {
        return store.list(state, most);
    }

    private Mono<Act> decide(UUID id, State wish, String reason, Staff by, Function<Act, Mono<Void>> effect) {
        return Mono.defer(() -> store.hold(id))
                .switchIfEmpty(Mono.error(ApprovalProblem.ACT_NOT_FOUND.because("Nobody proposed it")))
                .flatMap(act -> isRepeated(act, wish, by) ? Mono.just(act) : decided(act, wish, reason, by, effect))
                .as(transaction::transactional);
    }

    private Mono<Act> decided(Act act, State wish, String reason, Staff by, Function<Act, Mono<Void>> effect) {
        ActRules.check(act, wish, by.name(), clock.instant());
        return Mono.defer(() -> effect.apply(act))
                .then(Mono.defer(() -> store.decide(act, wish, new Act.Verdict(by.name(), clock.instant(), reason))))
                .flatMap(news::announce);
    }

    private static boolean isRepeated(Act act, State wish, Staff by) {
        var verdict = act.verdict();
        return act.state() == wish && verdict != null && verdict.by().equals(by.name());
    }

    private ActKind known(String kind, Staff by) {
        var known = kinds.get(kind);
        if (known == null) {
            throw ApprovalProblem.ACT_KIND_UNKNOWN.because(
                    "Known are " + String.join(", ", new java.util.TreeSet<>(kinds.keySet())));
        }
        StaffRoles.check(by, known.roles());
        return known;
    }

    private Act proposed(ActKind kind, String subject, String content, String reason, Staff by) {
        var now = clock.instant();
        return new Act(
                ids.next(0),
                kind.name(),
                subject,
                content,
                reason,
                by.name(),
                now,
                now.plus(OPEN_FOR),
                State.PROPOSED,
                null);
    }
}
