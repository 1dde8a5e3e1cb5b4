package loads;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The load tests there are, with what is usual for two cores that the load, the sandbox and the stores share. */
enum Plan {
    CARDS("a card pays a merchant, in turn over UZCARD, HUMO and VISA", 60, 200, 25),
    TRANSFERS("a card pays a card on another rail, every pair of rails; one in ten looks at the payment", 60, 100, 15),
    SESSIONS("sign-in, refresh, sign-out; then many sessions end at one moment, and no good one suffers", 60, 12, 2),
    OVERLOAD("three times as many payments as it just did at most, then a few again", 20, 3_600, 300),
    SOAK("a mix of everything for long; the gateway's memory stays flat", 600, 120, 20);

    private final String purpose;
    private final int seconds;
    private final int rate;
    private final int quickRate;

    Plan(String purpose, int seconds, int rate, int quickRate) {
        this.purpose = purpose;
        this.seconds = seconds;
        this.rate = rate;
        this.quickRate = quickRate;
    }

    static Optional<Plan> named(String word) {
        return Stream.of(values()).filter(plan -> plan.word().equals(word)).findFirst();
    }

    static List<Plan> all() {
        return List.of(values());
    }

    /** As a person types it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String purpose() {
        return purpose;
    }

    int usualSeconds() {
        return seconds;
    }

    /** Arrivals a second; for {@link #OVERLOAD} at most, if three times what the machine can do is not less. */
    int usualRate() {
        return rate;
    }

    /** For a gateway that has only just started. */
    int quickRate() {
        return quickRate;
    }
}
