package sandbox.correspondent;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;
import sandbox.books.BookEntry;
import sandbox.books.Books;

/** What a bank does with a message: checks it, books it once, and says what becomes of it. */
final class Desk {

    private static final String RECALL = "RECALL";
    private static final String MESSAGE = "MESSAGE";
    private static final long CHARGE = 10_00;

    private final Books books;
    private final Postman post;
    private final Map<String, Paper> papers;
    private volatile Duration day = Duration.ofSeconds(2);

    /** @param papers each link's own */
    Desk(Books books, Postman post, Map<String, Paper> papers) {
        this.books = books;
        this.post = post;
        this.papers = papers;
    }

    /** How long a day is for transfers that take days. */
    void days(Duration length) {
        this.day = length;
    }

    /** Its word, and a code where it says no. */
    record Word(String status, String code) {

        int httpStatus() {
            return switch (status) {
                case "refused" -> 422;
                case "changed" -> 409;
                default -> 200;
            };
        }
    }

    Mono<Word> take(String link, byte[] bytes) {
        var read = Received.read(bytes);
        if (read.isEmpty()) {
            return Mono.just(new Word("refused", "FF01 unreadable"));
        }
        var it = read.get();
        var digest = digest(bytes);
        var known = books.under(it.id());
        if (!known.isEmpty()) {
            boolean same = digest.equals(known.getFirst().facts().get("digest"));
            return Mono.just(new Word(same ? "duplicate" : "changed", ""));
        }
        var paper = paper(link);
        var faults = OwnChecks.of(it, paper.own(), paper.theirs());
        return faults.isEmpty() ? accept(link, it, digest) : Mono.just(new Word("refused", faults.getFirst()));
    }

    private Mono<Word> accept(String link, Received it, String digest) {
        var refused = Behaviour.of(it.text("Cdtr", "Nm")).word().equals("REFUSE");
        if (refused) {
            return Mono.just(new Word("refused", "FF01 asked for"));
        }
        boolean transfer = it.definition().startsWith("pacs.008");
        // The message last: whoever dies before it does all of it again when it comes again, and nothing twice.
        return (transfer ? transfer(link, it) : recall(link, it))
                .then(Mono.fromFuture(() -> books.append(new BookEntry(
                        it.id(), MESSAGE, 0, "", "", now(), Map.of("digest", digest, "definition", it.definition())))))
                .thenReturn(new Word("accepted", ""));
    }

    private Mono<Void> transfer(String link, Received received) {
        var it = Transfer.of(received, link);
        var entry = it.entry(now());
        return once(entry)
                .then(once(move(it, Nostro.DEBIT, it.minor(), it.uetr())))
                .then(follow(it));
    }

    /** What is said of a transfer, in order. */
    private Mono<Void> follow(Transfer it) {
        var how = Behaviour.of(it.creditor());
        return switch (how.word()) {
            case "SILENT" -> Mono.empty();
            case "REJECT" ->
                status(it, "RJCT", how.reason(), Duration.ZERO, 1)
                        .then(once(move(it, Nostro.CREDIT, it.minor(), it.uetr() + "-rejected")));
            case "RETURN" -> delivered(it).then(giveBack(it, it.minor(), 0, how.reason(), day.multipliedBy(3)));
            case "RETURNFEE" ->
                delivered(it).then(giveBack(it, it.minor() - CHARGE, CHARGE, how.reason(), day.multipliedBy(3)));
            case "RETURNPART" -> delivered(it).then(giveBack(it, it.minor() / 2, 0, how.reason(), day.multipliedBy(3)));
            case "SLOW" ->
                status(it, "ACSP", "", Duration.ZERO, 1)
                        .then(status(it, "PDNG", "", day, 2))
                        .then(status(it, "ACCC", "", day.multipliedBy(3), 3));
            case "TWICE" -> delivered(it).then(status(it, "ACCC", "", Duration.ofMillis(600), 4));
            case "CONTRADICT" ->
                status(it, "ACSC", "", Duration.ZERO, 1)
                        .then(status(it, "RJCT", how.reason(), Duration.ofMillis(500), 2));
            default -> delivered(it);
        };
    }

    private Mono<Void> delivered(Transfer it) {
        return status(it, "ACSP", "", Duration.ZERO, 1)
                .then(status(it, "ACSC", "", Duration.ofMillis(200), 2))
                .then(status(it, "ACCC", "", Duration.ofMillis(400), 3));
    }

    private Mono<Void> recall(String link, Received it) {
        var recall = it.text("Undrlyg", "CxlId");
        var found = transfer(it.uetr());
        var entry = new BookEntry(
                it.id() + "-" + recall, RECALL, 0, "", "", now(), Map.of("uetr", it.uetr(), "link", link));
        if (found.isEmpty()) {
            var unknown = "<OrgnlUETR>" + it.uetr() + "</OrgnlUETR>";
            return once(entry).then(resolution(link, recall, unknown, "RJCR", "NOOR", Duration.ZERO));
        }
        var transfer = found.get();
        var original = paper(link).original(transfer);
        var granted = resolution(link, recall, original, "CNCL", "", Duration.ZERO);
        var money = giveBack(transfer, transfer.minor(), 0, "FOCR", Duration.ofMillis(300));
        return once(entry)
                .then(
                        switch (Behaviour.of(transfer.creditor()).word()) {
                            case "KEEP", "REJECT" -> resolution(link, recall, original, "RJCR", "CUST", Duration.ZERO);
                            case "LATER" ->
                                resolution(link, recall, original, "PDCR", "", Duration.ZERO)
                                        .then(resolution(link, recall, original, "CNCL", "", day))
                                        .then(giveBack(transfer, transfer.minor(), 0, "FOCR", day.plusMillis(300)));
                            default -> granted.then(money);
                        });
    }

    /** Of its own accord, too. */
    Mono<Void> status(Transfer it, String code, String reason, Duration after, int n) {
        var id = "S%d-%s".formatted(n, it.uetr().replace("-", "").substring(0, 30));
        return say(it.link(), id, paper(it.link()).status(id, it, code, reason), after);
    }

    /** Gives money back, once. */
    Mono<Void> giveBack(Transfer it, long back, long kept, String reason, Duration after) {
        var id = "B-" + it.uetr().replace("-", "").substring(0, 30);
        return once(move(it, Nostro.CREDIT, back, it.uetr() + "-back"))
                .then(say(it.link(), id, paper(it.link()).returned(id, it, back, kept, reason), after));
    }

    private Mono<Void> resolution(
            String link, String recall, String original, String conclusion, String reason, Duration after) {
        var id = "C-%s-%s".formatted(conclusion, recall);
        return say(link, id, paper(link).resolution(id, recall, original, conclusion, reason), after);
    }

    Mono<Void> say(String link, String id, String xml, Duration after) {
        return books.knows(id) ? Mono.empty() : post.say(link, id, xml, after);
    }

    Optional<Transfer> transfer(String uetr) {
        return books.under(uetr).stream()
                .filter(it -> it.kind().equals(Transfer.RECEIVED))
                .findFirst()
                .map(Transfer::of);
    }

    Paper paper(String link) {
        return Optional.ofNullable(papers.get(link)).orElseThrow(() -> new IllegalArgumentException("No link " + link));
    }

    private static BookEntry move(Transfer it, String kind, long minor, String own) {
        var facts = new HashMap<>(it.entry("").facts());
        facts.put("own", own.length() > 35 ? own.substring(own.length() - 35) : own);
        return new BookEntry(it.uetr(), kind, minor, it.currency(), "", now(), facts);
    }

    /** Books are kept by what they say: the same move of the same name is one. */
    private Mono<Void> once(BookEntry entry) {
        boolean there = books.under(entry.reference()).stream()
                .anyMatch(it -> it.kind().equals(entry.kind())
                        && it.facts()
                                .getOrDefault("own", "")
                                .equals(entry.facts().getOrDefault("own", "")));
        return there ? Mono.empty() : Mono.fromFuture(() -> books.append(entry));
    }

    private static String now() {
        return Instant.now().toString();
    }

    static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** Whether all that it ever decided to say has been taken. */
    boolean isQuiet() {
        return post.waiting() == 0;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
