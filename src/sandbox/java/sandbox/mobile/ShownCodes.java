package sandbox.mobile;

import java.util.random.RandomGenerator;

/** Codes as the app of Uzum Bank shows them: forty digits, another one for every payment. */
public final class ShownCodes {

    private ShownCodes() {}

    /** None of those that mean a refusal in the sandbox. */
    public static String fresh(RandomGenerator random) {
        return "9000%s%s".formatted(digits(random), digits(random));
    }

    private static String digits(RandomGenerator random) {
        return "%018d".formatted(random.nextLong(1_000_000_000_000_000_000L));
    }
}
