package gateway.inbound;

import gateway.compliance.UnrestrictedCustomers.CustomerRestricted;
import gateway.fraud.RestrictionRefusal;
import gateway.inbound.Arrival.ArrivalKey;
import gateway.inbound.Arrival.State.InReview;
import gateway.inbound.Arrival.State.Succeeded;
import gateway.inbound.ArrivalChecks.Found;
import gateway.inbound.ArrivalLifecycle.Step;
import gateway.inbound.ArrivalReviews.Decided;
import gateway.inbound.WriteArrival.ArrivalMoved;
import gateway.ledger.PostTransfers;
import gateway.ledger.TransferRefusal;
import gateway.ledger.TransferRefusal.Reason;
import gateway.limits.LimitRefusal;
import gateway.platform.journal.Decision.Committed;
import gateway.platform.journal.Decision.Refused;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.platform.journal.Journal;
import gateway.platform.journal.Part;
import gateway.platform.journal.Refusal;
import gateway.rulebook.Judgement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Takes what partners say about arrivals. Arrival and money are one entry of the journal, so a call that is repeated,
 * sent to two nodes at once, or cut off before its answer has its effect once, and the status tells what stands.
 */
@Component
public class TakeArrivals {

    /** Losing this often in a row means that something else is wrong. */
    private static final int ATTEMPTS = 8;

    private static final Duration DAY = Duration.ofDays(1);

    private final Arrivals arrivals;
    private final ArrivalReviews reviews;
    private final ArrivalChecks checks;
    private final Journal journal;
    private final InboundSettings settings;
    private final Clock clock;

    TakeArrivals(
            Arrivals arrivals,
            ArrivalReviews reviews,
            ArrivalChecks checks,
            Journal journal,
            InboundSettings settings,
            Clock clock) {
        this.arrivals = arrivals;
        this.reviews = reviews;
        this.checks = checks;
        this.journal = journal;
        this.settings = settings;
        this.clock = clock;
    }

    /** Otherwise, unless the name is used: that is told first, whatever comes with it. */
    Mono<Told> unlessKnown(ArrivalKey key, Supplier<Mono<Told>> otherwise) {
        return arrivals.find(key).flatMap(known -> known.isPresent() ? not(No.EXISTS) : otherwise.get());
    }

    /** Keeps one that was never heard of; of two at once the books take one. */
    Mono<Told> keep(Arrival fresh) {
        // Whoever is merely alike is looked at by people once it is confirmed: most checks never are.
        return checks.look(fresh, fresh.checkedAt())
                .flatMap(found -> found.isAgainst()
                        ? notKept(fresh, found.said(), Objects.requireNonNull(found.no()))
                        : begin(fresh, found.said()));
    }

    private Mono<Told> begin(Arrival fresh, List<Judgement> said) {
        return commit(fresh, said)
                .flatMap(refusals ->
                        refusals.isEmpty() ? Mono.just(new Told.Is(fresh)) : notKept(fresh, said, refusals.getFirst()));
    }

    private Mono<Told> notKept(Arrival fresh, List<Judgement> said, Refusal refusal) {
        return switch (refusal) {
            case ArrivalMoved _ -> not(No.EXISTS);
            case LimitRefusal it -> notKept(fresh, said, it, over(it, fresh.checkedAt()));
            case RestrictionRefusal _, CustomerRestricted _ -> notKept(fresh, said, refusal, No.RECEIVER_LISTED);
            case Refusal other -> throw new IllegalStateException("An arrival was refused: " + other);
        };
    }

    private Mono<Told> notKept(Arrival fresh, List<Judgement> said, Refusal refusal, No why) {
        return checks.said(fresh, refusal, fresh.checkedAt()).flatMap(last -> notKept(fresh, both(said, last), why));
    }

    private Mono<Told> notKept(Arrival fresh, List<Judgement> said, No why) {
        var decision = ArrivalTrail.notKept(fresh, said);
        return journal.commit(new Entry(fresh.key().shard(), Priority.NEW, List.of(decision)))
                .then(not(why));
    }

    private static List<Judgement> both(List<Judgement> some, List<Judgement> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private static No over(LimitRefusal limit, Instant now) {
        if (limit.money()) {
            return No.TOO_MUCH;
        }
        return limit.resets().isAfter(now.plus(DAY)) ? No.TOO_MANY_A_MONTH : No.TOO_MANY_A_DAY;
    }

    /** Credits the customer, once; or lets people of the bank look first. */
    public Mono<Told> confirm(ArrivalKey key) {
        return move(key, ArrivalLifecycle::confirm, List.of(), 1);
    }

    /** Its time has come, or people of the bank have decided. */
    Mono<Told> end(Arrival due) {
        return due.state() instanceof InReview
                ? reviews.of(due.id())
                        .flatMap(decided -> move(
                                due.key(),
                                decided.filter(Decided::released).isPresent()
                                        ? ArrivalLifecycle::release
                                        : ArrivalLifecycle::decline,
                                List.of(ArrivalTrail.reviewed(decided, now())),
                                1))
                : move(due.key(), ArrivalLifecycle::expire, List.of(), 1);
    }

    private Mono<Told> move(
            ArrivalKey key, BiFunction<Arrival, Instant, Step> rule, List<Judgement> said, int attempt) {
        if (attempt > ATTEMPTS) {
            return Mono.error(new IllegalStateException("An arrival moved under us " + ATTEMPTS + " times"));
        }
        var again = Mono.defer(() -> move(key, rule, said, attempt + 1));
        return arrivals.find(key)
                .flatMap(found -> found.map(it -> follow(rule.apply(it, now()), said, attempt, again))
                        .orElseGet(() -> not(No.UNKNOWN)));
    }

    private Mono<Told> follow(Step step, List<Judgement> said, int attempt, Mono<Told> again) {
        return switch (step) {
            case Step.Refuse(var why) -> not(why);
            case Step.Expire(var next) -> write(next, said, again).map(told -> told instanceof Told.Is ? late() : told);
            case Step.Move(var next)
            when next.state() instanceof Succeeded ->
                checks.look(next, now()).flatMap(found -> confirmed(next, found, attempt, again));
            case Step.Move(var next) -> write(next, said, again);
            case Step.Release(var next) ->
                checks.forbids(next, now()).flatMap(found -> {
                    var all = both(said, found.said());
                    return found.no() == null ? write(next, all, again) : fail(next.key(), found.no(), all, attempt);
                });
        };
    }

    private Mono<Told> confirmed(Arrival next, Found found, int attempt, Mono<Told> again) {
        var why = found.no();
        if (why == null) {
            return write(next, found.said(), again);
        }
        return found.alike()
                ? review(next.key(), why, found.said(), attempt)
                : fail(next.key(), why, found.said(), attempt);
    }

    private Mono<Told> review(ArrivalKey key, No why, List<Judgement> said, int attempt) {
        return move(
                key, (it, now) -> ArrivalLifecycle.review(it, why, now.plus(settings.reviewWithin())), said, attempt);
    }

    private static Told late() {
        return new Told.Not(No.TOO_LATE);
    }

    private Mono<Told> write(Arrival next, List<Judgement> said, Mono<Told> again) {
        return commit(next, said).flatMap(refusals -> {
            if (refusals.isEmpty()) {
                return Mono.just(new Told.Is(next));
            }
            return refusals.getFirst() instanceof ArrivalMoved ? again : fail(next, said, refusals.getFirst());
        });
    }

    private Mono<Told> fail(Arrival next, List<Judgement> said, Refusal refusal) {
        return checks.said(next, refusal, now()).flatMap(last -> fail(next.key(), why(refusal), both(said, last), 1));
    }

    // It is over: the partner gives the sender the money back, and begins again with another name.
    private Mono<Told> fail(ArrivalKey key, No why, List<Judgement> said, int attempt) {
        return move(key, (it, now) -> ArrivalLifecycle.fail(it, why, now), said, attempt);
    }

    private static No why(Refusal refusal) {
        return switch (refusal) {
            case RestrictionRefusal _, CustomerRestricted _ -> No.STOPPED;
            // A partner that has never paid in this currency has no account yet.
            case TransferRefusal(var _, var reason)
            when reason == Reason.INSUFFICIENT_FUNDS || reason == Reason.DEBIT_ACCOUNT_NOT_FOUND -> No.NO_FUNDS;
            case TransferRefusal _ -> No.NOT_CREDITED;
            default -> throw new IllegalStateException("An arrival was refused: " + refusal);
        };
    }

    /** Emits what spoke against it; none when it is written. */
    private Mono<List<Refusal>> commit(Arrival next, List<Judgement> said) {
        return checks.parts(next, said, now())
                .flatMap(more -> journal.commit(entry(next, more)))
                .map(decision -> switch (decision) {
                    case Committed _ -> List.<Refusal>of();
                    case Refused(var refusal) -> List.of(refusal);
                });
    }

    private static Entry entry(Arrival next, List<Part> more) {
        var parts = new ArrayList<Part>();
        parts.add(new WriteArrival(next));
        parts.addAll(more);
        ArrivalEvents.of(next).ifPresent(parts::add);
        var transfers = ArrivalPostings.transfers(next);
        if (!transfers.isEmpty()) {
            parts.add(new PostTransfers(transfers));
        }
        return new Entry(next.key().shard(), next.version() == 1 ? Priority.NEW : Priority.COMPLETION, parts);
    }

    private static Mono<Told> not(No why) {
        return Mono.just(new Told.Not(why));
    }

    // Partners count milliseconds, and a repeat must hear the very same ones.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
