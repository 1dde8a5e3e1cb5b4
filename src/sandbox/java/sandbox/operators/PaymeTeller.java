package sandbox.operators;

import java.util.Map;
import java.util.Optional;
import sandbox.operators.OperatorWire.Heard;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Payme repeats a call until it is answered, and takes the same answer for the same call. */
final class PaymeTeller extends SecretTeller {

    private static final int BROKEN = -32_400;
    private static final int UNKNOWN = -31_003;

    PaymeTeller(String key) {
        super("payme", key);
    }

    @Override
    public boolean announces() {
        return true;
    }

    @Override
    public Slip slip(String account, long minor) {
        return new Slip("%024x".formatted(Tellers.number()), account, minor, System.currentTimeMillis(), 0);
    }

    @Override
    Message call(Step step, Slip slip, String key) {
        return call(method(step), params(step, slip), key);
    }

    private static String method(Step step) {
        return switch (step) {
            case ANNOUNCE -> "CreateTransaction";
            case PAY -> "PerformTransaction";
            case UNDO -> "CancelTransaction";
        };
    }

    private static String params(Step step, Slip slip) {
        return switch (step) {
            case ANNOUNCE ->
                "{\"id\":\"%s\",\"time\":%d,\"amount\":%d,\"account\":{\"%s\":\"%s\"}}"
                        .formatted(
                                slip.id(),
                                slip.begunAt(),
                                slip.minor(),
                                slip.isInvoice() ? "invoice" : slip.isCard() ? "card" : "phone",
                                slip.account());
            case PAY -> "{\"id\":\"%s\"}".formatted(slip.id());
            case UNDO -> "{\"id\":\"%s\",\"reason\":5}".formatted(slip.id());
        };
    }

    private static Message call(String method, String params, String key) {
        return new Message(
                PaymeDesk.PATH,
                Map.of("Authorization", PaymeDesk.basic("Paycom", key), "Content-Type", "text/json; charset=UTF-8"),
                "{\"jsonrpc\":\"2.0\",\"id\":2032,\"method\":\"%s\",\"params\":%s}".formatted(method, params));
    }

    @Override
    public Meaning meaning(Step step, Heard heard) {
        if (heard.status() != 200) {
            return Meaning.UNCLEAR;
        }
        var answer = JsonMapper.shared().readTree(heard.body());
        if (answer.has("result")) {
            return Meaning.DONE;
        }
        return code(answer) == BROKEN ? Meaning.UNCLEAR : Meaning.REFUSED;
    }

    @Override
    public Optional<Message> question(Slip slip) {
        return Optional.of(call("CheckTransaction", "{\"id\":\"%s\"}".formatted(slip.id()), secret()));
    }

    @Override
    public Stand stand(Heard heard) {
        var answer = JsonMapper.shared().readTree(heard.body());
        if (!answer.has("result")) {
            return code(answer) == UNKNOWN ? Stand.NOTHING : Stand.UNCLEAR;
        }
        return switch (answer.path("result").path("state").asInt()) {
            case 1 -> Stand.ANNOUNCED;
            case 2 -> Stand.PAID;
            default -> Stand.UNDONE;
        };
    }

    private static int code(JsonNode answer) {
        return answer.path("error").path("code").asInt();
    }

    @Override
    public boolean asksFirst() {
        return false;
    }

    @Override
    public boolean repeatsItself(Step step) {
        return true;
    }
}
