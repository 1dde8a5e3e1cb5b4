package sandbox.uzcard;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import sandbox.sms.Inbox;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Registration of cards by a code on the holder's phone. A card belongs to the phone that {@code requestorPhone} names,
 * and to 998901234567 when none is named. Codes live in memory: a restart forgets those that wait.
 */
final class SvCards {

    private static final int WAITING_AT_MOST = 10_000;
    private static final int ATTEMPTS = 3;
    private static final Duration VALID = Duration.ofMinutes(2);
    private static final long BALANCE = 12_500_000_00L;

    private record Waiting(TestCard card, String phone, String code, Instant until, int attemptsLeft) {}

    private final Map<Long, Waiting> waiting = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Waiting> eldest) {
            return size() > WAITING_AT_MOST;
        }
    };

    private final SecureRandom random = new SecureRandom();
    private final Inbox inbox;
    private final Clock clock;
    private long lastId;

    SvCards(Inbox inbox, Clock clock) {
        this.inbox = inbox;
        this.clock = clock;
        this.lastId = clock.millis();
    }

    synchronized SvAnswer begin(JsonNode params) {
        var card = TestCard.of(
                params.path("card").path("pan").asString(""),
                params.path("card").path("expiry").asString(""));
        if (card.isEmpty()) {
            return SvAnswer.error(-202);
        }
        int error = error(card.get());
        if (error != 0) {
            return SvAnswer.error(error);
        }
        var phone = params.path("requestorPhone").asString(card.get().phone());
        var code = "%06d".formatted(random.nextInt(1_000_000));
        long id = ++lastId;
        waiting.put(id, new Waiting(card.get(), phone, code, clock.instant().plus(VALID), ATTEMPTS));
        inbox.deliver(phone, "UZCARD", "Code: " + code);
        var result = JsonNodeFactory.instance.objectNode();
        result.put("id", id);
        result.put("phoneMask", "********" + phone.substring(Math.max(0, phone.length() - 4)));
        result.put("token", "");
        result.put("verified", false);
        return SvAnswer.result(result);
    }

    synchronized SvAnswer verify(JsonNode params) {
        long id = params.path("otp").path("id").asLong(0);
        var wait = waiting.get(id);
        if (wait == null) {
            return SvAnswer.error(-294);
        }
        if (!clock.instant().isBefore(wait.until()) || wait.attemptsLeft() == 0) {
            waiting.remove(id);
            return SvAnswer.error(-270);
        }
        var code = params.path("otp").path("code").asString("");
        if (!wait.code().equals(code) || !wait.card().acceptsItsCode()) {
            waiting.put(id, new Waiting(wait.card(), wait.phone(), wait.code(), wait.until(), wait.attemptsLeft() - 1));
            return SvAnswer.error(-269);
        }
        waiting.remove(id);
        return SvAnswer.result(card(wait.card(), wait.phone()));
    }

    SvAnswer get(JsonNode params) {
        var cards = JsonNodeFactory.instance.arrayNode();
        for (var id : params.path("ids")) {
            TestCard.ofToken(id.asString("")).ifPresent(card -> cards.add(card(card, card.phone())));
        }
        return cards.isEmpty() ? SvAnswer.error(-257) : SvAnswer.result(cards);
    }

    SvAnswer balance(JsonNode params) {
        var balances = JsonNodeFactory.instance.arrayNode();
        for (var id : params.path("ids")) {
            TestCard.ofToken(id.asString(""))
                    .ifPresent(card -> balances.addObject()
                            .put("id", card.token())
                            .put("pan", card.masked())
                            .put("balance", BALANCE));
        }
        return balances.isEmpty() ? SvAnswer.error(-257) : SvAnswer.result(balances);
    }

    // Fraud and lack of funds show when money moves, not before.
    private int error(TestCard card) {
        if (!card.expiry().matches("[0-9]{2}(0[1-9]|1[0-2])")) {
            return -216;
        }
        int yymm = Integer.parseInt(card.expiry());
        var expiry = YearMonth.of(2000 + yymm / 100, yymm % 100);
        return expiry.isBefore(YearMonth.now(clock)) ? -201 : card.creditError();
    }

    private static ObjectNode card(TestCard card, String phone) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("id", card.token());
        node.put("username", SvGate.USER);
        node.put("pan", card.masked());
        node.put("status", card.creditError() == -205 ? 12 : 0);
        node.put("phone", phone);
        node.put("fullName", "SINOV MIJOZ");
        node.put("balance", BALANCE);
        node.put("sms", true);
        node.put("pincnt", 0);
        node.put("aacct", "01000000");
        node.put("par", "");
        node.put("cardtype", "private");
        node.put("holdAmount", 0);
        node.put("cashbackAmount", 0);
        return node;
    }
}
