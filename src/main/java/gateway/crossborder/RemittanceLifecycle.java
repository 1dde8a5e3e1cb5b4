package gateway.crossborder;

import gateway.crossborder.Remittance.Attention;
import gateway.crossborder.Remittance.Cause;
import gateway.crossborder.Remittance.Cause.Kind;
import gateway.crossborder.Remittance.RecallAsked;
import gateway.crossborder.Remittance.State.Accepted;
import gateway.crossborder.Remittance.State.AwaitingPayment;
import gateway.crossborder.Remittance.State.Delivered;
import gateway.crossborder.Remittance.State.GivenBack;
import gateway.crossborder.Remittance.State.GivingBack;
import gateway.crossborder.Remittance.State.NotPaid;
import gateway.crossborder.Remittance.State.Sent;
import gateway.crossborder.RemittanceInput.BackPaid;
import gateway.crossborder.RemittanceInput.BackRefused;
import gateway.crossborder.RemittanceInput.Heard;
import gateway.crossborder.RemittanceInput.LookedAt;
import gateway.crossborder.RemittanceInput.Overdue;
import gateway.crossborder.RemittanceInput.Paid;
import gateway.crossborder.RemittanceInput.PaidUnsendable;
import gateway.crossborder.RemittanceInput.PaymentEnded;
import gateway.crossborder.RemittanceInput.RecallWanted;
import gateway.crossborder.RemittanceStep.AlreadyDone;
import gateway.crossborder.RemittanceStep.Contradiction;
import gateway.crossborder.RemittanceStep.Moved;
import gateway.crossborder.RemittanceStep.Rejected;
import gateway.processors.correspondent.News;
import gateway.processors.correspondent.News.Answer;
import gateway.processors.correspondent.News.RecallAnswered;
import gateway.processors.correspondent.News.Returned;
import gateway.processors.correspondent.News.Status;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.List;

/**
 * Every rule of a remittance's life, pure: the same remittance, input and time give the same step.
 *
 * <p>What a correspondent does not say is not guessed: silence changes nothing but that people look. What it says twice
 * changes nothing, and what it says too late neither; what cannot be true beside what it said before is for people.
 */
final class RemittanceLifecycle {

    private RemittanceLifecycle() {}

    static RemittanceStep step(Remittance it, RemittanceInput input, Instant now) {
        return switch (input) {
            case Paid _ -> paid(it, now);
            case PaidUnsendable(var why) -> unsendable(it, why, now);
            case PaymentEnded _ -> paymentEnded(it, now);
            case Heard(var news) -> heard(it, news, now);
            case RecallWanted _ -> recall(it, now);
            case BackPaid _ -> backPaid(it, now);
            case BackRefused(var why) -> backRefused(it, why, now);
            case Overdue _ -> overdue(it, now);
            case LookedAt _ -> lookedAt(it);
        };
    }

    private static RemittanceStep paid(Remittance it, Instant now) {
        return it.state() instanceof AwaitingPayment
                ? new Moved(it.sent(now), RemittancePostings.exchanged(it))
                : new AlreadyDone();
    }

    private static RemittanceStep unsendable(Remittance it, String why, Instant now) {
        return it.state() instanceof AwaitingPayment
                ? moved(it.in(new GivingBack(it.quote().sums().spent(), new Cause(Kind.UNSENDABLE, null, why), now)))
                : new AlreadyDone();
    }

    private static RemittanceStep paymentEnded(Remittance it, Instant now) {
        return it.state() instanceof AwaitingPayment ? moved(it.in(new NotPaid(now))) : new AlreadyDone();
    }

    private static RemittanceStep heard(Remittance it, News news, Instant now) {
        return switch (news) {
            case Status said ->
                switch (said.stage()) {
                    case ACCEPTED -> accepted(it, now);
                    case PENDING -> pending(it, now);
                    case SETTLED -> delivered(it, false, now);
                    case CREDITED -> delivered(it, true, now);
                    case REJECTED -> rejected(it, said, now);
                };
            case Returned back -> returned(it, back, now);
            case RecallAnswered said -> recallAnswered(it, said, now);
        };
    }

    private static RemittanceStep accepted(Remittance it, Instant now) {
        return switch (it.state()) {
            case Sent _ -> moved(it.in(new Accepted(now)));
            case Accepted _, Delivered _, GivingBack _, GivenBack _ -> new AlreadyDone();
            case AwaitingPayment _, NotPaid _ -> contradiction(it, "accepted although it was never sent", now);
        };
    }

    private static RemittanceStep pending(Remittance it, Instant now) {
        return switch (it.state()) {
            case Sent _, Accepted _, Delivered _, GivingBack _, GivenBack _ -> new AlreadyDone();
            case AwaitingPayment _, NotPaid _ -> contradiction(it, "pending although it was never sent", now);
        };
    }

    private static RemittanceStep delivered(Remittance it, boolean credited, Instant now) {
        return switch (it.state()) {
            case Sent _, Accepted _ ->
                new Moved(it.settledIn(new Delivered(now, credited)), RemittancePostings.settled(it));
            case Delivered old when credited && !old.credited() -> moved(it.in(new Delivered(old.at(), true)));
            case Delivered _ -> new AlreadyDone();
            // It was with the beneficiary's bank before it came back; that may be said late.
            case GivingBack(var _, Cause cause, var _, var _)
            when cause.kind() == Kind.RETURNED_AFTER_DELIVERY -> new AlreadyDone();
            case GivenBack(var _, Cause cause, var _)
            when cause.kind() == Kind.RETURNED_AFTER_DELIVERY -> new AlreadyDone();
            case GivingBack _, GivenBack _ -> contradiction(it, "delivered although it had come back", now);
            case AwaitingPayment _, NotPaid _ -> contradiction(it, "delivered although it was never sent", now);
        };
    }

    private static RemittanceStep rejected(Remittance it, Status said, Instant now) {
        return switch (it.state()) {
            case Sent _, Accepted _ -> {
                var cause = new Cause(Kind.REJECTED, said.message(), said.reason());
                yield new Moved(
                        it.settledIn(new GivingBack(it.quote().sums().spent(), cause, now)),
                        RemittancePostings.undone(it));
            }
            case Delivered _ -> contradiction(it, "rejected although it was delivered", now);
            case GivingBack(var _, Cause cause, var _, var _) -> again(it, cause, Kind.REJECTED, now);
            case GivenBack(var _, Cause cause, var _) -> again(it, cause, Kind.REJECTED, now);
            case AwaitingPayment _, NotPaid _ -> contradiction(it, "rejected although it was never sent", now);
        };
    }

    private static RemittanceStep again(Remittance it, Cause cause, Kind kind, Instant now) {
        return cause.kind() == kind
                ? new AlreadyDone()
                : contradiction(it, "rejected although it had come back otherwise", now);
    }

    private static RemittanceStep returned(Remittance it, Returned said, Instant now) {
        return switch (it.state()) {
            case Sent _, Accepted _ -> back(it, said, Kind.RETURNED, now);
            case Delivered _ -> back(it, said, Kind.RETURNED_AFTER_DELIVERY, now);
            case GivingBack(var _, Cause cause, var _, var _) -> sameReturn(it, cause, said, now);
            case GivenBack(var _, Cause cause, var _) -> sameReturn(it, cause, said, now);
            case AwaitingPayment _, NotPaid _ -> contradiction(it, "returned although it was never sent", now);
        };
    }

    private static RemittanceStep sameReturn(Remittance it, Cause cause, Returned said, Instant now) {
        return said.message().equals(cause.message())
                ? new AlreadyDone()
                : contradiction(it, "returned although it had come back", now);
    }

    private static RemittanceStep back(Remittance it, Returned said, Kind kind, Instant now) {
        var sent = it.quote().sums().received();
        if (!said.back().asset().equals(sent.asset())
                || !said.back().isPositive()
                || said.back().isGreaterThan(sent)) {
            return contradiction(it, "returned another sum than was sent: " + said.back(), now);
        }
        var sum = ReturnRules.sum(it, said.back(), kind);
        var cause = new Cause(kind, said.message(), said.reason());
        return sum.isPositive()
                ? new Moved(
                        it.settledIn(new GivingBack(sum, cause, now)),
                        RemittancePostings.returned(it, said.back(), kind))
                : contradiction(it, "returned less than can be given back: " + said.back(), now);
    }

    private static RemittanceStep recall(Remittance it, Instant now) {
        if (it.recall() != null) {
            return new AlreadyDone();
        }
        return switch (it.state()) {
            case Sent _, Accepted _, Delivered _ ->
                moved(it.recalled(new RecallAsked(Names.recall(it.id()), now, null)));
            case AwaitingPayment _, NotPaid _, GivingBack _, GivenBack _ ->
                new Rejected(CrossBorderProblem.REMITTANCE_NOT_RECALLABLE);
        };
    }

    private static RemittanceStep recallAnswered(Remittance it, RecallAnswered said, Instant now) {
        var asked = it.recall();
        if (asked == null || !asked.id().equals(said.recall())) {
            return contradiction(it, "answered a recall that nobody asked for", now);
        }
        var known = asked.answer();
        if (said.answer() == known || (said.answer() == Answer.PENDING && known != null)) {
            return new AlreadyDone();
        }
        return known == Answer.GRANTED || known == Answer.REFUSED
                ? contradiction(it, "both granted and refused a recall", now)
                : moved(it.recalled(new RecallAsked(asked.id(), asked.at(), said.answer())));
    }

    private static RemittanceStep backPaid(Remittance it, Instant now) {
        return it.state() instanceof GivingBack(Money sum, Cause cause, var _, var _)
                ? moved(it.in(new GivenBack(sum, cause, now)))
                : new AlreadyDone();
    }

    private static RemittanceStep backRefused(Remittance it, String why, Instant now) {
        return it.state() instanceof GivingBack && it.attention() == null
                ? moved(it.watched(new Attention("the customer's money cannot be given back: " + why, now)))
                : new AlreadyDone();
    }

    private static RemittanceStep overdue(Remittance it, Instant now) {
        return it.isUnderWay() && it.attention() == null && !now.isBefore(it.finalBy())
                ? moved(it.watched(new Attention("nothing was heard of it in time", now)))
                : new AlreadyDone();
    }

    /** Nobody has to look any more; what the customer's rail had refused is tried again. */
    private static RemittanceStep lookedAt(Remittance it) {
        if (it.attention() == null) {
            return new AlreadyDone();
        }
        return it.state() instanceof GivingBack(Money sum, Cause cause, Instant since, int tries)
                ? moved(it.settledIn(new GivingBack(sum, cause, since, tries + 1)))
                : moved(it.watched(null));
    }

    private static RemittanceStep contradiction(Remittance it, String why, Instant now) {
        var known = it.attention();
        return known != null && known.why().equals(why)
                ? new Contradiction(it)
                : new Contradiction(it.watched(new Attention(why, now)));
    }

    private static Moved moved(Remittance next) {
        return new Moved(next, List.of());
    }
}
