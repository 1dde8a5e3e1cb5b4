package gateway.issuing;

import java.time.Instant;

/**
 * Wrong codes and expiries that were told of a card. What a right one would forgive could be the holder's, while
 * somebody else guesses on, so only time and the staff forgive.
 *
 * @param count within the window
 * @param until the window's end
 * @param lockedUntil until then nothing is approved that only the number, its expiry and its code speak for
 */
record Guesses(int count, Instant until, Instant lockedUntil) {

    static final Guesses NONE = new Guesses(0, Instant.EPOCH, Instant.EPOCH);

    boolean isLocked(Instant now) {
        return now.isBefore(lockedUntil);
    }

    /** After another one. Those that come while it is locked tell nobody anything, and prolong nothing. */
    Guesses another(IssuingSettings settings, Instant now) {
        int next = now.isBefore(until) ? count + 1 : 1;
        if (next >= settings.mostGuesses()) {
            return new Guesses(0, Instant.EPOCH, now.plus(settings.guessLock()));
        }
        return new Guesses(next, next == 1 ? now.plus(settings.guessWindow()) : until, lockedUntil);
    }
}
