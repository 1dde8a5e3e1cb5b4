package gateway.platform.redis;

/** Redis gave no answer in time. What that means is the caller's to decide. */
public final class RedisAway extends RuntimeException {

    RedisAway(String why) {
        // Expected whenever Redis is down, for every request: a stack trace would only cost time.
        super(why, null, false, false);
    }
}
