package gateway.sessions.policy;

import java.time.Duration;

/**
 * The policy for one-time codes.
 *
 * @param length characters in a code, digits and letters
 * @param validFor how long a code counts
 * @param misses how many wrong guesses lock the phone
 * @param lockFor how long it is locked then
 * @param sends how many codes a phone gets in one window
 * @param sendWindow the window
 * @param resendAfter how long a phone waits for the next code, however many it has left
 */
public record CodePolicy(
        int length,
        Duration validFor,
        int misses,
        Duration lockFor,
        int sends,
        Duration sendWindow,
        Duration resendAfter) {}
