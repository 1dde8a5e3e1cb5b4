package sandbox.humo;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import sandbox.books.Books;
import sandbox.faults.Fault;
import sandbox.faults.FaultPlan;

/** PaymentServer's operations on its books. */
final class HumoDesk {

    private static final int CREATED = 4;
    private static final int FINISHED = 10;
    private static final long FIRST_ID = 100_000_000;

    private final Books books;
    private final FaultPlan faults;
    private final Map<String, HumoPayment> byRef = new ConcurrentHashMap<>();
    private final Map<String, HumoPayment> byId = new ConcurrentHashMap<>();
    private final AtomicLong nextId = new AtomicLong(FIRST_ID);

    HumoDesk(Books books, FaultPlan faults) {
        this.books = books;
        this.faults = faults;
        books.all().values().stream()
                .filter(entries -> entries.getFirst().facts().containsKey("paymentID"))
                .map(HumoPayment::replay)
                .forEach(this::remember);
    }

    CompletableFuture<HumoReply> answer(HumoCall call) {
        return switch (call.operation()) {
            case "Payment" -> call.field("finished").equals("true") ? confirm(call) : create(call);
            case "Request" -> betweenCards(call);
            case "GetPayment" -> recovery(call, this::status);
            case "CancelRequest" -> recovery(call, this::cancel);
            case "ReturnPayment" -> call.item("refund_ref").isEmpty() ? recovery(call, this::giveBack) : refund(call);
            default -> HumoReply.fault("902", "Unknown operation").now();
        };
    }

    private CompletableFuture<HumoReply> create(HumoCall call) {
        var service = call.field("billerRef");
        var ref = call.field("paymentRef");
        var amount = call.amount().orElse(0L);
        boolean toCard = service.startsWith("SOAP_TOCARD");
        var pan = call.item(toCard ? "pan2" : "pan");
        if (!service.matches("SOAP_(SMS|DMS|TOCARD|TOCARD_2)") || ref.isEmpty()) {
            return HumoReply.fault("904", "Format error").now();
        }
        if (byRef.containsKey(ref)) {
            return HumoReply.fault("913", "Duplicate").now();
        }
        var fault = faults.money(amount);
        var decline = decline(amount, pan, toCard ? HumoCards.EXPIRY : call.item("expiry"), fault);
        if (decline.isPresent()) {
            return declined(ref, pan, amount, decline.get());
        }
        var trouble = fault.filter(it -> !it.done());
        if (trouble.isPresent() && stage(amount) == Stage.BEFORE_CREATE) {
            return HumoReply.ok("").with(trouble).now();
        }
        var payment =
                new HumoPayment(ref, Long.toString(nextId.getAndIncrement()), service, HumoCards.masked(pan), amount);
        if (byRef.putIfAbsent(ref, payment) != null) {
            return HumoReply.fault("913", "Duplicate").now();
        }
        byId.put(payment.id, payment);
        return created(payment, pan, fault, trouble.filter(it -> stage(amount) == Stage.AFTER_CREATE));
    }

    private CompletableFuture<HumoReply> created(
            HumoPayment payment, String pan, Optional<Fault> fault, Optional<Fault> trouble) {
        synchronized (payment) {
            record(payment, "CREATED", payment.asked, Map.of());
            if (!payment.toCard() || !HumoCards.finishesAtOnce(pan)) {
                payment.atConfirm = trouble.isPresent() ? Optional.empty() : fault;
                return tell(payment, payment.response("PaymentResponse", CREATED), trouble);
            }
            record(payment, "CREDIT", payment.asked, Map.of());
            int action = HumoCards.finishesSilently(pan) ? CREATED : FINISHED;
            return tell(payment, payment.response("PaymentResponse", action), fault);
        }
    }

    private CompletableFuture<HumoReply> confirm(HumoCall call) {
        var payment = find(call);
        if (payment == null) {
            return HumoReply.fault("914", "Original not found").now();
        }
        synchronized (payment) {
            long amount = call.amount().orElse(payment.asked);
            boolean lowerAllowed = payment.service.equals("SOAP_DMS");
            if (amount > payment.asked || (amount != payment.asked && !lowerAllowed)) {
                return HumoReply.fault("110", "Invalid amount").now();
            }
            if (payment.status != HumoPayment.Status.ACTIVE) {
                return HumoReply.fault("902", "Not waiting for confirmation").now();
            }
            var fault = payment.atConfirm;
            payment.atConfirm = Optional.empty();
            if (fault.isPresent() && !fault.get().done()) {
                return HumoReply.ok("").with(fault).now();
            }
            record(payment, payment.toCard() ? "CREDIT" : "DEBIT", amount, Map.of());
            return tell(payment, payment.response("PaymentResponse", FINISHED), fault);
        }
    }

    /** A transfer between two HUMO cards ({@code autoSwitch}): finished at once, both sides under one reference. */
    private CompletableFuture<HumoReply> betweenCards(HumoCall call) {
        var ref = call.field("paymentRef");
        var amount = call.amount().orElse(0L);
        var fault = faults.money(amount);
        var decline = decline(amount, call.item("pan"), call.item("expiry"), fault)
                .or(() -> HumoCards.decline(call.item("pan2")));
        if (decline.isPresent()) {
            return declined(ref, call.item("pan"), amount, decline.get());
        }
        if (fault.isPresent() && !fault.get().done()) {
            return HumoReply.ok("").with(fault).now();
        }
        var id = Long.toString(nextId.getAndIncrement());
        var payment = new HumoPayment(ref, id, "SOAP_P2P", HumoCards.masked(call.item("pan")), amount);
        if (ref.isEmpty() || byRef.putIfAbsent(ref, payment) != null) {
            return HumoReply.fault("913", "Duplicate").now();
        }
        byId.put(id, payment);
        synchronized (payment) {
            record(payment, "DEBIT", amount, Map.of());
            record(payment, "CREDIT", amount, Map.of("card2", HumoCards.masked(call.item("pan2"))));
            return tell(payment, payment.response("RequestResponse", FINISHED), fault);
        }
    }

    private CompletableFuture<HumoReply> status(HumoPayment payment, HumoCall call) {
        return tell(payment, payment.statusResponse(), Optional.empty());
    }

    private CompletableFuture<HumoReply> cancel(HumoPayment payment, HumoCall call) {
        if (payment.status == HumoPayment.Status.ACTIVE) {
            record(payment, "CANCELLED", 0, Map.of());
        }
        return payment.status == HumoPayment.Status.CANCELLED
                ? tell(payment, "<ebppif1:CancelRequestResponse/>", Optional.empty())
                : HumoReply.fault("902", "Already confirmed").now();
    }

    private CompletableFuture<HumoReply> giveBack(HumoPayment payment, HumoCall call) {
        long left = payment.amount - payment.returned;
        long amount = call.amount().orElse(left);
        if (payment.status != HumoPayment.Status.FINISHED) {
            return HumoReply.fault("902", "Nothing to return").now();
        }
        if (amount > left) {
            return HumoReply.fault("110", "More than is left").now();
        }
        var receipt = call.item("refund_ref");
        var facts = receipt.isEmpty() ? Map.<String, String>of() : Map.of("refund_ref", receipt);
        record(payment, receipt.isEmpty() ? "REVERSAL" : "REFUND", amount, facts);
        return tell(payment, "<ebppif1:ReturnPaymentResponse/>", Optional.empty());
    }

    /** A refund is a money message: it meets the faults of its own amount. */
    private CompletableFuture<HumoReply> refund(HumoCall call) {
        var payment = find(call);
        if (payment == null) {
            return HumoReply.fault("914", "Original not found").now();
        }
        synchronized (payment) {
            long amount = call.amount().orElse(payment.amount - payment.returned);
            var fault = faults.money(amount);
            var code = fault.flatMap(HumoDesk::code);
            if (code.isPresent()) {
                return HumoReply.fault(code.get(), "Declined").now();
            }
            return fault.isPresent() && !fault.get().done()
                    ? HumoReply.ok("").with(fault).now()
                    : giveBack(payment, call).thenApply(reply -> reply.with(fault));
        }
    }

    private CompletableFuture<HumoReply> recovery(HumoCall call, Operation operation) {
        var fault = faults.recovery();
        if (fault.isPresent() && !fault.get().done()) {
            var troubled = HumoReply.fault("909", "System malfunction");
            return (code(fault.get()).isPresent() ? troubled : troubled.with(fault)).now();
        }
        var payment = find(call);
        if (payment == null) {
            return HumoReply.fault("914", "Original not found").with(fault).now();
        }
        synchronized (payment) {
            return operation.on(payment, call).thenApply(reply -> reply.with(fault));
        }
    }

    private CompletableFuture<HumoReply> declined(String ref, String pan, long amount, String code) {
        var facts = Map.of("actionCode", code);
        var at = java.time.Instant.now().toString();
        var entry = new sandbox.books.BookEntry(ref, "DECLINE", amount, "UZS", HumoCards.masked(pan), at, facts);
        return books.append(entry).thenApply(done -> HumoReply.fault(code, "Decline"));
    }

    private static Optional<String> decline(long amount, String pan, String expiry, Optional<Fault> fault) {
        if (amount <= 0) {
            return Optional.of("110");
        }
        return fault.flatMap(HumoDesk::code)
                .or(() -> HumoCards.decline(pan))
                .or(() -> expiry.equals(HumoCards.EXPIRY) ? Optional.empty() : Optional.of("101"));
    }

    private static Optional<String> code(Fault fault) {
        return switch (fault) {
            case DECLINE_FUNDS -> Optional.of("116");
            case DECLINE_FRAUD -> Optional.of("102");
            default -> Optional.empty();
        };
    }

    private static Stage stage(long amount) {
        return Stage.values()[(int) (amount / 100 % Stage.values().length)];
    }

    private void record(HumoPayment payment, String kind, long amount, Map<String, String> facts) {
        var entry = payment.entry(kind, amount, new HashMap<>(facts));
        payment.apply(entry);
        payment.durable = books.append(entry);
    }

    private static CompletableFuture<HumoReply> tell(HumoPayment payment, String payload, Optional<Fault> mischief) {
        return payment.durable.thenApply(done -> HumoReply.ok(payload).with(mischief));
    }

    private @Nullable HumoPayment find(HumoCall call) {
        var id = call.field("paymentID");
        return id.isEmpty() ? byRef.get(call.field("paymentRef")) : byId.get(id);
    }

    private void remember(HumoPayment payment) {
        byRef.put(payment.ref, payment);
        byId.put(payment.id, payment);
        nextId.accumulateAndGet(Long.parseLong(payment.id) + 1, Math::max);
    }

    /** Where a fault that leaves the money alone strikes: chosen by the whole so'm of the amount, modulo three. */
    enum Stage {
        BEFORE_CREATE,
        AFTER_CREATE,
        AT_CONFIRM
    }

    /** Something done to a known payment, under its monitor. */
    private interface Operation {

        CompletableFuture<HumoReply> on(HumoPayment payment, HumoCall call);
    }
}
