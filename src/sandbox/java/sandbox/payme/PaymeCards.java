package sandbox.payme;

import java.time.Instant;
import java.util.Map;
import reactor.core.publisher.Mono;
import sandbox.books.BookEntry;
import sandbox.books.Books;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Cards that Payme keeps. A token pays only once the code of its card came back, and that stands in the books. */
final class PaymeCards {

    private static final String VERIFIED = "VERIFIED";
    private static final String REMOVED = "REMOVED";
    private static final int WAIT_MILLIS = 60_000;

    private final Books books;

    PaymeCards(Books books) {
        this.books = books;
    }

    PaymeAnswer create(JsonNode params) {
        var card = KeptCard.of(
                params.path("card").path("number").asString(""),
                params.path("card").path("expire").asString(""));
        if (card.isEmpty()) {
            return PaymeAnswer.error(-31300);
        }
        int error = card.get().keepingError();
        return error == 0 ? PaymeAnswer.result(card(card.get())) : PaymeAnswer.error(error);
    }

    PaymeAnswer sendCode(JsonNode params) {
        var card = of(params);
        if (card == null) {
            return PaymeAnswer.error(-31400);
        }
        int error = card.codeError();
        var sent = JsonNodeFactory.instance.objectNode();
        sent.put("sent", true).put("phone", "99890*****67").put("wait", WAIT_MILLIS);
        return error == 0 ? PaymeAnswer.result(sent) : PaymeAnswer.error(error);
    }

    Mono<PaymeAnswer> verify(JsonNode params) {
        var card = of(params);
        if (card == null) {
            return Mono.just(PaymeAnswer.error(-31400));
        }
        return KeptCard.CODE.equals(params.path("code").asString(""))
                ? Mono.fromFuture(() -> books.append(entry("card:", VERIFIED, card)))
                        .then(Mono.fromSupplier(() -> PaymeAnswer.result(card(card))))
                : Mono.just(PaymeAnswer.error(-31103));
    }

    PaymeAnswer check(JsonNode params) {
        var card = of(params);
        return card == null ? PaymeAnswer.error(-31400) : PaymeAnswer.result(card(card));
    }

    Mono<PaymeAnswer> remove(JsonNode params) {
        var card = of(params);
        return card == null
                ? Mono.just(PaymeAnswer.error(-31400))
                : Mono.fromFuture(() -> books.append(entry("removed:", REMOVED, card)))
                        .thenReturn(PaymeAnswer.result(
                                JsonNodeFactory.instance.objectNode().put("success", true)));
    }

    /** The card that may pay; null for a token that is unknown, removed or not verified. */
    @org.jspecify.annotations.Nullable
    KeptCard paying(JsonNode params) {
        var card = of(params);
        return card != null && isVerified(card) ? card : null;
    }

    private @org.jspecify.annotations.Nullable KeptCard of(JsonNode params) {
        return KeptCard.ofToken(params.path("token").asString(""))
                .filter(card -> !books.knows("removed:" + card.token()))
                .orElse(null);
    }

    private boolean isVerified(KeptCard card) {
        return books.knows("card:" + card.token());
    }

    private static BookEntry entry(String about, String kind, KeptCard card) {
        return new BookEntry(
                about + card.token(),
                kind,
                0,
                "UZS",
                card.masked(),
                Instant.now().toString(),
                Map.of());
    }

    private ObjectNode card(KeptCard card) {
        var result = JsonNodeFactory.instance.objectNode();
        result.putObject("card")
                .put("number", card.masked())
                .put(
                        "expire",
                        card.expire().substring(0, 2) + "/" + card.expire().substring(2))
                .put("token", card.token())
                .put("recurrent", true)
                .put("verify", isVerified(card));
        return result;
    }
}
