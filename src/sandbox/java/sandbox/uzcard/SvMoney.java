package sandbox.uzcard;

import java.util.Optional;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import sandbox.books.BookEntry;
import sandbox.faults.Fault;
import sandbox.faults.FaultPlan;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Moves money on cards, gives it back, and tells what was done. Nothing is answered before it is durable. */
final class SvMoney {

    private static final String NO_REFERENCE = "000000000000";

    private final SvLedger ledger;
    private final FaultPlan faults;

    SvMoney(SvLedger ledger, FaultPlan faults) {
        this.ledger = ledger;
        this.faults = faults;
    }

    Mono<SvAnswer> pay(JsonNode params) {
        var tran = params.path("tran");
        var card = TestCard.ofToken(tran.path("cardId").asString(""));
        return card.isEmpty()
                ? Mono.just(SvAnswer.error(-257))
                : move(tran, "DEBIT", card.get().masked(), card.get().debitError());
    }

    Mono<SvAnswer> credit(JsonNode params) {
        var credit = params.path("credit");
        var recipient = credit.path("recipient").asString("");
        var card = TestCard.ofToken(recipient).or(() -> TestCard.of(recipient, "9912"));
        return card.isEmpty()
                ? Mono.just(SvAnswer.error(-202))
                : move(credit, "CREDIT", card.get().masked(), card.get().creditError());
    }

    Mono<SvAnswer> transfer(JsonNode params) {
        var p2p = params.path("p2p");
        var sender = TestCard.ofToken(p2p.path("sender").asString(""));
        var recipient = TestCard.ofToken(p2p.path("recipient").asString(""));
        if (sender.isEmpty() || recipient.isEmpty()) {
            return Mono.just(SvAnswer.error(-257));
        }
        if (sender.equals(recipient)) {
            return Mono.just(SvAnswer.error(-210));
        }
        int error = sender.get().debitError() != 0
                ? sender.get().debitError()
                : recipient.get().creditError();
        return move(p2p, "P2P", sender.get().masked(), error);
    }

    /** Takes what was held. */
    Mono<SvAnswer> charge(JsonNode hold, BookEntry held) {
        return move(hold, "DEBIT", held.card(), 0);
    }

    Mono<SvAnswer> byExt(JsonNode params) {
        var entries = ledger.byExt(params.path("extId").asString(""));
        boolean known = !entries.isEmpty() && entries.getFirst().facts().containsKey(SvLedger.TRAN);
        return recover(() -> Mono.just(known ? SvAnswer.result(tran(entries.getFirst())) : SvAnswer.error(-208)));
    }

    Mono<SvAnswer> byRefNum(JsonNode params) {
        var refNum = params.path("svId").asString("");
        var found = JsonNodeFactory.instance.arrayNode();
        try (var entries = ledger.books().entries()) {
            entries.filter(entry -> refNum.equals(entry.facts().get(SvLedger.REF)))
                    .forEach(entry -> found.add(tran(entry)));
        }
        return Mono.just(found.isEmpty() ? SvAnswer.error(-208) : SvAnswer.result(found));
    }

    Mono<SvAnswer> reverse(JsonNode params) {
        return recover(() -> ledger.byTran(params.path("tranId").asString(""))
                .map(this::reverse)
                .orElseGet(() -> Mono.just(SvAnswer.error(-208))));
    }

    Mono<SvAnswer> reversePart(JsonNode params) {
        var tran = params.path("tran");
        var original = ledger.byTran(tran.path("tranId").asString(""));
        var ext = tran.path("ext").asString("");
        long amount = tran.path("reverseAmount").asLong(0);
        if (ext.isEmpty() || ext.length() > 75 || amount <= 0) {
            return Mono.just(SvAnswer.error(-103));
        }
        if (original.isEmpty() || isDecline(original.get())) {
            return Mono.just(SvAnswer.error(-282));
        }
        return ledger.claim(ext)
                ? releasing(ext, reversePart(original.get(), ext, amount))
                : Mono.just(SvAnswer.error(-207));
    }

    private Mono<SvAnswer> reversePart(BookEntry original, String ext, long amount) {
        var fault = faults.money(amount);
        if (fault.filter(it -> !it.done()).isPresent()) {
            return notDone(ext, amount, original.card(), fault.get());
        }
        if (ledger.isReversed(original.reference())) {
            return Mono.just(SvAnswer.error(-389));
        }
        return ledger.reserveRefund(original, amount)
                ? done(ledger.refund(ext, original, amount), fault)
                : Mono.just(SvAnswer.error(-381));
    }

    private Mono<SvAnswer> reverse(BookEntry original) {
        var action = "reverse:" + original.reference();
        if (isDecline(original) || "REFUND".equals(original.kind())) {
            return Mono.just(SvAnswer.error(-282));
        }
        if (ledger.refunded(original.reference()) > 0) {
            return Mono.just(SvAnswer.error(-381));
        }
        if (!ledger.claimAction(action)) {
            return Mono.just(SvAnswer.error(-211));
        }
        var answer = ledger.isReversed(original.reference())
                ? Mono.just(SvAnswer.error(-389))
                : ledger.append(ledger.reversal(original)).map(reversal -> SvAnswer.result(tran(original, true)));
        return releasing(action, answer);
    }

    // Before the answer goes out, so that whoever heard it may come again at once.
    private Mono<SvAnswer> releasing(String claimed, Mono<SvAnswer> answer) {
        return Mono.using(() -> claimed, _ -> answer, ledger::release);
    }

    private Mono<SvAnswer> move(JsonNode message, String kind, String card, int error) {
        var ext = message.path("ext").asString("");
        long amount = message.path("amount").asLong(0);
        if (ext.isEmpty() || ext.length() > 75) {
            return Mono.just(SvAnswer.error(-103));
        }
        if (amount <= 0) {
            return Mono.just(SvAnswer.error(-245));
        }
        return ledger.claim(ext)
                ? releasing(ext, moveOnce(ext, amount, kind, card, error))
                : Mono.just(SvAnswer.error(-207));
    }

    private Mono<SvAnswer> moveOnce(String ext, long amount, String kind, String card, int error) {
        if (error != 0) {
            return decline(ext, amount, card, error);
        }
        var fault = faults.money(amount);
        return fault.filter(it -> !it.done()).isPresent()
                ? notDone(ext, amount, card, fault.get())
                : done(ledger.moved(ext, kind, amount, card), fault);
    }

    private Mono<SvAnswer> notDone(String ext, long amount, String card, Fault fault) {
        return switch (fault) {
            case DECLINE_FUNDS -> decline(ext, amount, card, -240);
            case DECLINE_FRAUD -> decline(ext, amount, card, -333);
            default -> Mono.just(SvAnswer.error(-211).with(Optional.of(fault)));
        };
    }

    private Mono<SvAnswer> decline(String ext, long amount, String card, int code) {
        return ledger.append(ledger.declined(ext, amount, card, code)).map(entry -> SvAnswer.error(code));
    }

    private Mono<SvAnswer> done(BookEntry entry, Optional<Fault> fault) {
        return ledger.append(entry)
                .map(durable -> SvAnswer.result(tran(durable, false)).with(fault));
    }

    private Mono<SvAnswer> recover(Supplier<Mono<SvAnswer>> action) {
        var fault = faults.recovery();
        if (fault.filter(it -> !it.done()).isPresent()) {
            return Mono.just(SvAnswer.error(-300).with(fault));
        }
        return action.get().map(answer -> answer.with(fault));
    }

    private static boolean isDecline(BookEntry entry) {
        return "DECLINE".equals(entry.kind());
    }

    private ObjectNode tran(BookEntry entry) {
        return tran(entry, !isDecline(entry) && ledger.isReversed(entry.reference()));
    }

    /** A transaction as SVGate writes it; how a failed one looks is our own reading. */
    private static ObjectNode tran(BookEntry entry, boolean reversed) {
        boolean declined = isDecline(entry);
        var at = SvTime.of(entry.at());
        var node = JsonNodeFactory.instance.objectNode();
        node.put("id", entry.facts().get(SvLedger.TRAN));
        node.put("username", SvGate.USER);
        node.put("refNum", entry.facts().getOrDefault(SvLedger.REF, NO_REFERENCE));
        node.put("ext", entry.reference());
        node.put("pan", entry.card());
        node.putNull("pan2");
        node.put("tranType", entry.kind());
        node.put("transType", 683);
        node.put("date7", at.substring(2));
        node.put("date12", at);
        node.put("amount", entry.amount());
        node.put("currency", "860");
        node.put("stan", at.substring(6));
        node.put(
                "field38",
                declined ? "" : entry.facts().getOrDefault(SvLedger.TRAN, "").substring(26));
        node.put("resp", declined ? Integer.parseInt(entry.facts().getOrDefault(SvLedger.CODE, "-1")) : 0);
        node.put("respText", declined ? "Declined" : "Successful transaction");
        node.put("respSV", declined ? "05" : "00");
        node.put("status", declined ? "ERR" : reversed ? "ROK" : "OK");
        return node;
    }
}
