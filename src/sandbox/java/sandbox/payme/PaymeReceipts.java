package sandbox.payme;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
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
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Receipts: created, paid once, cancelled. Nothing is answered before it is durable. What was paid is told as queued
 * (21) when it is cancelled, and as cancelled (50) to whoever looks afterwards.
 */
final class PaymeReceipts {

    private static final String CREATED = "RECEIPT";
    private static final String PAID = "DEBIT";
    private static final String GIVEN_BACK = "REVERSAL";
    private static final String CLOSED = "CLOSED";
    private static final int NOT_FOUND = -31401;
    private static final Duration SLOW = Duration.ofSeconds(10);

    private final Books books;
    private final PaymeCards cards;
    private final FaultPlan faults;
    private final SecureRandom random = new SecureRandom();
    private final Set<String> busy = ConcurrentHashMap.newKeySet();

    PaymeReceipts(Books books, PaymeCards cards, FaultPlan faults) {
        this.books = books;
        this.cards = cards;
        this.faults = faults;
    }

    Mono<PaymeAnswer> create(JsonNode params) {
        var account = params.path("account").properties();
        long amount = params.path("amount").asLong(0);
        if (account.size() != 1 || !params.path("amount").isIntegralNumber()) {
            return Mono.just(PaymeAnswer.error(-32602));
        }
        if (amount <= 0) {
            return Mono.just(PaymeAnswer.error(-31611));
        }
        if (!ReceiptDetail.fits(params.path("detail"), amount)) {
            return Mono.just(PaymeAnswer.error(-32602));
        }
        var field = account.iterator().next();
        return recover(() -> append(entry(
                        id(),
                        CREATED,
                        amount,
                        "",
                        Map.of(
                                "field",
                                field.getKey(),
                                "order",
                                field.getValue().asString(""),
                                "detail",
                                ReceiptDetail.text(params.path("detail")))))
                .map(made -> PaymeAnswer.result(receipt(made, 0))));
    }

    Mono<PaymeAnswer> pay(JsonNode params) {
        return alone(params, made -> {
            var card = cards.paying(params);
            if (card == null) {
                return Mono.just(PaymeAnswer.error(-31400));
            }
            return switch (state(made.reference())) {
                case 0 -> pay(made, card);
                case 4 -> Mono.just(PaymeAnswer.error(-31402));
                default -> Mono.just(PaymeAnswer.error(-31403));
            };
        });
    }

    private Mono<PaymeAnswer> pay(BookEntry made, KeptCard card) {
        if (card.payingError() != 0) {
            var refused = Mono.just(PaymeAnswer.error(card.payingError()));
            return card.isSlow() ? refused.delayElement(SLOW) : refused;
        }
        var fault = faults.money(made.amount());
        return fault.filter(it -> !it.done()).isPresent()
                ? Mono.just(notDone(fault.get()))
                : append(entry(made.reference(), PAID, made.amount(), card.masked(), Map.of()))
                        .map(paid -> PaymeAnswer.result(paidReceipt(made, card, fault))
                                .with(fault));
    }

    Mono<PaymeAnswer> cancel(JsonNode params) {
        return recover(() -> alone(params, made -> switch (state(made.reference())) {
            case 0 ->
                append(entry(made.reference(), CLOSED, 0, "", Map.of()))
                        .map(closed -> PaymeAnswer.result(receipt(made, 50)));
            case 4 ->
                append(entry(made.reference(), GIVEN_BACK, made.amount(), "", Map.of()))
                        .map(back -> PaymeAnswer.result(receipt(made, 21)));
            default -> Mono.just(PaymeAnswer.result(receipt(made, 50)));
        }));
    }

    Mono<PaymeAnswer> get(JsonNode params) {
        return recover(() -> Mono.just(made(params)
                .map(made -> PaymeAnswer.result(receipt(made, state(made.reference()))))
                .orElseGet(() -> PaymeAnswer.error(NOT_FOUND))));
    }

    Mono<PaymeAnswer> check(JsonNode params) {
        return recover(() -> Mono.just(made(params)
                .map(made ->
                        PaymeAnswer.result(JsonNodeFactory.instance.objectNode().put("state", state(made.reference()))))
                .orElseGet(() -> PaymeAnswer.error(NOT_FOUND))));
    }

    /** What is done to one receipt at a time. */
    private interface Deed {

        Mono<PaymeAnswer> to(BookEntry made);
    }

    private Mono<PaymeAnswer> alone(JsonNode params, Deed deed) {
        var made = made(params);
        if (made.isEmpty()) {
            return Mono.just(PaymeAnswer.error(NOT_FOUND));
        }
        var id = made.get().reference();
        return busy.add(id) ? releasing(id, deed.to(made.get())) : Mono.just(PaymeAnswer.error(-31002));
    }

    // Before the answer goes out, so that whoever heard it may come again at once.
    private Mono<PaymeAnswer> releasing(String id, Mono<PaymeAnswer> answer) {
        return Mono.using(() -> id, _ -> answer, busy::remove);
    }

    private Optional<BookEntry> made(JsonNode params) {
        return books.under(params.path("id").asString("")).stream()
                .filter(entry -> CREATED.equals(entry.kind()))
                .findFirst();
    }

    private int state(String id) {
        var kinds = books.under(id).stream().map(BookEntry::kind).toList();
        return kinds.contains(GIVEN_BACK) || kinds.contains(CLOSED) ? 50 : kinds.contains(PAID) ? 4 : 0;
    }

    private static PaymeAnswer notDone(Fault fault) {
        return switch (fault) {
            case DECLINE_FUNDS -> PaymeAnswer.error(-31630);
            case DECLINE_FRAUD -> PaymeAnswer.error(-31008);
            default -> PaymeAnswer.error(-31001).with(Optional.of(fault));
        };
    }

    private Mono<PaymeAnswer> recover(Supplier<Mono<PaymeAnswer>> action) {
        var fault = faults.recovery();
        return fault.filter(it -> !it.done()).isPresent()
                ? Mono.just(PaymeAnswer.error(-31001).with(fault))
                : action.get().map(answer -> answer.with(fault));
    }

    private Mono<BookEntry> append(BookEntry entry) {
        return Mono.fromFuture(() -> books.append(entry)).thenReturn(entry);
    }

    private static BookEntry entry(String id, String kind, long amount, String card, Map<String, String> facts) {
        return new BookEntry(id, kind, amount, "UZS", card, Instant.now().toString(), facts);
    }

    private String id() {
        var bytes = new byte[12];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** The short form in which a payment is answered. */
    private static JsonNode paidReceipt(BookEntry made, KeptCard card, Optional<Fault> fault) {
        var result = JsonNodeFactory.instance.objectNode();
        var receipt = result.putObject("receipt");
        receipt.put("_id", fault.filter(Fault.WRONG_NAME::equals).isPresent() ? "0".repeat(24) : made.reference());
        receipt.put("pay_time", System.currentTimeMillis());
        receipt.put("state", 4);
        receipt.putObject("card").put("number", card.masked()).put("expire", card.expire());
        return result;
    }

    private static JsonNode receipt(BookEntry made, int state) {
        var result = JsonNodeFactory.instance.objectNode();
        var receipt = result.putObject("receipt");
        receipt.put("_id", made.reference());
        receipt.put("create_time", Instant.parse(made.at()).toEpochMilli());
        receipt.put("pay_time", 0);
        receipt.put("cancel_time", 0);
        receipt.put("state", state);
        receipt.put("type", 1);
        receipt.put("amount", made.amount());
        receipt.put("currency", 860);
        receipt.put("commission", 0);
        receipt.putArray("account")
                .addObject()
                .put("name", made.facts().getOrDefault("field", ""))
                .put("value", made.facts().getOrDefault("order", ""))
                .put("main", true);
        return result;
    }
}
