package sandbox.faults;

import java.util.Arrays;
import java.util.Optional;

/** One way to misbehave. An amount whose last two digits (tiyin, cents) are {@link #magic} always meets it. */
public enum Fault {
    /** Declined: insufficient funds. */
    DECLINE_FUNDS(51),
    /** Declined: suspected fraud. */
    DECLINE_FRAUD(59),
    /** Done, answered after two seconds. */
    DELAY(71),
    /** Not done, never answered. */
    SILENCE_NOT_DONE(72),
    /** Done, never answered. */
    SILENCE_DONE(73),
    /** Done, answered long after everybody stopped waiting. */
    LATE_ANSWER(74),
    /** Done once, answered twice (where the transport allows). */
    DUPLICATE_ANSWER(75),
    /** Done, the answer is unreadable. */
    GARBLED_ANSWER(76),
    /** Not done, connection reset. */
    RESET_NOT_DONE(77),
    /** Done, connection reset instead of an answer. */
    RESET_DONE(78),
    /** Done and approved, and a moment later declined (where the transport allows). */
    CONFLICTING_ANSWER(79),
    /** Done, answered after messages that came later. */
    OVERTAKEN_ANSWER(80),
    /** Done, the answer bears the name of another message. */
    WRONG_NAME(81);

    private final int magic;

    Fault(int magic) {
        this.magic = magic;
    }

    public int magic() {
        return magic;
    }

    static Optional<Fault> ofAmount(long minor) {
        return Arrays.stream(values())
                .filter(fault -> fault.magic == minor % 100)
                .findFirst();
    }

    /** Whether the money moves in spite of it. */
    public boolean done() {
        return switch (this) {
            case DECLINE_FUNDS, DECLINE_FRAUD, SILENCE_NOT_DONE, RESET_NOT_DONE -> false;
            case DELAY, SILENCE_DONE, LATE_ANSWER, DUPLICATE_ANSWER, GARBLED_ANSWER, RESET_DONE -> true;
            case CONFLICTING_ANSWER, OVERTAKEN_ANSWER, WRONG_NAME -> true;
        };
    }
}
