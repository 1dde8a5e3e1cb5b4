package gateway.reconciliation;

import gateway.payments.RailNames;
import gateway.shared.ids.TimeOrderedIds;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A day with HUMO by three books, made by a seed, with falsehoods of every kind in it; and what a comparison has to say
 * of it, nothing more and nothing less.
 */
final class Generated {

    static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    static final int DEBIT_LEG = 3;
    static final int FEE = 0x300;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final int LATE = (23 * 60 + 30) * 60;
    private static final long FIRST = 0x0190_0000_0000L;

    final List<Paid> payments = new ArrayList<>();
    final TreeSet<String> expected = new TreeSet<>();
    final TreeSet<String> closeNextDay = new TreeSet<>();
    private final Map<UUID, String> identities = new HashMap<>();
    private final List<String> theirs = new ArrayList<>();
    private final List<String> nextDay = new ArrayList<>();
    private final List<String> bank = new ArrayList<>();
    private final Random random;
    private final List<Paid> honest;

    /** A payment of ours. */
    record Paid(int number, int minor, int fee, int second) {

        /** A time-ordered id of its shard. */
        UUID id() {
            return new UUID(
                    (FIRST + number) << 16 | 0x7000L, 0x8000_0000_0000_0000L | (long) number << 8 | number % 16);
        }

        LocalDateTime at() {
            return DAY.atStartOfDay().plusSeconds(second);
        }

        UUID leg() {
            return TimeOrderedIds.derive(id(), DEBIT_LEG);
        }

        UUID feeLeg() {
            return TimeOrderedIds.derive(id(), FEE);
        }

        boolean isLate() {
            return second >= LATE;
        }

        Instant instant() {
            return at().toInstant(ZoneOffset.ofHours(5));
        }
    }

    /** Ways in which the books can be false; each is put in as often as the others. */
    enum Way {
        INVENTED_THERE,
        LOST_THERE,
        LOST_AT_BANK,
        AMOUNT_THERE,
        AMOUNT_AT_BANK,
        CURRENCY_THERE,
        FAILED_THERE,
        PENDING_THERE,
        TWICE_HERE,
        TWICE_THERE,
        TWICE_AT_BANK,
        INVENTED_AT_BANK,
        NEXT_DAY,
        WITHOUT_FEE,
        REVERSED_THERE
    }

    Generated(long seed, int rows, int falsehoods) {
        random = new Random(seed);
        for (int number = 0; number < rows; number++) {
            payments.add(paid(number));
        }
        honest = new ArrayList<>(payments);
        Collections.shuffle(honest, random);
        for (int i = 0; i < falsehoods; i++) {
            put(Way.values()[i % Way.values().length]);
        }
        for (int i = 0; i < honest.size(); i++) {
            honest(honest.get(i), i);
        }
        Collections.shuffle(theirs, random);
        Collections.shuffle(bank, random);
    }

    private Paid paid(int number) {
        // No two payments have one amount, so that a line without a name can only be one.
        int second = number % 50 == 1 ? LATE + random.nextInt(1_700) : random.nextInt(84_000);
        return new Paid(number, 1_000_00 + number * 7, number % 10 == 0 ? 3 : 0, second);
    }

    private Paid take(Predicate<Paid> fit) {
        for (int i = honest.size() - 1; i >= 0; i--) {
            if (fit.test(honest.get(i))) {
                return honest.remove(i);
            }
        }
        throw new IllegalStateException("There is nothing left to falsify");
    }

    private void put(Way way) {
        switch (way) {
            case INVENTED_THERE -> {
                var it = take(paid -> !paid.isLate());
                honest(it, 0);
                theirs.add(row("bad-" + it.number(), "B" + it.number(), it.minor(), "UZS", "D", "10", it.at()));
                expect(BreakKind.MISSING_HERE, Book.THEIRS, "x:bad-" + it.number());
            }
            case INVENTED_AT_BANK -> {
                var it = take(paid -> true);
                honest(it, 0);
                bank.add(booking("doc_bad-" + it.number(), it.minor()));
                expect(BreakKind.MISSING_HERE, Book.BANK, "x:doc_bad-" + it.number());
            }
            case TWICE_HERE -> twiceHere();
            default -> one(way, take(paid -> fits(way, paid)));
        }
    }

    private static boolean fits(Way way, Paid it) {
        return switch (way) {
            case NEXT_DAY -> it.isLate();
            case WITHOUT_FEE -> it.fee() > 0;
            default -> !it.isLate() && it.fee() == 0;
        };
    }

    /** Two payments of ours under one name, for one of theirs. */
    private void twiceHere() {
        var one = take(paid -> !paid.isLate() && paid.fee() == 0);
        var other = take(paid -> !paid.isLate() && paid.fee() == 0);
        payments.set(other.number(), new Paid(other.number(), one.minor(), 0, other.second()));
        identities.put(other.id(), "ref-" + one.number());
        honest(one, 0);
        bank.add(booking("doc_" + other.leg(), one.minor()));
        // Under whose payment both stand depends on who was read first.
        expect(BreakKind.DUPLICATE_HERE, Book.THEIRS, "ref-" + one.number());
    }

    private void one(Way way, Paid it) {
        long there = (long) it.minor() + it.fee();
        if (way != Way.LOST_AT_BANK && way != Way.AMOUNT_AT_BANK) {
            book(it);
        }
        if (way == Way.LOST_AT_BANK || way == Way.AMOUNT_AT_BANK || way == Way.TWICE_AT_BANK) {
            theirs.add(row(it, there));
        }
        switch (way) {
            case LOST_THERE -> expect(BreakKind.MISSING_THERE, Book.THEIRS, it);
            case LOST_AT_BANK -> expect(BreakKind.MISSING_AT_BANK, Book.BANK, it);
            case AMOUNT_THERE -> {
                theirs.add(row(it, there + 1 + random.nextInt(900)));
                expect(BreakKind.AMOUNT, Book.THEIRS, it);
            }
            case AMOUNT_AT_BANK -> {
                bank.add(booking("doc_" + it.leg(), there - 1 - random.nextInt(900)));
                expect(BreakKind.AMOUNT, Book.BANK, it);
            }
            case CURRENCY_THERE -> {
                theirs.add(row("ref-" + it.number(), "P" + it.number(), there, "USD", "D", "10", it.at()));
                expect(BreakKind.CURRENCY, Book.THEIRS, it);
            }
            case FAILED_THERE, PENDING_THERE -> {
                var action = way == Way.FAILED_THERE ? "100" : "4";
                theirs.add(row("ref-" + it.number(), "P" + it.number(), there, "UZS", "D", action, it.at()));
                expect(BreakKind.STATUS, Book.THEIRS, it);
            }
            case TWICE_THERE -> {
                theirs.add(row(it, there));
                theirs.add(row(it, there));
                expect(BreakKind.DUPLICATE_THERE, Book.THEIRS, it);
            }
            case TWICE_AT_BANK -> {
                book(it);
                expect(BreakKind.DUPLICATE_AT_BANK, Book.BANK, it);
            }
            case NEXT_DAY -> {
                nextDay.add(row(it, there));
                closeNextDay.add(expect(BreakKind.TIMING, Book.THEIRS, it));
            }
            case WITHOUT_FEE -> {
                theirs.add(row(it, it.minor()));
                expect(BreakKind.FEE, Book.THEIRS, it);
            }
            default -> {
                theirs.add(row(it, there));
                theirs.add(row("ref-" + it.number(), "P" + it.number(), there, "UZS", "C", "10", it.at()));
                expect(BreakKind.REVERSED, Book.THEIRS, it);
            }
        }
    }

    /** Some are told without our name, some without any; they must be found all the same. */
    private void honest(Paid it, int turn) {
        book(it);
        var own = turn % 100 == 7 || turn % 100 == 8 ? "" : "ref-" + it.number();
        var key = turn % 100 == 8 ? "" : "P" + it.number();
        theirs.add(row(own, key, it.minor() + it.fee(), "UZS", "D", "10", it.at()));
    }

    private void book(Paid it) {
        bank.add(booking("doc_" + it.leg(), it.minor()));
        if (it.fee() > 0) {
            bank.add(booking("doc_" + it.feeLeg(), it.fee()));
        }
    }

    private String expect(BreakKind kind, Book against, Paid it) {
        return expect(kind, against, it.id().toString());
    }

    private String expect(BreakKind kind, Book against, String item) {
        var said = kind.code() + " " + against.code() + " " + item;
        expected.add(said);
        return said;
    }

    private static String row(Paid it, long minor) {
        return row("ref-" + it.number(), "P" + it.number(), minor, "UZS", "D", "10", it.at());
    }

    private static String row(
            String own, String their, long minor, String currency, String direction, String action, LocalDateTime at) {
        return String.join(";", own, their, String.valueOf(minor), currency, direction, action, TIME.format(at));
    }

    private static String booking(String document, long minor) {
        return String.join(";", document, BigDecimal.valueOf(minor, 2).toPlainString(), "UZS", "debit", DAY.toString());
    }

    /** HUMO's file of the day. */
    String theirs() {
        return humo(DAY, theirs);
    }

    String theirsNextDay() {
        return humo(DAY.plusDays(1), nextDay);
    }

    private static String humo(LocalDate day, List<String> rows) {
        long sum =
                rows.stream().mapToLong(it -> Long.parseLong(it.split(";")[2])).sum();
        return "HUMO;HUMO-%s;%s%n".formatted(day, day)
                + "paymentRef;paymentID;amount;currency;direction;action;time\n"
                + rows.stream().map(it -> it + "\n").collect(Collectors.joining())
                + "TOTAL;%d;%d%n".formatted(rows.size(), sum);
    }

    /** The bank's statement of the day. */
    String bank() {
        var sum = bank.stream().map(it -> new BigDecimal(it.split(";")[1])).reduce(BigDecimal.ZERO, BigDecimal::add);
        return "ABS;ABS-%s;%s%n".formatted(DAY, DAY)
                + "document;amount;currency;side;day\n"
                + bank.stream().map(it -> it + "\n").collect(Collectors.joining())
                + "TOTAL;%d;%s%n".formatted(bank.size(), sum.toPlainString());
    }

    /** Everything is in the database and in files now; what is measured is not the memory of this. */
    void forget() {
        for (var list : List.of(payments, honest, theirs, nextDay, bank)) {
            list.clear();
            ((ArrayList<?>) list).trimToSize();
        }
    }

    RailNames.RailName name(UUID payment) {
        long number = (payment.getMostSignificantBits() >>> 16) - FIRST;
        return new RailNames.RailName("humo", identities.getOrDefault(payment, "ref-" + number), payment, "P" + number);
    }

    /** For a break of two payments under one name: the name, as {@link #expected} has it. */
    String item(Breaks.Stored it) {
        return it.found().kind() == BreakKind.DUPLICATE_HERE
                ? it.found().name()
                : it.found().item();
    }
}
