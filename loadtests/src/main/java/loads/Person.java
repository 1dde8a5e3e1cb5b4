package loads;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import sandbox.mobile.Device;
import sandbox.mobile.MobileApp.Tokens;

/** Somebody with a phone, shared by all virtual users that act for them. */
final class Person {

    private static final Duration FRESH = Duration.ofMinutes(2);

    private final int number;
    private final String phoneNumber;
    private final Device device;
    private final Map<String, String> cards;
    private final AtomicBoolean refreshing = new AtomicBoolean();
    private volatile @Nullable Tokens tokens;
    // Not all at the same moment.
    private volatile long freshUntil = freshUntil();

    /** @param cards ids by rail */
    Person(int number, String phoneNumber, Device device, @Nullable Tokens tokens, Map<String, String> cards) {
        this.number = number;
        this.phoneNumber = phoneNumber;
        this.device = device;
        this.tokens = tokens;
        this.cards = cards;
    }

    /** Who has never signed in. */
    static Person stranger(String phoneNumber) {
        return new Person(0, phoneNumber, Device.fresh(), null, Map.of());
    }

    int number() {
        return number;
    }

    String phoneNumber() {
        return phoneNumber;
    }

    Device device() {
        return device;
    }

    Map<String, String> cards() {
        return cards;
    }

    /** Null before the first sign-in. */
    @Nullable
    Tokens tokensIfAny() {
        return tokens;
    }

    Tokens tokens() {
        var known = tokens;
        if (known == null) {
            throw new IllegalStateException("Nobody has signed in with " + phoneNumber);
        }
        return known;
    }

    /**
     * True for one caller only, once the tokens are getting old; the others go on with the old ones, which still count.
     */
    boolean shouldRefresh() {
        return System.nanoTime() > freshUntil && refreshing.compareAndSet(false, true);
    }

    void use(Tokens fresh) {
        tokens = fresh;
        freshUntil = freshUntil();
        refreshing.set(false);
    }

    private static long freshUntil() {
        return System.nanoTime() + FRESH.toNanos() + ThreadLocalRandom.current().nextLong(FRESH.toNanos() / 2);
    }
}
