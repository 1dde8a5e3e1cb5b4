package sandbox.uzcard;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Mono;
import sandbox.books.BookEntry;
import sandbox.books.Books;

/** SVGate's transactions: one per {@code ext}, found again by their id, and given back at most once. */
final class SvLedger {

    /** Under these names a transaction's own names stand in the facts of its entry. */
    static final String TRAN = "tran";

    static final String REF = "ref";
    static final String CODE = "code";
    static final String OF = "of";

    private final Books books;
    private final Map<Long, String> extByTran = new ConcurrentHashMap<>();
    private final Map<String, Long> refundedByExt = new ConcurrentHashMap<>();
    // What is being written right now: durable entries alone would let two equal messages pass at the same moment.
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicLong sequence = new AtomicLong(System.currentTimeMillis() * 1000);

    SvLedger(Path path) {
        books = new Books(path);
        try (var entries = books.entries()) {
            entries.forEach(this::load);
        }
    }

    Books books() {
        return books;
    }

    /** False when the name was used before, or is being used. {@link #release} ends it. */
    boolean claim(String name) {
        if (!underWay.add(name)) {
            return false;
        }
        if (!books.knows(name)) {
            return true;
        }
        underWay.remove(name);
        return false;
    }

    /** Claims an action on something that exists already. */
    boolean claimAction(String name) {
        return underWay.add(name);
    }

    void release(String name) {
        underWay.remove(name);
    }

    /** Completes with the entry when it is durable. */
    Mono<BookEntry> append(BookEntry entry) {
        return Mono.fromFuture(books.append(entry)).then(Mono.fromSupplier(() -> remember(entry)));
    }

    BookEntry moved(String ext, String kind, long amount, String card) {
        return entry(ext, kind, amount, card, Map.of(TRAN, nextTran(), REF, nextRef()));
    }

    BookEntry declined(String ext, long amount, String card, int code) {
        return entry(ext, "DECLINE", amount, card, Map.of(TRAN, nextTran(), CODE, String.valueOf(code)));
    }

    BookEntry refund(String ext, BookEntry original, long amount) {
        return entry(
                ext,
                "REFUND",
                amount,
                original.card(),
                Map.of(TRAN, nextTran(), REF, nextRef(), OF, original.reference()));
    }

    BookEntry reversal(BookEntry original) {
        return entry(original.reference(), "REVERSAL", original.amount(), original.card(), Map.of());
    }

    BookEntry entry(String reference, String kind, long amount, String card, Map<String, String> facts) {
        return new BookEntry(reference, kind, amount, "UZS", card, Instant.now().toString(), facts);
    }

    /** What stands under a name, the transaction first. */
    List<BookEntry> byExt(String ext) {
        return books.under(ext);
    }

    Optional<BookEntry> byTran(String tran) {
        return tran.matches("48DC0{12}[0-9A-F]{16}")
                ? Optional.ofNullable(extByTran.get(number(tran)))
                        .map(ext -> byExt(ext).getFirst())
                : Optional.empty();
    }

    boolean isReversed(String ext) {
        return byExt(ext).stream().anyMatch(entry -> "REVERSAL".equals(entry.kind()));
    }

    long refunded(String ext) {
        return refundedByExt.getOrDefault(ext, 0L);
    }

    /** False when more would be given back than was taken. */
    boolean reserveRefund(BookEntry original, long amount) {
        var reserved = new boolean[1];
        refundedByExt.compute(original.reference(), (ext, before) -> {
            long sum = (before == null ? 0 : before) + amount;
            reserved[0] = sum <= original.amount();
            return reserved[0] ? Long.valueOf(sum) : before;
        });
        return reserved[0];
    }

    long next() {
        return sequence.incrementAndGet();
    }

    private String nextTran() {
        return "48DC%028X".formatted(next());
    }

    // A number needs a third of the memory that its 32 characters would.
    private static long number(String tran) {
        return Long.parseLong(tran, 16, 32, 16);
    }

    private String nextRef() {
        return "%012d".formatted(next() % 1_000_000_000_000L);
    }

    private BookEntry remember(BookEntry entry) {
        var tran = entry.facts().get(TRAN);
        if (tran != null) {
            extByTran.put(number(tran), entry.reference());
        }
        return entry;
    }

    private void load(BookEntry entry) {
        var of = remember(entry).facts().get(OF);
        if (of != null) {
            refundedByExt.merge(of, entry.amount(), Long::sum);
        }
    }
}
