package sandbox.visa;

import gateway.platform.iso8583.IsoMessage;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import sandbox.books.BookEntry;
import sandbox.books.Books;
import sandbox.faults.Fault;
import sandbox.faults.FaultPlan;

/**
 * Decides about cards and money and writes the books. A message is known by trace number, time and terminal: the same
 * again gets the same answer, another under the same name 94. A reversal of something unknown is remembered, so that
 * the original is declined should it come late; one of another amount than the original's is refused (13). One thread
 * only: the host's event loop.
 */
final class Desk {

    private static final DateTimeFormatter EXPIRY = DateTimeFormatter.ofPattern("yyMM", Locale.ROOT);
    private static final String APPROVED = "00";
    private static final String NO_ORIGINAL = "25";
    private static final String REVERSED = "79";
    private static final String DUPLICATE = "94";
    private static final String OTHER_AMOUNT = "13";
    private static final String TRY_AGAIN = "91";

    private final Books books;
    private final FaultPlan faults;
    private final Map<String, Known> known = new HashMap<>();
    private final Repeats repeats = new Repeats();

    /** @param fault how it is to be delivered; null for properly */
    record Answer(IsoMessage message, @Nullable Fault fault) {}

    Desk(Books books, FaultPlan faults) {
        this.books = books;
        this.faults = faults;
        books.all().forEach((reference, entries) -> entries.forEach(entry -> remember(reference, entry)));
    }

    /** @param answering called once the answer may be given, perhaps from another thread, perhaps never */
    void serve(IsoMessage message, Consumer<Answer> answering) {
        switch (message.type()) {
            case "0100" -> answering.accept(new Answer(answer(message, Cards.verify(message)), null));
            case "0200" -> financial(message, answering);
            case "0400", "0401", "0420", "0421" -> reversal(message, answering);
            default -> answering.accept(new Answer(answer(message, "12"), null));
        }
    }

    private void financial(IsoMessage message, Consumer<Answer> answering) {
        String reference = reference(message);
        var before = known.get(key(reference));
        if (before != null) {
            again(before, reference, message, answering);
            return;
        }
        var fault = faults.money(amount(message)).orElse(null);
        if (fault == Fault.SILENCE_NOT_DONE || fault == Fault.RESET_NOT_DONE) {
            answering.accept(new Answer(answer(message, TRY_AGAIN), fault));
            return;
        }
        String code = Cards.decide(message, fault);
        var entry = entry(reference, Cards.moves(code) ? kind(message) : "DECLINE", amount(message), message, code);
        var _ = book(entry).thenRun(() -> answering.accept(new Answer(answer(message, code), fault)));
    }

    private void again(Known before, String reference, IsoMessage message, Consumer<Answer> answering) {
        if (before.state == State.FORESTALLED) {
            var entry = entry(reference, "DECLINE", amount(message), message, REVERSED);
            var _ = book(entry).thenRun(() -> answering.accept(new Answer(answer(message, REVERSED), null)));
        } else {
            String code = before.content.equals(content(message)) ? before.code : DUPLICATE;
            var _ = before.durable.thenRun(() -> answering.accept(new Answer(answer(message, code), null)));
        }
    }

    /** How repeated reversals were marked. */
    Map<String, Long> repeats() {
        return repeats.counts();
    }

    private void reversal(IsoMessage message, Consumer<Answer> answering) {
        repeats.saw(key(originalReference(message)), message.type());
        var fault = faults.recovery().orElse(null);
        if (fault != null && !fault.done()) {
            answering.accept(new Answer(answer(message, TRY_AGAIN), fault));
            return;
        }
        String reference = originalReference(message);
        var before = known.get(key(reference));
        if (before != null && before.state != State.DONE) {
            String code = before.state == State.REVERSED ? REVERSED : NO_ORIGINAL;
            var _ = before.durable.thenRun(() -> answering.accept(new Answer(answer(message, code), fault)));
            return;
        }
        if (before != null && !before.isOf(message)) {
            answering.accept(new Answer(answer(message, OTHER_AMOUNT), fault));
            return;
        }
        String code = before == null ? NO_ORIGINAL : APPROVED;
        var entry = entry(reference, "REVERSAL", before == null ? 0 : before.amount, message, code);
        var _ = book(entry).thenRun(() -> answering.accept(new Answer(answer(message, code), fault)));
    }

    private CompletableFuture<Void> book(BookEntry entry) {
        var now = remember(entry.reference(), entry);
        now.durable = books.append(entry);
        return now.durable;
    }

    private Known remember(String reference, BookEntry entry) {
        var it = known.computeIfAbsent(key(reference), _ -> new Known());
        it.state = switch (entry.kind()) {
            case "REVERSAL" -> it.state == State.DONE ? State.REVERSED : State.FORESTALLED;
            case "DECLINE" -> it.state == State.FORESTALLED ? State.FORESTALLED : State.DECLINED;
            default -> State.DONE;
        };
        it.amount = entry.amount();
        it.currency = entry.currency();
        it.code = entry.facts().getOrDefault("code", "");
        it.content = entry.facts().getOrDefault("content", "");
        return it;
    }

    private static BookEntry entry(String reference, String kind, long amount, IsoMessage message, String code) {
        var facts = Map.of("code", code, "type", message.type(), "content", content(message));
        return new BookEntry(
                reference,
                kind,
                amount,
                currency(message.get(49).orElse("")),
                Cards.masked(message),
                Instant.now().toString(),
                facts);
    }

    private static IsoMessage answer(IsoMessage message, String code) {
        char type = (char) (message.type().charAt(2) + 1);
        var answer = IsoMessage.of(message.type().substring(0, 2) + type + "0")
                .echo(message, 3, 4, 7, 11, 19, 25, 32, 37, 41, 42, 49)
                .set(39, code);
        boolean approval = message.type().equals("0200") && Cards.moves(code);
        return (approval ? answer.set(38, message.get(11).orElse("")) : answer).build();
    }

    private static String kind(IsoMessage message) {
        return switch (message.get(3).orElse("").substring(0, 2)) {
            case "20" -> "REFUND";
            case "26" -> "CREDIT";
            default -> "DEBIT";
        };
    }

    /** What must be the same in a repeat. */
    private static String content(IsoMessage message) {
        return String.join(
                "|",
                Cards.masked(message),
                message.get(3).orElse(""),
                message.get(4).orElse(""),
                message.get(37).orElse(""),
                message.get(49).orElse(""));
    }

    private static String reference(IsoMessage message) {
        return reference(message.get(11).orElse(""), message.get(7).orElse(""), message);
    }

    /** From field 90: type 4, trace 6, time 10, acquirer 11, forwarder 11. */
    private static String originalReference(IsoMessage message) {
        String original = message.get(90).orElse("0".repeat(42));
        return reference(original.substring(4, 10), original.substring(10, 20), message);
    }

    private static String reference(String trace, String time, IsoMessage message) {
        return String.join(
                ":", trace, time, message.get(37).orElse(""), message.get(41).orElse(""));
    }

    private static String key(String reference) {
        var parts = reference.split(":", -1);
        return String.join(":", parts[0], parts[1], parts[3]);
    }

    private static long amount(IsoMessage message) {
        return Long.parseLong(message.get(4).orElse("0"));
    }

    private static String currency(String number) {
        return gateway.shared.money.Asset.UZS.numeric() == Integer.parseInt("0" + number) ? "UZS" : number;
    }

    private enum State {
        DONE,
        DECLINED,
        REVERSED,
        /** Reversed before it came. */
        FORESTALLED
    }

    private static final class Known {

        private @Nullable State state;
        private long amount;
        private String currency = "";
        private String code = "";
        private String content = "";
        private CompletableFuture<Void> durable = CompletableFuture.completedFuture(null);

        /** Whether a reversal wants back what was moved: all of it, in its currency. */
        boolean isOf(IsoMessage reversal) {
            return Desk.amount(reversal) == amount
                    && Desk.currency(reversal.get(49).orElse("")).equals(currency);
        }
    }

    /** What the issuers think of their cards. */
    private static final class Cards {

        private static final String MAGIC = "4000000000000";

        static String verify(IsoMessage message) {
            String code = ownCode(message);
            return switch (code) {
                case "00", "51", "61" -> "85";
                default -> code;
            };
        }

        static String decide(IsoMessage message, @Nullable Fault fault) {
            return switch (fault) {
                case DECLINE_FUNDS -> "51";
                case DECLINE_FRAUD -> "59";
                case null, default -> ownCode(message);
            };
        }

        /** A partial approval and a code that nobody knows hold money too: the worst case for who asked. */
        static boolean moves(String code) {
            return code.equals(APPROVED) || code.equals("10") || code.equals("99");
        }

        static String masked(IsoMessage message) {
            return gateway.cards.Pan.parse(message.get(2).orElse(""))
                    .map(gateway.cards.Pan::masked)
                    .orElse("?");
        }

        private static String ownCode(IsoMessage message) {
            String pan = message.get(2).orElse("");
            if (gateway.cards.Pan.parse(pan).isEmpty() || !pan.startsWith("4")) {
                return "14";
            }
            if (pan.startsWith(MAGIC) && pan.length() == 16) {
                return pan.substring(13, 15);
            }
            return message.get(14).filter(Cards::isPast).isPresent() ? "54" : APPROVED;
        }

        private static boolean isPast(String expiry) {
            try {
                return YearMonth.parse(expiry, EXPIRY)
                        .isBefore(YearMonth.from(Instant.now().atZone(ZoneOffset.UTC)));
            } catch (java.time.format.DateTimeParseException _) {
                return true;
            }
        }
    }
}
