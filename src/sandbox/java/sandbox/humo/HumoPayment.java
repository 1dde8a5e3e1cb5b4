package sandbox.humo;

import static sandbox.humo.HumoReply.item;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import sandbox.books.BookEntry;
import sandbox.faults.Fault;

/** A payment as PaymentServer remembers it. Callers hold its monitor. */
final class HumoPayment {

    /** As {@code GetPayment} writes it, in lower case. */
    enum Status {
        ACTIVE,
        FINISHED,
        RETURNED,
        CANCELLED
    }

    final String ref;
    final String id;
    final String service;
    final String card;
    final long asked;
    final List<String> receipts = new ArrayList<>();
    Status status = Status.ACTIVE;
    long amount;
    long returned;
    Optional<Fault> atConfirm = Optional.empty();

    /** Completes when everything known about the payment is on disk: nothing may be told before. */
    CompletableFuture<Void> durable = CompletableFuture.completedFuture(null);

    HumoPayment(String ref, String id, String service, String card, long asked) {
        this.ref = ref;
        this.id = id;
        this.service = service;
        this.card = card;
        this.asked = asked;
        this.amount = asked;
    }

    /** As the books tell it. */
    static HumoPayment replay(List<BookEntry> entries) {
        var first = entries.getFirst();
        var payment = new HumoPayment(
                first.reference(),
                first.facts().getOrDefault("paymentID", ""),
                first.facts().getOrDefault("service", ""),
                first.card(),
                first.amount());
        for (var entry : entries) {
            payment.apply(entry);
        }
        return payment;
    }

    void apply(BookEntry entry) {
        switch (entry.kind()) {
            case "DEBIT", "CREDIT" -> {
                status = Status.FINISHED;
                amount = entry.amount();
            }
            case "CANCELLED" -> status = Status.CANCELLED;
            case "REFUND", "REVERSAL" -> {
                returned += entry.amount();
                status = returned == amount ? Status.RETURNED : Status.FINISHED;
                Optional.ofNullable(entry.facts().get("refund_ref")).ifPresent(receipts::add);
            }
            default -> {}
        }
    }

    BookEntry entry(String kind, long moved, Map<String, String> more) {
        var facts = new java.util.HashMap<>(more);
        facts.put("paymentID", id);
        facts.put("service", service);
        return new BookEntry(ref, kind, moved, "UZS", card, Instant.now().toString(), facts);
    }

    boolean toCard() {
        return service.startsWith("SOAP_TOCARD");
    }

    String response(String element, int action) {
        return "<ebppif1:" + element + "><paymentID>" + id + "</paymentID><paymentRef>" + ref + "</paymentRef><details>"
                + details() + "</details><action>" + action + "</action></ebppif1:" + element + ">";
    }

    String statusResponse() {
        var refunds = new StringBuilder();
        receipts.forEach(receipt -> refunds.append(item("refund_ref", receipt)));
        return "<ebppif1:GetPaymentResponse><paymentID>" + id + "</paymentID><paymentRef>" + ref
                + "</paymentRef><status>"
                + status.name().toLowerCase(java.util.Locale.ROOT) + "</status><details>" + details()
                + item("remaining_amount", amount - returned) + item("refunded_amount", returned) + refunds
                + "</details></ebppif1:GetPaymentResponse>";
    }

    private String details() {
        var approval = id.substring(id.length() - 6);
        return item("ccy_code", 860)
                + item("amount", amount)
                + item("merchant_id", "011860022222222")
                + item("terminal_id", "2222AB22")
                + item("point_code", "100010104110")
                + item("centre_id", "CENTRE1")
                + item(toCard() ? "internal_pan2_masked" : "internal_pan_masked", card)
                + item("netsw_proccode", "000000")
                + item("sli", 210)
                + item("cardholder_amount1a", amount)
                + item("cardholder_ccy_code", 860)
                + item("conversion_rate", "1.000000000000000")
                + item("auth_action_code", "000")
                + item("auth_action_code_final", "000")
                + item("auth_appr_code", approval)
                + item("auth_appr_code1a", approval)
                + item("auth_ref_number", "6060" + approval + "00")
                + item("auth_stan", approval)
                + item("auth_time", "20260301101530")
                + item("stip_client_id", "00000001")
                + item("card_type", "01")
                + item("merchant_name", "TEST MERCH&gt;TASHKENT UZ")
                + item("acq_inst", "90000901")
                + item("ret_ref_numb1a", "6060" + approval + "00")
                + item("reconcile_info", "20260301101530")
                + item("amount1a", amount)
                + item("amount1a_original", asked)
                + item("transaction_amount", amount);
    }
}
