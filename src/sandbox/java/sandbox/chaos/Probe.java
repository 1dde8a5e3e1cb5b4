package sandbox.chaos;

import java.util.Map;

/**
 * Orders of patient customers right after everything healed: whoever works again serves them at once, and to the end.
 *
 * @param count how many were placed
 * @param again how many had to ask a second time
 * @param before every kind of answer until then, by how often it was heard
 * @param after the same when all of them were answered
 */
record Probe(int count, long again, Map<String, Long> before, Map<String, Long> after) {

    private static final double SERVED_AT_ONCE = 0.999;
    private static final double COMPLETED = 0.95;

    /** @param endsAtOnce whether nothing that is paid for waits for anybody */
    Verdict judge(boolean endsAtOnce, int round) {
        var verdict = new Verdict();
        // One in a few hundred is already more than the share that may be.
        long allowed = Math.max(1, (long) (count * (1 - SERVED_AT_ONCE)));
        verdict.rule(
                "after the heal everybody is served at once",
                again <= allowed,
                "%d of %d had to ask again in round %d".formatted(again, count, round));
        if (endsAtOnce) {
            long taken = count - heard("422");
            long completed = heard("told completed");
            verdict.rule(
                    "after the heal payments are completed",
                    completed >= taken * COMPLETED,
                    "%d of %d in round %d".formatted(completed, taken, round));
        }
        return verdict;
    }

    private long heard(String kind) {
        return sum(after, kind) - sum(before, kind);
    }

    // A refusal is counted with what it is called, such as "422 insufficient-funds".
    private static long sum(Map<String, Long> answers, String kind) {
        return answers.entrySet().stream()
                .filter(it -> it.getKey().equals(kind) || it.getKey().startsWith(kind + " "))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
