package gateway.sessions.policy;

import gateway.rulebook.Operation;
import gateway.rulebook.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What another policy of codes, sessions and new devices would say of what was recorded, and of what it cannot be said;
 * pure. The pack is taken as it will stand once everything in it has begun.
 */
public final class ReplaySessions {

    private final SessionBook book;
    private final Instant now;

    private ReplaySessions(SessionBook book, Instant now) {
        this.book = book;
        this.now = now;
    }

    /**
     * Throws {@link gateway.rulebook.UnfitPack} with line and reason.
     *
     * @param now what holds of it by now is what it is compared with
     */
    public static ReplaySessions by(String pack, Instant now) {
        return new ReplaySessions(new SessionPacks().read(pack), now);
    }

    /** Until when a device known since then has to wait; empty where the operation need not. */
    public Optional<Instant> waits(Instant knownSince, Operation operation) {
        var rule = standing(book.newDevice());
        return rule.operations().contains(operation) ? Optional.of(knownSince.plus(rule.waits())) : Optional.empty();
    }

    /** By which codes are judged again. */
    public CodePolicy codes() {
        return standing(book.codes());
    }

    /** A sentence for each change of which nothing can be said, because what it goes by is not recorded. */
    public List<String> unknown() {
        var all = new ArrayList<String>();
        if (changes(book.codes(), CodePolicy::misses)
                || changes(book.codes(), CodePolicy::lockFor)
                || changes(book.codes(), CodePolicy::length)) {
            all.add("misses, lock-for and length of codes: wrong guesses are not recorded one by one");
        }
        if (codes().validFor().compareTo(book.codes().at(now).says().validFor()) < 0) {
            all.add("step-up codes that would come too late: when they were used is not recorded");
        }
        if (allowsMore(book.codes().at(now).says(), codes())) {
            all.add("more, later or longer codes: what was refused as too many or as expired is not recorded");
        }
        if (changes(book.sessions(), Function.identity())) {
            all.add("lives of sessions: what they were used for, and when, is not recorded one by one");
        }
        if (changes(book.newDevice(), NewDeviceRule::cards) || changes(book.newDevice(), NewDeviceRule::history)) {
            all.add("linked-cards and history of new devices: they decide about no payment");
        }
        return List.copyOf(all);
    }

    /** Whether anything that can be replayed changes. */
    public boolean changesWhatIsKnown() {
        return changes(book.newDevice(), NewDeviceRule::waits)
                || changes(book.newDevice(), NewDeviceRule::operations)
                || changes(book.codes(), CodePolicy::validFor)
                || changes(book.codes(), CodePolicy::sends)
                || changes(book.codes(), CodePolicy::sendWindow)
                || changes(book.codes(), CodePolicy::resendAfter);
    }

    private static boolean allowsMore(CodePolicy before, CodePolicy after) {
        return after.validFor().compareTo(before.validFor()) > 0
                || after.sends() > before.sends()
                || after.sendWindow().compareTo(before.sendWindow()) < 0
                || after.resendAfter().compareTo(before.resendAfter()) < 0;
    }

    private <T> boolean changes(Timeline<T> timeline, Function<T, ?> what) {
        return !what.apply(timeline.at(now).says()).equals(what.apply(standing(timeline)));
    }

    private static <T> T standing(Timeline<T> timeline) {
        return timeline.standing().says();
    }
}
