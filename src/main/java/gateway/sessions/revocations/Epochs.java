package gateway.sessions.revocations;

import java.util.stream.LongStream;

/**
 * The algebra of revocation. Sign-ins, refreshes and revocations take numbers from one counter; a token counts while no
 * revocation of anything it belongs to has a number as high as its own. Zero is "never revoked".
 */
final class Epochs {

    private Epochs() {}

    /** A revocation of any scope is enough, so the highest decides. */
    static long effective(LongStream ofScopes) {
        return ofScopes.max().orElse(0);
    }

    /** A token without a number of its own (zero or less) never counts; neither does one as old as the revocation. */
    static boolean revoked(long token, long effective) {
        return token <= 0 || effective >= token;
    }
}
