package sandbox.chaos;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a campaign shall be run.
 *
 * @param trials how often the bank is hurt
 * @param rate payments asked for in a second, whatever comes back
 * @param seed the same one draws the same orders, faults and moments
 * @param data null for a temporary folder that is deleted after a passed campaign
 */
public record Setting(
        int trials,
        boolean quick,
        int rate,
        long seed,
        Optional<Sabotage> sabotage,
        @Nullable Path data) {

    /** To a person who is waiting. */
    public void say(String text) {
        System.out.println("  " + text);
    }
}
