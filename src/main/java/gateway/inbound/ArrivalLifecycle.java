package gateway.inbound;

import gateway.inbound.Arrival.State.Approved;
import gateway.inbound.Arrival.State.Failed;
import gateway.inbound.Arrival.State.InReview;
import gateway.inbound.Arrival.State.Succeeded;
import java.time.Instant;

/** Every transition of an arrival. Pure: what it decides is written by {@link TakeArrivals}. */
final class ArrivalLifecycle {

    private ArrivalLifecycle() {}

    /** What has to be done. */
    sealed interface Step {

        record Move(Arrival next) implements Step {}

        /** Two people have looked at the names, so the lists are not asked again. */
        record Release(Arrival next) implements Step {}

        /** Its time was over before it was confirmed. */
        record Expire(Arrival next) implements Step {}

        record Refuse(No why) implements Step {}
    }

    /** Once it is over a confirmation is refused, and the status tells what became of it. */
    static Step confirm(Arrival it, Instant now) {
        return switch (it.state()) {
            case Approved _ when isOver(it, now) -> expired(it, now);
            case Approved _ -> new Step.Move(it.in(new Succeeded(now)));
            case Failed(var _, var why) when why == No.TOO_LATE -> new Step.Refuse(No.TOO_LATE);
            case InReview _, Succeeded _, Failed _ -> new Step.Refuse(No.NOT_APPROVED);
        };
    }

    /** @param until when it fails by itself */
    static Step review(Arrival it, No why, Instant until) {
        return it.state() instanceof Approved
                ? new Step.Move(it.in(new InReview(why), until))
                : new Step.Refuse(No.NOT_APPROVED);
    }

    static Step release(Arrival it, Instant now) {
        return it.state() instanceof InReview
                ? new Step.Release(it.in(new Succeeded(now)))
                : new Step.Refuse(No.NOT_APPROVED);
    }

    /** One of the bank's people refused it, or nobody decided in time. */
    static Step decline(Arrival it, Instant now) {
        return it.state() instanceof InReview(var why) && isOver(it, now)
                ? new Step.Move(it.in(new Failed(now, why)))
                : new Step.Refuse(No.NOT_APPROVED);
    }

    static Step expire(Arrival it, Instant now) {
        return it.state() instanceof Approved && isOver(it, now) ? expired(it, now) : new Step.Refuse(No.NOT_APPROVED);
    }

    static Step fail(Arrival it, No why, Instant now) {
        return it.state() instanceof Approved || it.state() instanceof InReview
                ? new Step.Move(it.in(new Failed(now, why)))
                : new Step.Refuse(No.NOT_APPROVED);
    }

    private static boolean isOver(Arrival it, Instant now) {
        return !now.isBefore(it.expiresAt());
    }

    private static Step expired(Arrival it, Instant now) {
        return new Step.Expire(it.in(new Failed(now, No.TOO_LATE)));
    }
}
