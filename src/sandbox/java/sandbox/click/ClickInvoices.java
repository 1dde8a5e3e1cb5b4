package sandbox.click;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import sandbox.books.BookEntry;
import sandbox.books.Books;
import sandbox.faults.Fault;
import sandbox.faults.FaultPlan;
import tools.jackson.databind.JsonNode;

/**
 * Invoices, and the people who get them: the last four digits of a phone say what its owner does. They do it also after
 * a restart. Nobody can take an invoice back, and one that is sent twice is paid twice.
 */
final class ClickInvoices implements AutoCloseable {

    static final String HELP = """
            click: invoices, by the last four digits of the phone
              1NNN  pays after NNN seconds
              2NNN  throws it away after NNN seconds (state -99)
              3000  has no Click (error -1)
              4000  never does anything
              else  pays after 2 seconds
            """;

    private static final String PREFIX = "invoice:";
    private static final String NAME = "name";
    private static final String INVOICE = "INVOICE";
    private static final String DELETED = "DELETED";
    private static final int STANDS = 0;
    private static final int PAID = 1;
    private static final int GONE = -99;
    private static final int NOT_FOUND = 404;
    private static final int USUAL_SECONDS = 2;

    private final Books books;
    private final ClickPayments payments;
    private final FaultPlan faults;
    private final Map<Long, Boolean> paid = new ConcurrentHashMap<>();
    private final Disposable.Composite people = Disposables.composite();
    private final AtomicLong numbers = new AtomicLong(5_000_000);

    ClickInvoices(Books books, ClickPayments payments, FaultPlan faults) {
        this.books = books;
        this.payments = payments;
        this.faults = faults;
        try (var entries = books.entries()) {
            entries.filter(it -> it.kind().equals(INVOICE)).toList().forEach(this::takeUp);
        }
    }

    private void takeUp(BookEntry it) {
        numbers.accumulateAndGet(numberOf(it.reference()), Math::max);
        if (books.under(it.reference()).size() == 1) {
            reachedSomebody(it);
        }
    }

    Mono<ClickAnswer> create(JsonNode call) {
        var name = call.path("merchant_trans_id").asString("");
        var phone = call.path("phone_number").asString("");
        var amount = ClickPayments.tiyin(call.path("amount"));
        if (name.isEmpty() || !phone.matches("998[0-9]{9}") || amount.isEmpty()) {
            return Mono.just(ClickAnswer.error(-2));
        }
        var fault = faults.money(amount.get());
        if (phone.endsWith("3000") || fault.filter(ClickInvoices::isNo).isPresent()) {
            return Mono.just(ClickAnswer.error(-1));
        }
        if (fault.filter(it -> !it.done()).isPresent()) {
            return Mono.just(ClickAnswer.status(500).with(fault));
        }
        var number = numbers.incrementAndGet();
        var entry = entry(number, INVOICE, amount.get(), Map.of(NAME, name, "phone", phone));
        return Mono.fromFuture(() -> books.append(entry))
                .doOnSuccess(_ -> reachedSomebody(entry))
                .thenReturn(told(number, fault).with(fault));
    }

    /** As if it had come twice: the first is shown, and the second is refused. */
    private static ClickAnswer told(long number, Optional<Fault> fault) {
        return fault.filter(Fault.CONFLICTING_ANSWER::equals).isPresent()
                ? ClickAnswer.error(-1)
                : ClickAnswer.of(ClickAnswer.done().put("invoice_id", shown(number, fault)));
    }

    Mono<ClickAnswer> status(long invoice) {
        return payments.recover(() -> Mono.just(
                books.knows(PREFIX + invoice)
                        ? ClickAnswer.of(ClickAnswer.done()
                                .put("invoice_status", state(invoice))
                                .put("invoice_status_note", ""))
                        : ClickAnswer.status(NOT_FOUND)));
    }

    @Override
    public void close() {
        people.dispose();
    }

    private int state(long invoice) {
        if (books.under(PREFIX + invoice).size() > 1) {
            return GONE;
        }
        return paid.containsKey(invoice) ? PAID : STANDS;
    }

    private static boolean isNo(Fault fault) {
        return fault == Fault.DECLINE_FUNDS || fault == Fault.DECLINE_FRAUD;
    }

    private static long shown(long number, Optional<Fault> fault) {
        return fault.filter(Fault.WRONG_NAME::equals).isPresent() ? 0 : number;
    }

    // What a restart finds already paid is not paid again: the payment stands under its name.
    private void reachedSomebody(BookEntry it) {
        var digits = it.facts().getOrDefault("phone", "0000").substring(8);
        var after = Duration.ofSeconds(Integer.parseInt(digits.substring(1)));
        var deed = switch (digits.charAt(0)) {
            case '1' -> Mono.delay(after).then(pay(it));
            case '2' -> Mono.delay(after).then(throwAway(it));
            case '4' -> Mono.<Void>never();
            default -> Mono.delay(Duration.ofSeconds(USUAL_SECONDS)).then(pay(it));
        };
        people.add(deed.subscribe());
    }

    private Mono<Void> pay(BookEntry it) {
        var number = numberOf(it.reference());
        return Mono.defer(() -> payments.paid(it.facts().getOrDefault(NAME, ""), it.amount(), number))
                .doOnSuccess(_ -> paid.put(number, true));
    }

    private Mono<Void> throwAway(BookEntry it) {
        var gone = entry(numberOf(it.reference()), DELETED, 0, Map.of());
        return Mono.fromFuture(() -> books.append(gone));
    }

    private static BookEntry entry(long number, String kind, long amount, Map<String, String> facts) {
        return new BookEntry(
                PREFIX + number, kind, amount, "UZS", "", Instant.now().toString(), facts);
    }

    private static long numberOf(String reference) {
        return Long.parseLong(reference.substring(PREFIX.length()));
    }
}
