package sandbox.visa;

import gateway.cards.Pan;
import gateway.platform.iso8583.IsoMessage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import sandbox.Counterparty;
import sandbox.books.BookEntry;
import sandbox.books.Books;
import sandbox.faults.FaultPlan;
import tools.jackson.databind.JsonNode;

/**
 * VISA from its other side: a shop, its terminal and its bank, who ask the gateway about cards that it issued. Does
 * what it is told over the sandbox's control page, and keeps books of what the gateway promised it.
 */
public final class Acquirer implements Counterparty {

    /** Under which its terminals encrypt PINs. */
    public static final String ZONE_PIN_KEY = "0123456789ABCDEFFEDCBA9876543210";

    private static final String HELP = """
        visa-acquirer: connects to the gateway about cards that the gateway issued
          POST /acts/visa-acquirer/authorise  {"pan":"…","amount":"150000"} and, as wanted, expiry, pin, code,
               channel (POS, ECOM, CONTACTLESS, QR, MOTO), category, country, merchant, currency, processing
          POST /acts/visa-acquirer/increment  {"transaction":"…","amount":"50000"}
          POST /acts/visa-acquirer/reverse    {"transaction":"…"}, in part with "actual":"100000"
          POST /acts/visa-acquirer/clear      {"transaction":"…","amount":"150000"}, or a pan and "refund":true
          POST /acts/visa-acquirer/duplicate  {"transaction":"…"}: its last message again
          POST /acts/visa-acquirer/late       like authorise, but its reversal comes first
          POST /acts/visa-acquirer/advice     like authorise, decided without the gateway; "approved":false for a no
        """;

    private final AcquirerLine line;
    private final Terminal terminal = new Terminal();
    private final Books books;
    private final int issuer;
    private final FaultPlan faults = new FaultPlan();
    private final Map<String, Sent> known = new ConcurrentHashMap<>();

    /** What was said last about a purchase, and what was answered. */
    private record Sent(IsoMessage first, IsoMessage last, AcquirerLine.Answer answer) {}

    /**
     * What came of an act.
     *
     * @param code the gateway's answer, field 39
     * @param approval field 38; empty without one
     * @param same whether the answer was the same, byte for byte, as the one before
     */
    public record Reply(String transaction, String type, String code, String approval, boolean same) {}

    /** @param issuer where the gateway listens on this machine */
    public Acquirer(int issuer, Path books) {
        this.issuer = issuer;
        this.line = new AcquirerLine(new InetSocketAddress(InetAddress.getLoopbackAddress(), issuer));
        this.books = new Books(books);
    }

    @Override
    public String name() {
        return "visa-acquirer";
    }

    /** The gateway's: it listens nowhere itself. */
    @Override
    public int port() {
        return issuer;
    }

    @Override
    public Optional<Books> books() {
        return Optional.of(books);
    }

    @Override
    public FaultPlan faults() {
        return faults;
    }

    @Override
    public String help() {
        return HELP;
    }

    @Override
    public CompletableFuture<?> act(String act, JsonNode words) {
        return switch (act) {
            case "authorise" -> first("AUTHORISED", terminal.begin("0100", words));
            case "advice" -> advise(words);
            case "late" -> late(terminal.begin("0100", words));
            case "increment" -> later("INCREMENTED", words, it -> terminal.raise(it.first(), amount(words)));
            case "reverse" ->
                later(
                        "REVERSED",
                        words,
                        it -> terminal.reverse(it.first(), words.path("actual").asLong(-1)));
            case "clear" -> clear(words);
            case "duplicate" -> duplicate(of(words));
            default -> throw new IllegalArgumentException("No such act: " + act);
        };
    }

    private CompletableFuture<Reply> first(String kind, IsoMessage message) {
        return say(kind, message, message);
    }

    private CompletableFuture<Reply> advise(JsonNode words) {
        var said = words.path("approved").asBoolean(true) ? "00" : "05";
        var message = Terminal.copy(terminal.begin("0120", words)).set(39, said);
        return first("ADVISED", message.build());
    }

    private CompletableFuture<Reply> late(IsoMessage message) {
        return line.ask(terminal.reverse(message, -1)).thenCompose(_ -> first("AUTHORISED", message));
    }

    private CompletableFuture<Reply> clear(JsonNode words) {
        if (words.has("transaction")) {
            return later("CLEARED", words, it -> terminal.follow("0220", it.first(), amount(words)));
        }
        boolean refund = words.path("refund").asBoolean(false);
        var message = terminal.begin("0220", words);
        return refund
                ? first("REFUNDED", Terminal.copy(message).set(3, "200000").build())
                : first("CLEARED", message);
    }

    private CompletableFuture<Reply> later(String kind, JsonNode words, Function<Sent, IsoMessage> next) {
        var before = of(words);
        return say(kind, before.first(), next.apply(before));
    }

    private CompletableFuture<Reply> duplicate(Sent before) {
        return line.ask(before.last())
                .thenApply(answer -> reply(
                        before.first(),
                        answer,
                        Arrays.equals(answer.bytes(), before.answer().bytes())));
    }

    private CompletableFuture<Reply> say(String kind, IsoMessage first, IsoMessage message) {
        return line.ask(message).thenCompose(answer -> {
            known.put(transaction(first), new Sent(first, message, answer));
            return books.append(entry(kind, first, message, answer)).thenApply(_ -> reply(first, answer, false));
        });
    }

    private static BookEntry entry(String kind, IsoMessage first, IsoMessage message, AcquirerLine.Answer answer) {
        var code = answer.message().get(39).orElse("");
        return new BookEntry(
                transaction(first),
                code.equals("00") ? kind : "DECLINED",
                Long.parseLong(message.get(4).orElse("0")),
                message.get(49).orElse(""),
                message.get(2).flatMap(Pan::parse).map(Pan::masked).orElse("?"),
                Instant.now().toString(),
                Map.of("code", code, "type", message.type()));
    }

    private static Reply reply(IsoMessage first, AcquirerLine.Answer answer, boolean same) {
        return new Reply(
                transaction(first),
                answer.message().type(),
                answer.message().get(39).orElse(""),
                answer.message().get(38).orElse(""),
                same);
    }

    private Sent of(JsonNode words) {
        return Optional.ofNullable(known.get(words.path("transaction").asString("")))
                .orElseThrow(() -> new IllegalArgumentException("No such transaction here"));
    }

    private static String transaction(IsoMessage first) {
        return first.get(62).map(field -> field.substring(17)).orElse("");
    }

    private static long amount(JsonNode words) {
        return Long.parseLong(words.path("amount").asString("0"));
    }

    @Override
    public void close() {
        line.close();
        books.close();
    }
}
