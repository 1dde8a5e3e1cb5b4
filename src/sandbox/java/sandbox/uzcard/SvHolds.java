package sandbox.uzcard;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;
import sandbox.books.BookEntry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Amounts held on cards: created, dismissed, or charged, each once. */
final class SvHolds {

    private final SvLedger ledger;
    private final SvMoney money;

    SvHolds(SvLedger ledger, SvMoney money) {
        this.ledger = ledger;
        this.money = money;
    }

    Mono<SvAnswer> create(JsonNode params) {
        var hold = params.path("hold");
        var card = TestCard.ofToken(hold.path("cardId").asString(""));
        long amount = hold.path("amount").asLong(0);
        if (card.isEmpty() || amount <= 0) {
            return Mono.just(SvAnswer.error(card.isEmpty() ? -257 : -245));
        }
        if (hold.path("time").asLong(0) <= 0) {
            return Mono.just(SvAnswer.error(-241));
        }
        int error = card.get().debitError();
        if (error != 0) {
            return Mono.just(SvAnswer.error(error == -240 ? -239 : error));
        }
        long id = ledger.next();
        return ledger.append(ledger.entry(name(id), "HOLD", amount, card.get().masked(), Map.of()))
                .map(entry -> SvAnswer.result(status(id)));
    }

    Mono<SvAnswer> dismiss(JsonNode params) {
        long id = params.path("hold").path("holdId").asLong(0);
        return standing(id)
                .map(held -> end(held, "HOLD_DISMISSED").map(entry -> SvAnswer.result(status(id))))
                .orElseGet(() -> Mono.just(SvAnswer.error(-242)));
    }

    Mono<SvAnswer> charge(JsonNode params) {
        var hold = params.path("hold");
        var held = standing(hold.path("holdId").asLong(0));
        if (held.isEmpty()) {
            return Mono.just(SvAnswer.error(-242));
        }
        if (hold.path("amount").asLong(0) > held.get().amount()) {
            return Mono.just(SvAnswer.error(-239));
        }
        return end(held.get(), "HOLD_CHARGED").then(money.charge(hold, held.get()));
    }

    Mono<SvAnswer> get(JsonNode params) {
        long id = params.path("id").asLong(0);
        var entries = ledger.byExt(name(id));
        return Mono.just(entries.isEmpty() ? SvAnswer.error(-242) : SvAnswer.result(details(id, entries)));
    }

    private Optional<BookEntry> standing(long id) {
        var entries = ledger.byExt(name(id));
        return entries.size() == 1 ? Optional.of(entries.getFirst()) : Optional.empty();
    }

    private Mono<BookEntry> end(BookEntry held, String kind) {
        return ledger.append(ledger.entry(held.reference(), kind, held.amount(), held.card(), Map.of()));
    }

    private static ObjectNode status(long id) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("status", 0)
                .put("description", "OK");
    }

    private static ObjectNode details(long id, List<BookEntry> entries) {
        var last = Stream.of(entries.getLast()).map(BookEntry::kind).findFirst().orElse("HOLD");
        return JsonNodeFactory.instance
                .objectNode()
                .put("hid", id)
                .put("reqamt", entries.getFirst().amount())
                .put("createTime", entries.getFirst().at())
                .put("status", "HOLD".equals(last) ? 0 : 1)
                .put("remark", last)
                .put("userName", SvGate.USER);
    }

    private static String name(long id) {
        return "hold:" + id;
    }
}
