package sandbox.uzum;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import sandbox.books.BookEntry;
import sandbox.books.Books;
import sandbox.faults.Fault;
import sandbox.faults.FaultPlan;
import tools.jackson.databind.JsonNode;

/**
 * Payments by shown codes: each code once, each transaction once, given back in full. Nothing is answered before it is
 * durable. Every code of at least 40 digits is a good one, except those of {@link #HELP}.
 */
final class UzumPayments {

    static final String HELP = """
            uzum: Fast Pay, user 77, secret sandbox, service 1; every code of 40 digits pays, and each once
              400...  insufficient funds (400)
              416...  a new user's card is in safe mode (416)
            """;

    private static final String DEBIT = "DEBIT";
    private static final String REVERSAL = "REVERSAL";

    private final Books books;
    private final FaultPlan faults;
    private final Set<String> claimed = ConcurrentHashMap.newKeySet();

    UzumPayments(Books books, FaultPlan faults) {
        this.books = books;
        this.faults = faults;
    }

    Mono<UzumAnswer> pay(JsonNode call) {
        var name = call.path("transaction_id").asString("");
        var code = call.path("otp_data").asString("");
        long amount =
                call.path("amount").isIntegralNumber() ? call.path("amount").asLong(0) : 0;
        if (!code.matches("[0-9]{40,}")
                || amount <= 0
                || !name.equals(call.path("order_id").asString(""))) {
            return Mono.just(UzumAnswer.error(400, "bad.request"));
        }
        if (code.startsWith("400") || code.startsWith("416")) {
            int error = Integer.parseInt(code.substring(0, 3));
            return Mono.just(UzumAnswer.error(error, error == 400 ? "operation.failed" : "apelsin.pay.safe.mode.on"));
        }
        if (books.knows(name)) {
            return Mono.just(UzumAnswer.error(400, "transaction.duplicated"));
        }
        if (!claimed.add(code)) {
            return Mono.just(UzumAnswer.error(400, "qr.duplicated"));
        }
        var fault = faults.money(amount);
        return fault.filter(it -> !it.done()).isPresent()
                ? Mono.just(notDone(fault.get()))
                : append(name, DEBIT, amount)
                        .map(made ->
                                UzumAnswer.done(named(name, fault), "SUCCESS").with(fault));
    }

    private static String named(String name, Optional<Fault> fault) {
        return fault.filter(Fault.WRONG_NAME::equals).isPresent() ? "" : name;
    }

    private static UzumAnswer notDone(Fault fault) {
        return switch (fault) {
            case DECLINE_FUNDS -> UzumAnswer.error(400, "operation.failed");
            case DECLINE_FRAUD -> UzumAnswer.error(400, "operation.forbidden");
            default -> UzumAnswer.error(500, "internal").with(Optional.of(fault));
        };
    }

    Mono<UzumAnswer> status(JsonNode call) {
        var name = call.path("payment_id").asString("");
        return recover(() -> Mono.just(made(name)
                .map(made -> UzumAnswer.done(name, isReversed(name) ? "REVERSED" : "SUCCESS"))
                .orElseGet(() -> UzumAnswer.error(404, "operation.not.found"))));
    }

    Mono<UzumAnswer> reverse(String order, JsonNode call) {
        var name = call.path("payment_id").asString("");
        return recover(() -> made(name)
                .filter(made -> name.equals(order) && !isReversed(name))
                .map(made -> append(name, REVERSAL, made.amount()).map(back -> UzumAnswer.done(name, "REVERSED")))
                .orElseGet(() -> Mono.just(UzumAnswer.error(400, "apelsin.pay.reverse.not.allowed"))));
    }

    private Mono<UzumAnswer> recover(Supplier<Mono<UzumAnswer>> action) {
        var fault = faults.recovery();
        return fault.filter(it -> !it.done()).isPresent()
                ? Mono.just(UzumAnswer.error(500, "internal").with(fault))
                : action.get()
                        .map(answer -> fault.filter(Fault.WRONG_NAME::equals).isPresent() ? answer.ofAnother() : answer)
                        .map(answer -> answer.with(fault));
    }

    private Optional<BookEntry> made(String name) {
        return books.under(name).stream().findFirst();
    }

    private boolean isReversed(String name) {
        return books.under(name).stream().anyMatch(entry -> REVERSAL.equals(entry.kind()));
    }

    private Mono<BookEntry> append(String name, String kind, long amount) {
        var entry = new BookEntry(name, kind, amount, "UZS", "", Instant.now().toString(), Map.of());
        return Mono.fromFuture(() -> books.append(entry)).thenReturn(entry);
    }
}
