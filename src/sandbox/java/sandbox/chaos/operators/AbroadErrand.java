package sandbox.chaos.operators;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import sandbox.operators.OperatorWire.Heard;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One transfer by the protocol's rules, whatever happens to the gateway meanwhile: every call until it is certain,
 * after silence a question for the status, every call once more, and what nobody should be able to do.
 */
final class AbroadErrand {

    private static final Duration GIVES_UP = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final int EXISTS = 10_211;
    private static final int NOT_APPROVED = 10_220;
    private static final int RATE_CHANGED = 10_208;
    private static final int DENIED = 10_001;
    private static final JsonNode NOTHING = JsonMapper.shared().createObjectNode();

    private final String id;
    private final String phone;
    private final UUID receiver;
    private final long sent;
    private final boolean confirms;
    private final @Nullable Hold hold;
    private final PartnerLine line;
    private final Errand.Notes notes;
    private long received;
    private boolean held;
    private long givesUpAt;

    /** @param step {@code check_credit} or {@code confirm_credit} */
    record Hold(String step, KillPoint point) {}

    /** Who gets how much under which name. */
    record Wish(String id, String phone, UUID receiver, long sent, boolean confirms) {}

    AbroadErrand(Wish wish, @Nullable Hold hold, PartnerLine line, Errand.Notes notes) {
        this.id = wish.id();
        this.phone = wish.phone();
        this.receiver = wish.receiver();
        this.sent = wish.sent();
        this.confirms = wish.confirms();
        this.hold = hold;
        this.line = line;
        this.notes = notes;
    }

    String name() {
        return id;
    }

    @Nullable
    Hold hold() {
        return hold;
    }

    AbroadPaper paper() {
        return new AbroadPaper(id, receiver, sent, received, confirms);
    }

    /** Returns when the partner is certain of every call, or has given up. */
    void run() {
        givesUpAt = System.nanoTime() + GIVES_UP.toNanos();
        check();
        again("check_credit", order(rate()), EXISTS);
        tryWhatNobodyMay();
        if (confirms) {
            confirm();
            again("confirm_credit", about(), NOT_APPROVED);
        }
        expectStatus();
    }

    /** Asks how it stands once more, after the gateway was started again: nothing of it may have changed. */
    void lookAgain() {
        givesUpAt = System.nanoTime() + GIVES_UP.toNanos();
        expectStatus();
    }

    private void expectStatus() {
        var stands = status();
        boolean right = stands.path("status").asString("").equals(confirms ? "SUCCESS" : "APPROVED")
                && stands.path("senderAmount").asLong() == sent
                && stands.path("receiverAmount").asLong() == received;
        expect(right, "stands otherwise", stands);
    }

    private void check() {
        while (System.nanoTime() < givesUpAt) {
            var said = read(send("check_credit", order(rate())));
            if (said.path("status").asString("").equals("APPROVED")) {
                received = said.path("receiverAmount").asLong();
                return;
            }
            if (code(said) == EXISTS) {
                received = status().path("receiverAmount").asLong();
                return;
            }
            if (!said.isEmpty() && code(said) != RATE_CHANGED && code(said) != 10_101) {
                expect(false, "a check is refused", said);
                return;
            }
            unanswered(said);
        }
        expect(false, "the check was never answered", NOTHING);
    }

    private void confirm() {
        while (System.nanoTime() < givesUpAt) {
            var said = read(send("confirm_credit", about()));
            if (said.path("status").asString("").equals("SUCCESS") || code(said) == NOT_APPROVED) {
                return;
            }
            if (!said.isEmpty() && code(said) != 10_101) {
                expect(false, "a confirmation is refused", said);
                return;
            }
            unanswered(said);
        }
        expect(false, "the confirmation was never answered", NOTHING);
    }

    private void unanswered(JsonNode said) {
        if (said.isEmpty()) {
            notes.unanswered().incrementAndGet();
        }
        pause();
    }

    private void again(String step, String body, int code) {
        for (int i = 0; i < 2; i++) {
            var said = until(step, body, it -> !it.isEmpty());
            notes.repeated().incrementAndGet();
            expect(code(said) == code, step + " again is not refused as known", said);
        }
    }

    private void tryWhatNobodyMay() {
        var standing = Standing.header("forged-" + id, KillPoint.BEFORE_COMMIT);
        JsonNode said = NOTHING;
        while (said.isEmpty() && System.nanoTime() < givesUpAt) {
            said = read(line.forged("confirm_credit", about(), standing).orElse(null));
        }
        notes.bad().incrementAndGet();
        expect(code(said) == DENIED, "a forged confirmation is taken", said);
    }

    private JsonNode status() {
        return until("status", about(), it -> !it.path("status").asString("").isEmpty());
    }

    private String rate() {
        var convert = "{\"amount\":100,\"currencyFrom\":\"USD\",\"currencyTo\":\"UZS\",\"direction\":\"TO_UZ\"}";
        return until("convert", convert, it -> it.has("rate")).path("rate").asString("0");
    }

    private String order(String rate) {
        return """
                {"externalTransferId":"%s","senderAccount":"400078******9010","identificationType":"PHONE",
                 "identificationValue":"%s","bankLabel":"OQM","senderAmount":%d,"senderCurrencyCode":"USD",
                 "receiverCurrencyCode":"UZS","exchangeRate":"%s","senderCountry":"KZ",
                 "sender":{"personFullName":"TESTOV IVAN","birthday":"2000-04-18"}}""".formatted(id, phone, sent, rate);
    }

    private String about() {
        return "{\"externalTransferId\":\"%s\"}".formatted(id);
    }

    private JsonNode until(String step, String body, Predicate<JsonNode> useful) {
        while (System.nanoTime() < givesUpAt) {
            var said = read(line.post(step, body, null).orElse(null));
            if (useful.test(said)) {
                return said;
            }
            pause();
        }
        return NOTHING;
    }

    private @Nullable Heard send(String step, String body) {
        @Nullable String standing = null;
        if (hold != null && !held && hold.step().equals(step)) {
            held = true;
            standing = Standing.header(id, hold.point());
        }
        return line.post(step, body, standing).orElse(null);
    }

    // What a dying gateway half says, and what stands before one, is no answer.
    private static JsonNode read(@Nullable Heard heard) {
        return heard == null || heard.status() >= 500 || heard.body().isEmpty()
                ? NOTHING
                : JsonMapper.shared().readTree(heard.body());
    }

    private static int code(JsonNode said) {
        return said.path("errorCode").asInt(0);
    }

    private void expect(boolean right, String otherwise, JsonNode said) {
        if (!right) {
            notes.unexpected().add("%s: %s: %s".formatted(paper(), otherwise, said));
        }
    }

    private static void pause() {
        LockSupport.parkNanos(PAUSE.toNanos());
    }
}
