package sandbox.click;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import sandbox.books.BookEntry;
import sandbox.books.Books;
import sandbox.faults.Fault;
import sandbox.faults.FaultPlan;
import tools.jackson.databind.JsonNode;

/**
 * Payments: made once under a name of ours, found by it on their day, given back in full. Nothing is answered before it
 * is durable.
 */
final class ClickPayments {

    private static final ZoneId TASHKENT = ZoneId.of("Asia/Tashkent");
    private static final String PAYMENT = "payment";
    private static final String INVOICE = "invoice";
    private static final String DEBIT = "DEBIT";
    private static final String DECLINE = "DECLINE";
    private static final String REVERSAL = "REVERSAL";
    private static final int NOT_FOUND = 404;
    private static final int PAID = 2;
    private static final int OVER = -1;

    private final Books books;
    private final ClickCards cards;
    private final FaultPlan faults;
    private final Map<Long, String> names = new ConcurrentHashMap<>();
    private final Set<String> claimed = ConcurrentHashMap.newKeySet();
    private final AtomicLong numbers;

    ClickPayments(Books books, ClickCards cards, FaultPlan faults) {
        this.books = books;
        this.cards = cards;
        this.faults = faults;
        try (var entries = books.entries()) {
            entries.filter(entry -> entry.facts().containsKey(PAYMENT))
                    .forEach(entry -> names.put(number(entry), entry.reference()));
        }
        numbers = new AtomicLong(1_000_000 + names.size());
    }

    Mono<ClickAnswer> pay(JsonNode call) {
        var name = call.path("transaction_parameter").asString("");
        var card = cards.paying(call);
        var amount = tiyin(call.path("amount"));
        if (name.isEmpty() || card.isEmpty() || amount.isEmpty()) {
            return Mono.just(ClickAnswer.error(-2));
        }
        if (books.knows(name) || !claimed.add(name)) {
            return Mono.just(ClickAnswer.error(-4));
        }
        var fault = faults.money(amount.get());
        if (fault.filter(it -> !it.done()).isPresent()) {
            return notDone(name, amount.get(), card.get(), fault.get());
        }
        return ClickCards.POOR.equals(card.get())
                ? append(name, DECLINE, amount.get(), card.get()).map(made -> told(made, OVER))
                : append(name, DEBIT, amount.get(), card.get())
                        .map(made -> told(made, PAID, fault).with(fault));
    }

    private Mono<ClickAnswer> notDone(String name, long amount, String card, Fault fault) {
        return switch (fault) {
            case DECLINE_FUNDS -> append(name, DECLINE, amount, card).map(made -> told(made, OVER));
            case DECLINE_FRAUD -> Mono.just(ClickAnswer.error(-9));
            default -> Mono.just(ClickAnswer.status(500).with(Optional.of(fault)));
        };
    }

    /** Somebody pays an invoice, which after a restart may be paid already. */
    Mono<Void> paid(String name, long amount, long invoice) {
        boolean before = books.under(name).stream()
                .anyMatch(it -> String.valueOf(invoice).equals(it.facts().get(INVOICE)));
        if (before) {
            return Mono.empty();
        }
        var facts = Map.of(PAYMENT, String.valueOf(numbers.incrementAndGet()), INVOICE, String.valueOf(invoice));
        var entry = new BookEntry(name, DEBIT, amount, "UZS", "", Instant.now().toString(), facts);
        return Mono.fromFuture(() -> books.append(entry)).doOnSuccess(_ -> remember(entry));
    }

    Mono<ClickAnswer> byName(String name, String day) {
        return recover(() -> Mono.just(made(name)
                .filter(made -> dayOf(made).toString().equals(day))
                .map(made -> ClickAnswer.of(
                        ClickAnswer.done().put("payment_id", number(made)).put("merchant_trans_id", name)))
                .orElseGet(() -> ClickAnswer.status(NOT_FOUND))));
    }

    Mono<ClickAnswer> status(long payment) {
        return recover(() -> Mono.just(
                made(payment).map(made -> told(made, state(made))).orElseGet(() -> ClickAnswer.status(NOT_FOUND))));
    }

    synchronized Mono<ClickAnswer> reverse(long payment) {
        return recover(() -> made(payment)
                .filter(made -> state(made) == PAID)
                .map(made -> append(made.reference(), REVERSAL, made.amount(), made.card())
                        .map(back -> ClickAnswer.of(ClickAnswer.done().put("payment_id", payment))))
                .orElseGet(() -> Mono.just(ClickAnswer.error(-10))));
    }

    Mono<ClickAnswer> recover(Supplier<Mono<ClickAnswer>> action) {
        var fault = faults.recovery();
        return fault.filter(it -> !it.done()).isPresent()
                ? Mono.just(ClickAnswer.status(502).with(fault))
                : action.get().map(answer -> answer.with(fault));
    }

    private static ClickAnswer told(BookEntry made, int state) {
        return told(made, state, Optional.empty());
    }

    private static ClickAnswer told(BookEntry made, int state, Optional<Fault> fault) {
        boolean wrong = fault.filter(Fault.WRONG_NAME::equals).isPresent();
        return ClickAnswer.of(
                ClickAnswer.done().put("payment_id", wrong ? 0 : number(made)).put("payment_status", state));
    }

    private int state(BookEntry made) {
        var kinds = books.under(made.reference()).stream().map(BookEntry::kind).toList();
        return kinds.contains(DEBIT) && !kinds.contains(REVERSAL) ? PAID : OVER;
    }

    private Optional<BookEntry> made(String name) {
        return books.under(name).stream().findFirst();
    }

    private Optional<BookEntry> made(long payment) {
        return Optional.ofNullable(names.get(payment)).flatMap(this::made);
    }

    private Mono<BookEntry> append(String name, String kind, long amount, String card) {
        var facts = REVERSAL.equals(kind)
                ? Map.<String, String>of()
                : Map.of(PAYMENT, String.valueOf(numbers.incrementAndGet()));
        var shown = card.isEmpty() || card.contains("*") ? card : ClickCards.masked(card);
        var entry =
                new BookEntry(name, kind, amount, "UZS", shown, Instant.now().toString(), facts);
        return Mono.fromFuture(() -> books.append(entry)).thenReturn(entry).doOnNext(this::remember);
    }

    private void remember(BookEntry entry) {
        if (entry.facts().containsKey(PAYMENT)) {
            names.put(number(entry), entry.reference());
        }
    }

    private static long number(BookEntry made) {
        return Long.parseLong(made.facts().getOrDefault(PAYMENT, "0"));
    }

    private static LocalDate dayOf(BookEntry made) {
        return Instant.parse(made.at()).atZone(TASHKENT).toLocalDate();
    }

    // Click counts in so'm.
    static Optional<Long> tiyin(JsonNode amount) {
        try {
            return amount.isNumber()
                    ? Optional.of(new BigDecimal(amount.asString())
                                    .movePointRight(2)
                                    .longValueExact())
                            .filter(minor -> minor > 0)
                    : Optional.empty();
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }
}
