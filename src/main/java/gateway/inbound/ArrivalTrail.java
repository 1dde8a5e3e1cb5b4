package gateway.inbound;

import gateway.compliance.PaymentScreening;
import gateway.inbound.Arrival.ArrivalKey;
import gateway.inbound.Arrival.State.Approved;
import gateway.inbound.Arrival.State.Failed;
import gateway.inbound.Arrival.State.InReview;
import gateway.inbound.Arrival.State.Succeeded;
import gateway.inbound.ArrivalReviews.Decided;
import gateway.limits.Use;
import gateway.payments.decisions.About;
import gateway.payments.decisions.Checks;
import gateway.payments.decisions.RecordDecision;
import gateway.payments.decisions.UseText;
import gateway.rulebook.Judgement;
import gateway.rulebook.Judgement.Outcome;
import gateway.shared.ids.PaymentId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What is kept of decisions about arrivals: when they are checked, confirmed, and decided by people of the bank. */
final class ArrivalTrail {

    /** Where our customer stands. */
    static final String SIDE = "payee";

    private static final String OTHER_SIDE = "payer";

    /** The version in which it is confirmed, whatever that comes to; only what waits for people moves again. */
    private static final int CONFIRMED_VERSION = 2;

    private ArrivalTrail() {}

    /** The lists look at one side at a time. */
    static Judgement screening(PaymentScreening said, boolean sender) {
        return Checks.screening(said, name -> sender ? name : turned(name));
    }

    private static String turned(String name) {
        if (name.startsWith(OTHER_SIDE)) {
            return SIDE + name.substring(OTHER_SIDE.length());
        }
        return name.startsWith(SIDE) ? OTHER_SIDE + name.substring(SIDE.length()) : name;
    }

    static List<Judgement> notStopped(Arrival it, Instant at) {
        var subjects = it.into() instanceof Into.IssuedCard ? "customer, account, card" : "customer, account";
        return List.of(Checks.unrestricted(SIDE, at), Checks.noOrder(subjects, at));
    }

    /** Two of the staff let it go, one refused it, or nobody decided in time. */
    static Judgement reviewed(Optional<Decided> decided, Instant at) {
        return decided.map(it -> Checks.review(
                        it.released() ? Outcome.ALLOWED : Outcome.REFUSED,
                        it.act() == null
                                ? Map.of("by", it.by(), "reason", it.reason())
                                : Map.of("act", it.act().toString(), "proposed-by", it.by(), "reason", it.reason()),
                        at))
                .orElseGet(() -> Checks.review(Outcome.REFUSED, Map.of("reason", "nobody decided in time"), at));
    }

    /** It is known from now on, and its rate holds. */
    static RecordDecision kept(Arrival it, List<Judgement> said, Use use) {
        var limits = Checks.limits(UseText.inputs(use), null, it.checkedAt());
        return decision(
                it,
                RecordDecision.MADE,
                Outcome.ALLOWED,
                it.checkedAt(),
                Stream.concat(said.stream(), Stream.of(limits)).toList());
    }

    /** Nothing else is kept of what is refused at once. */
    static RecordDecision notKept(Arrival it, List<Judgement> said) {
        return decision(it, RecordDecision.MADE, Outcome.REFUSED, it.checkedAt(), said);
    }

    /** Empty where nobody decided anything: its time was over. */
    static Optional<RecordDecision> moved(Arrival next, List<Judgement> said, Instant at) {
        var outcome = switch (next.state()) {
            case Approved _, Succeeded _ -> Outcome.ALLOWED;
            case InReview _ -> Outcome.REVIEW;
            case Failed _ -> Outcome.REFUSED;
        };
        boolean byPeople = next.version() > CONFIRMED_VERSION;
        return said.isEmpty()
                ? Optional.empty()
                : Optional.of(decision(
                        next, byPeople ? RecordDecision.REVIEWED : RecordDecision.CONFIRMED, outcome, at, said));
    }

    private static RecordDecision decision(Arrival it, int step, Outcome outcome, Instant at, List<Judgement> said) {
        return new RecordDecision(about(it.key()), new PaymentId(it.id()), it.receiver(), step, outcome, at, said);
    }

    private static About about(ArrivalKey key) {
        return About.arrival(key.partner().value(), key.theirId());
    }
}
