package sandbox.operators;

import java.util.Map;
import java.util.Optional;
import sandbox.operators.OperatorWire.Heard;
import tools.jackson.databind.json.JsonMapper;

/** Paynet checks what was not answered, and repeats it only when it is not known. */
final class PaynetTeller extends SecretTeller {

    private static final String PATH = "/operators/paynet";
    private static final String LOGIN = "paynet";
    private static final int EXISTS = 201;
    private static final int CANCELLED = 202;
    private static final int LATER = 100;
    private static final int BROKEN = -32_603;

    PaynetTeller(String password) {
        super("paynet", password);
    }

    @Override
    public boolean announces() {
        return false;
    }

    @Override
    public Slip slip(String account, long minor) {
        return new Slip(String.valueOf(Tellers.number()), account, minor, System.currentTimeMillis(), 0);
    }

    @Override
    Message call(Step step, Slip slip, String password) {
        return step == Step.UNDO
                ? call("CancelTransaction", slip, "", password)
                : call(
                        "PerformTransaction",
                        slip,
                        ",\"amount\":%d,\"fields\":{\"client_id\":\"%s\"}".formatted(slip.minor(), slip.account()),
                        password);
    }

    private static Message call(String method, Slip slip, String more, String password) {
        var params = "{\"serviceId\":\"1\",\"transactionId\":%s%s}".formatted(slip.id(), more);
        return new Message(
                PATH,
                Map.of("Authorization", PaymeDesk.basic(LOGIN, password), "Content-Type", "application/json"),
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":%s}".formatted(method, params));
    }

    @Override
    public Meaning meaning(Step step, Heard heard) {
        if (heard.status() != 200) {
            return heard.status() == 401 ? Meaning.REFUSED : Meaning.UNCLEAR;
        }
        var answer = JsonMapper.shared().readTree(heard.body());
        return answer.has("result")
                ? Meaning.DONE
                : meaning(step, answer.path("error").path("code").asInt(BROKEN));
    }

    /** The same codes in both of Paynet's protocols. */
    static Meaning meaning(Step step, int code) {
        return switch (code) {
            case 0 -> Meaning.DONE;
            case EXISTS -> step == Step.PAY ? Meaning.BEFORE : Meaning.REFUSED;
            case CANCELLED -> step == Step.UNDO ? Meaning.BEFORE : Meaning.REFUSED;
            case LATER, BROKEN -> Meaning.UNCLEAR;
            default -> Meaning.REFUSED;
        };
    }

    @Override
    public Optional<Message> question(Slip slip) {
        return Optional.of(call("CheckTransaction", slip, "", secret()));
    }

    @Override
    public Stand stand(Heard heard) {
        return heard.status() == 200
                ? stand(JsonMapper.shared()
                        .readTree(heard.body())
                        .path("result")
                        .path("transactionState")
                        .asInt(0))
                : Stand.UNCLEAR;
    }

    /** By Paynet's number of a state. */
    static Stand stand(int state) {
        return switch (state) {
            case 1 -> Stand.PAID;
            case 2 -> Stand.UNDONE;
            case 3 -> Stand.NOTHING;
            default -> Stand.UNCLEAR;
        };
    }

    @Override
    public boolean asksFirst() {
        return true;
    }

    @Override
    public boolean repeatsItself(Step step) {
        return false;
    }
}
