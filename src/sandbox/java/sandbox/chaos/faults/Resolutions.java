package sandbox.chaos.faults;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import sandbox.embedded.Database;

/** When payments that were in doubt ended, read from what the bank told the world about them. */
final class Resolutions {

    // A payment was in doubt when it was ever unknown; it is resolved with its first event after which nothing is
    // asked.
    private static final String TIMES = """
            select min(created_at),
                   max(created_at) filter (where type in ('payment.completed', 'payment.declined', 'payment.reversed',
                                                          'payment.needs_operator'))
              from platform.outbox
             where type like 'payment.%'
             group by subject
            having bool_or(type in ('payment.debit_unknown', 'payment.credit_unknown'))
            """;

    private final List<Time> times;

    private Resolutions(List<Time> times) {
        this.times = times;
    }

    private record Time(Instant opened, Instant ended) {}

    /** Durations in order. */
    record Distribution(List<Duration> sorted) {

        static Distribution of(Stream<Duration> durations) {
            return new Distribution(durations.sorted().toList());
        }

        /** @param share such as 0.99 */
        Duration at(double share) {
            return sorted.isEmpty()
                    ? Duration.ZERO
                    : sorted.get((int) Math.min(sorted.size() - 1L, Math.round(Math.ceil(sorted.size() * share) - 1)));
        }

        String text() {
            return "%d: p50 %.1f, p90 %.1f, p99 %.1f, max %.1f"
                    .formatted(sorted.size(), seconds(0.5), seconds(0.9), seconds(0.99), seconds(1));
        }

        private double seconds(double share) {
            return at(share).toMillis() / 1e3;
        }
    }

    static Resolutions read(Database database) throws SQLException {
        try (var connection = database.jdbc();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(TIMES)) {
            var times = new ArrayList<Time>();
            while (rows.next()) {
                var ended = rows.getTimestamp(2);
                times.add(new Time(rows.getTimestamp(1).toInstant(), ended == null ? Instant.MAX : ended.toInstant()));
            }
            return new Resolutions(times);
        }
    }

    int count() {
        return times.size();
    }

    Distribution sinceOpened() {
        return Distribution.of(times.stream().map(time -> between(time.opened, time.ended)));
    }

    /** Of those that were still open when everything healed. */
    Distribution sinceHeal(Instant healed) {
        return Distribution.of(
                times.stream().filter(time -> time.ended.isAfter(healed)).map(time -> between(healed, time.ended)));
    }

    private static Duration between(Instant from, Instant to) {
        return to.equals(Instant.MAX) ? Duration.ofDays(1) : Duration.between(from, to);
    }
}
