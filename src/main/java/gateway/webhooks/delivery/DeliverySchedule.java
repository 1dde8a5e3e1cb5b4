package gateway.webhooks.delivery;

import gateway.webhooks.delivery.Said.Answered;
import gateway.webhooks.delivery.Verdict.Again;
import gateway.webhooks.delivery.Verdict.Delivered;
import gateway.webhooks.delivery.Verdict.GivenUp;
import gateway.webhooks.delivery.Verdict.Gone;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * When a delivery is tried again, and when nobody tries any more.
 *
 * @param pauses after the first failure, after the second, and so on; after one more it is given up
 * @param jitterPercent by how much a pause varies
 */
record DeliverySchedule(List<Duration> pauses, int jitterPercent) {

    /** Whoever wants to be left alone for longer is tried after a day all the same. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private static final int HUNDRED = 100;

    DeliverySchedule {
        pauses = List.copyOf(pauses);
    }

    /**
     * @param attempts how many there were, with this one
     * @param since when the first one was due
     */
    Verdict after(int attempts, Instant since, Said said, Instant now, RandomGenerator random) {
        return switch (said) {
            case Answered it when it.isYes() -> new Delivered();
            case Answered it when it.isGone() -> new Gone();
            case Answered it -> failed(attempts, since, wanted(it), now, random);
            case Said.Silent _ -> failed(attempts, since, Duration.ZERO, now, random);
        };
    }

    // A delivery that had to wait for others to the same dead endpoint has had few attempts, and the same time.
    private Verdict failed(int attempts, Instant since, Duration wanted, Instant now, RandomGenerator random) {
        if (attempts > pauses.size() || now.isAfter(since.plus(length()))) {
            return new GivenUp();
        }
        var pause = varied(pauses.get(attempts - 1), random);
        return new Again(now.plus(wanted.compareTo(pause) > 0 ? wanted : pause));
    }

    private static Duration wanted(Answered answered) {
        var wanted = answered.retryAfter() == null ? Duration.ZERO : answered.retryAfter();
        return wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
    }

    private Duration varied(Duration pause, RandomGenerator random) {
        return pause.multipliedBy(HUNDRED - jitterPercent + random.nextInt(2 * jitterPercent + 1))
                .dividedBy(HUNDRED);
    }

    /** From the first attempt to the last, at most. */
    Duration length() {
        var sum = pauses.stream().reduce(Duration.ZERO, Duration::plus);
        return sum.multipliedBy(HUNDRED + jitterPercent).dividedBy(HUNDRED);
    }
}
