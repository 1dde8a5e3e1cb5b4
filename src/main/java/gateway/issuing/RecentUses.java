package gateway.issuing;

import gateway.issuing.Usage.Spent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a card and those it replaced spent one by one, as far back as the longest rolling window reaches. Of very many
 * the oldest two become one, as if both were of the later moment: stricter than what was spent, never looser.
 *
 * @param uses the oldest first
 */
record RecentUses(List<Use> uses) {

    static final RecentUses NONE = new RecentUses(List.of());

    /** A window is never longer. */
    static final Duration LONGEST = Controls.Period.LAST_30_DAYS.length();

    static final int MOST = 256;

    private static final Comparator<Use> ORDER = Comparator.comparing(Use::at);

    RecentUses {
        uses = List.copyOf(uses);
    }

    /** @param amount minor units */
    record Use(Instant at, long amount, long count) {

        Use plus(Use later) {
            return new Use(later.at, Math.addExact(amount, later.amount), Math.addExact(count, later.count));
        }

        boolean isNothing() {
            return amount == 0 && count == 0;
        }
    }

    /** In the window that ends at that moment; what is exactly its length ago has left. */
    Spent within(Duration window, Instant at) {
        var since = at.minus(window);
        var inside = uses.stream().filter(use -> use.at().isAfter(since)).toList();
        return new Spent(
                since.getEpochSecond(),
                inside.stream().mapToLong(Use::amount).reduce(0, Math::addExact),
                inside.stream().mapToLong(Use::count).reduce(0, Math::addExact));
    }

    /** After another purchase; messages need not come in the order of their moments. */
    RecentUses plus(Use use) {
        var all = new ArrayList<>(uses);
        all.add(use);
        all.sort(ORDER);
        var oldest = all.getLast().at().minus(LONGEST);
        all.removeIf(it -> !it.at().isAfter(oldest));
        while (all.size() > MOST) {
            var first = all.removeFirst();
            all.set(0, first.plus(all.getFirst()));
        }
        return new RecentUses(all);
    }

    /**
     * What was taken at that moment comes back, unless it has left. What is more than was taken then was added to it
     * later: it is taken from what came after, the oldest first, so that nothing counts for a shorter time than it did.
     */
    RecentUses minus(Instant takenAt, long amount, long count) {
        var all = new ArrayList<>(uses);
        int n = place(takenAt);
        for (long left = amount, times = count; n < all.size() && (left > 0 || times > 0); n++) {
            var use = all.get(n);
            long less = Math.min(left, use.amount());
            long fewer = Math.min(times, use.count());
            all.set(n, new Use(use.at(), use.amount() - less, use.count() - fewer));
            left -= less;
            times -= fewer;
        }
        all.removeIf(Use::isNothing);
        return new RecentUses(all);
    }

    /** Beyond all where nothing was taken at that moment. */
    private int place(Instant takenAt) {
        int n = 0;
        while (n < uses.size() && !uses.get(n).at().equals(takenAt)) {
            n++;
        }
        return n;
    }

    /** One line, to be stored. */
    String text() {
        return uses.stream()
                .map(use -> "%d:%d:%d".formatted(use.at().toEpochMilli(), use.amount(), use.count()))
                .collect(Collectors.joining(" "));
    }

    /** Reads {@link #text}. */
    static RecentUses parse(String text) {
        return text.isEmpty()
                ? NONE
                : new RecentUses(Arrays.stream(text.split(" ", -1))
                        .map(word -> word.split(":", -1))
                        .map(cells -> new Use(
                                Instant.ofEpochMilli(Long.parseLong(cells[0])),
                                Long.parseLong(cells[1]),
                                Long.parseLong(cells[2])))
                        .toList());
    }
}
