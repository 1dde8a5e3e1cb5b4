package gateway.processors;

import gateway.processors.Outcome.Approved;
import gateway.processors.Outcome.Declined;
import java.time.Duration;
import java.util.Arrays;

/** The last answers of one rail: a limited number, and none older than a minute. */
final class RecentAnswers {

    private static final int MOST = 256;
    private static final long WINDOW_NANOS = Duration.ofMinutes(1).toNanos();
    private static final byte NOTHING = 0;
    private static final byte DECLINED = 1;
    private static final byte APPROVED = 2;

    private final long[] at = new long[MOST];
    private final long[] took = new long[MOST];
    private final byte[] what = new byte[MOST];
    private int count;
    private int next;

    synchronized void add(Outcome outcome, long nowNanos, long tookNanos) {
        at[next] = nowNanos;
        took[next] = tookNanos;
        what[next] = kind(outcome);
        next = (next + 1) % MOST;
        count = Math.min(MOST, count + 1);
    }

    private static byte kind(Outcome outcome) {
        return switch (outcome) {
            // It did what it was asked for; the rest is the payer's.
            case Approved _, Outcome.Waiting _ -> APPROVED;
            case Declined _ -> DECLINED;
            case Outcome.NotSent _, Outcome.Unknown _ -> NOTHING;
        };
    }

    synchronized RailFigures figures(long nowNanos) {
        var times = new long[count];
        int all = 0;
        int answered = 0;
        int approved = 0;
        for (int i = 0; i < count; i++) {
            if (nowNanos - at[i] <= WINDOW_NANOS) {
                times[all++] = took[i];
                answered += what[i] == NOTHING ? 0 : 1;
                approved += what[i] == APPROVED ? 1 : 0;
            }
        }
        if (all == 0) {
            return RailFigures.UNTRIED;
        }
        Arrays.sort(times, 0, all);
        long slow = times[(all - 1) * 95 / 100];
        return new RailFigures(
                perMille(answered, all),
                perMille(approved, answered),
                Duration.ofNanos(slow).toMillis());
    }

    private static long perMille(int part, int whole) {
        return whole == 0 ? 1_000 : 1_000L * part / whole;
    }
}
