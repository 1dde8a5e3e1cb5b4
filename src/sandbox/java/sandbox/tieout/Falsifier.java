package sandbox.tieout;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sandbox.books.BookEntry;

/**
 * Puts falsehoods into the books of the others, every kind as often, each somewhere else; and knows what a tie-out has
 * to say of it.
 */
final class Falsifier {

    private static final Duration A_DAY = Duration.ofDays(1);
    private static final Set<String> MOVES = Set.of("DEBIT", "CREDIT", "REFUND", "REVERSAL");
    private static final String HOME = "UZS";
    private static final String FOREIGN = "USD";
    private static final String OTHER_ACCOUNT = "22616000900000001001";
    private static final String ANOTHER_ACCOUNT = "22616000900000001002";

    private final TheirBooks books;
    private final Map<String, String> payments;
    private final SplittableRandom random;
    private final List<BookEntry> documents = new ArrayList<>();
    private final List<Moved> moved = new ArrayList<>();

    /** Something that a rail did. */
    private record Moved(String rail, BookEntry entry) {}

    /** @param payments behind {@code rail/name}; what is not in it is left as it is */
    Falsifier(TheirBooks books, Map<String, String> payments, SplittableRandom random) {
        this.books = books;
        this.payments = payments;
        this.random = random;
        books.of(TheirBooks.ABS).stream()
                .filter(it -> books.isOfTheDay(String.valueOf(it.facts().get("bookedAt"))))
                .forEach(documents::add);
        books.rails().forEach(this::addMoves);
    }

    private void addMoves(String rail) {
        var times = new HashMap<String, Integer>();
        books.of(rail).stream()
                .filter(it -> MOVES.contains(it.kind()))
                .forEach(it -> times.merge(it.reference(), 1, Integer::sum));
        books.of(rail).stream()
                .filter(it -> it.kind().equals("DEBIT") || it.kind().equals("CREDIT"))
                .filter(it -> times.getOrDefault(it.reference(), 0) == 1 && books.isOfTheDay(it.at()))
                .filter(it -> payments.containsKey(rail + "/" + it.reference()))
                .forEach(it -> moved.add(new Moved(rail, it)));
    }

    /** Ways to be wrong. */
    enum Way {
        ABS_LOST,
        ABS_INVENTED,
        ABS_AMOUNT,
        ABS_TWICE,
        ABS_WRONG_ACCOUNT,
        ABS_CURRENCY,
        ABS_NEXT_DAY,
        ABS_LATE_AMOUNT,
        ABS_LATE_CURRENCY,
        RAIL_LOST,
        RAIL_INVENTED,
        RAIL_AMOUNT,
        RAIL_TWICE,
        RAIL_CURRENCY,
        RAIL_NEXT_DAY,
        RAIL_LATE_AMOUNT,
        RAIL_LATE_TWICE
    }

    /**
     * One falsehood.
     *
     * @param expected all that a tie-out says of it: kind, account and reference
     * @param abroad whether it is about money that crossed a border
     */
    record Falsehood(Way way, Set<String> expected, boolean abroad) {

        Falsehood(Way way, Set<String> expected) {
            this(way, expected, false);
        }

        Falsehood about(BookEntry it) {
            return new Falsehood(way, expected, !it.currency().equals(HOME));
        }
    }

    List<Falsehood> put(int count) {
        var ways = Way.values();
        return IntStream.range(0, count)
                .mapToObj(i -> put(ways[i % ways.length]))
                .toList();
    }

    private Falsehood put(Way way) {
        if (!way.name().startsWith("ABS")) {
            return atRail(way);
        }
        var it = document();
        return inAbs(way, it).about(it);
    }

    // What crosses a border is a small part of a day: every other falsehood is about that, while there is some.
    private BookEntry document() {
        var abroad =
                documents.stream().filter(it -> !it.currency().equals(HOME)).toList();
        if (abroad.isEmpty() || random.nextBoolean()) {
            return take(documents);
        }
        var it = abroad.get(random.nextInt(abroad.size()));
        documents.remove(it);
        return it;
    }

    private Falsehood inAbs(Way way, BookEntry it) {
        var all = books.of(TheirBooks.ABS);
        return switch (way) {
            case ABS_INVENTED -> {
                var other = renamed(it, it.reference().replaceAll("....$", "0bad"));
                all.add(other);
                yield new Falsehood(way, sides("extra", other));
            }
            case ABS_TWICE -> {
                all.add(it);
                yield new Falsehood(way, sides("duplicate", it));
            }
            case ABS_LOST -> replaced(way, it, null, sides("missing", it));
            case ABS_AMOUNT -> replaced(way, it, withAmount(it), sides("amount", it));
            case ABS_CURRENCY -> replaced(way, it, withCurrency(it), sides("currency", it));
            case ABS_NEXT_DAY -> replaced(way, it, bookedLater(it), sides("timing", it));
            case ABS_LATE_AMOUNT -> replaced(way, it, withAmount(bookedLater(it)), sides("amount", it));
            case ABS_LATE_CURRENCY -> replaced(way, it, withCurrency(bookedLater(it)), sides("currency", it));
            default -> {
                var right = fact(it, "credit");
                var wrong = right.equals(OTHER_ACCOUNT) ? ANOTHER_ACCOUNT : OTHER_ACCOUNT;
                yield replaced(
                        way,
                        it,
                        withFact(it, "credit", wrong),
                        Set.of("missing " + right + " " + it.reference(), "extra " + wrong + " " + it.reference()));
            }
        };
    }

    private Falsehood replaced(
            Way way, BookEntry it, @org.jspecify.annotations.Nullable BookEntry by, Set<String> expected) {
        replace(TheirBooks.ABS, it, by);
        return new Falsehood(way, expected);
    }

    private Falsehood atRail(Way way) {
        var victim = take(moved);
        var it = victim.entry();
        var rail = victim.rail();
        var payment = payments.get(rail + "/" + it.reference());
        switch (way) {
            case RAIL_INVENTED -> {
                var name = it.reference() + "-0bad";
                books.of(rail).add(renamed(it, name));
                return new Falsehood(way, Set.of("extra " + rail + " " + name));
            }
            case RAIL_TWICE -> books.of(rail).add(it);
            case RAIL_LOST -> replace(rail, it, null);
            case RAIL_AMOUNT -> replace(rail, it, withAmount(it));
            case RAIL_CURRENCY -> replace(rail, it, withCurrency(it));
            case RAIL_LATE_AMOUNT -> replace(rail, it, withAmount(at(it, later(it.at()))));
            case RAIL_LATE_TWICE -> {
                replace(rail, it, at(it, later(it.at())));
                books.of(rail).add(at(it, later(it.at())));
            }
            default -> replace(rail, it, at(it, later(it.at())));
        }
        return new Falsehood(way, Set.of(word(way) + " " + rail + " " + payment));
    }

    private static String word(Way way) {
        return switch (way) {
            case RAIL_TWICE, RAIL_LATE_TWICE -> "duplicate";
            case RAIL_LOST -> "missing";
            case RAIL_AMOUNT, RAIL_LATE_AMOUNT -> "amount";
            case RAIL_CURRENCY -> "currency";
            default -> "timing";
        };
    }

    private <T> T take(List<T> from) {
        if (from.isEmpty()) {
            throw new IllegalStateException("There is nothing left to falsify; make more payments");
        }
        return from.remove(random.nextInt(from.size()));
    }

    private void replace(String book, BookEntry it, @org.jspecify.annotations.Nullable BookEntry by) {
        var all = books.of(book);
        int place = all.indexOf(it);
        if (by == null) {
            all.remove(place);
        } else {
            all.set(place, by);
        }
    }

    private static Set<String> sides(String kind, BookEntry it) {
        return Stream.of("debit", "credit")
                .map(side -> kind + " " + fact(it, side) + " " + it.reference())
                .collect(Collectors.toSet());
    }

    private static String fact(BookEntry it, String name) {
        return String.valueOf(it.facts().get(name));
    }

    private static String later(String moment) {
        return Instant.parse(moment).plus(A_DAY).toString();
    }

    private BookEntry withAmount(BookEntry it) {
        return new BookEntry(
                it.reference(),
                it.kind(),
                it.amount() + 1 + random.nextInt(100_00),
                it.currency(),
                it.card(),
                it.at(),
                it.facts());
    }

    private static BookEntry bookedLater(BookEntry it) {
        return withFact(it, "bookedAt", later(fact(it, "bookedAt")));
    }

    private static BookEntry withCurrency(BookEntry it) {
        var other = it.currency().equals(FOREIGN) ? "EUR" : FOREIGN;
        return new BookEntry(it.reference(), it.kind(), it.amount(), other, it.card(), it.at(), it.facts());
    }

    private static BookEntry renamed(BookEntry it, String name) {
        return new BookEntry(name, it.kind(), it.amount(), it.currency(), it.card(), it.at(), it.facts());
    }

    private static BookEntry at(BookEntry it, String moment) {
        return new BookEntry(it.reference(), it.kind(), it.amount(), it.currency(), it.card(), moment, it.facts());
    }

    private static BookEntry withFact(BookEntry it, String name, String value) {
        var facts = new HashMap<>(it.facts());
        facts.put(name, value);
        return new BookEntry(
                it.reference(), it.kind(), it.amount(), it.currency(), it.card(), it.at(), Map.copyOf(facts));
    }
}
