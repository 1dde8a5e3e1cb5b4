package sandbox.click;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import reactor.core.publisher.Mono;
import sandbox.books.BookEntry;
import sandbox.books.Books;
import tools.jackson.databind.JsonNode;

/**
 * Cards that Click keeps. A token pays only once the code of its card came back, and that stands in the books. Every
 * 8600, 5614 or 9860 number of 16 digits is a good card, except those of {@link #HELP}.
 */
final class ClickCards {

    static final String CODE = "77777";
    static final String POOR = "8600490000000018";
    static final String HELP = """
            click: Merchant API, user 3003, secret sandbox, service 1001; any expiry; every code is 77777
              8600495473316478  good, like every other 8600..., 5614... and 9860... number
              8600490000000018  does not pay (state -1)
              8600490000000026  is not kept (error -1)
            """;

    private static final String BLOCKED = "8600490000000026";
    private static final int TOKEN_MASK = 0x5a;

    private final Books books;

    ClickCards(Books books) {
        this.books = books;
    }

    ClickAnswer request(JsonNode call) {
        var number = call.path("card_number").asString("");
        boolean known = number.matches("(8600|5614|9860)[0-9]{12}")
                && call.path("expire_date").asString("").matches("(0[1-9]|1[0-2])[0-9]{2}");
        if (!known || BLOCKED.equals(number)) {
            return ClickAnswer.error(-1);
        }
        return ClickAnswer.of(ClickAnswer.done()
                .put(
                        "card_token",
                        token(number)
                                + "%08X".formatted(ThreadLocalRandom.current().nextInt()))
                .put("phone_number", "998901234567")
                .put("temporary", false));
    }

    Mono<ClickAnswer> verify(JsonNode call) {
        var number = number(call);
        if (number.isEmpty() || !CODE.equals(call.path("sms_code").asString(""))) {
            return Mono.just(ClickAnswer.error(-1));
        }
        var masked = masked(number.get());
        return Mono.fromFuture(() -> books.append(entry("card:" + written(call), "VERIFIED", masked)))
                .thenReturn(ClickAnswer.of(ClickAnswer.done().put("card_number", masked)));
    }

    /** 404 for a token that is unknown, or was removed before. */
    Mono<ClickAnswer> remove(String token) {
        return number(token)
                .map(number -> Mono.fromFuture(() -> books.append(entry("removed:" + token, "REMOVED", masked(number))))
                        .thenReturn(ClickAnswer.of(ClickAnswer.done())))
                .orElseGet(() -> Mono.just(ClickAnswer.status(404)));
    }

    private static BookEntry entry(String reference, String kind, String masked) {
        return new BookEntry(reference, kind, 0, "UZS", masked, Instant.now().toString(), Map.of());
    }

    /** The number that may be charged; empty for a token that is unknown, removed or not verified. */
    Optional<String> paying(JsonNode call) {
        return number(call).filter(_ -> books.knows("card:" + written(call)));
    }

    private static String written(JsonNode call) {
        return call.path("card_token").asString("");
    }

    static String masked(String number) {
        return number.substring(0, 6) + "******" + number.substring(12);
    }

    private Optional<String> number(JsonNode call) {
        return number(written(call));
    }

    // The last eight digits tell one keeping of a card from another.
    private Optional<String> number(String token) {
        return token.matches("[0-9A-F]{40}") && !books.knows("removed:" + token)
                ? Optional.of(turned(HexFormat.of().parseHex(token.substring(0, 32))))
                : Optional.empty();
    }

    // Shows no number, and means the same after a restart; nobody has to be kept from reading it.
    private static String token(String number) {
        return HexFormat.of()
                .withUpperCase()
                .formatHex(turned(number.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1))
                        .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    private static String turned(byte[] bytes) {
        var turned = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            turned[i] = (byte) (bytes[i] ^ TOKEN_MASK);
        }
        return new String(turned, java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
