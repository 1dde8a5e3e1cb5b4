package sandbox.operators;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import sandbox.operators.OperatorWire.Heard;
import tools.jackson.databind.json.JsonMapper;

/**
 * Uzum asks for the status of what was not answered, and goes on from there; an id that was created twice is used up.
 */
final class UzumTeller extends SecretTeller {

    private static final String PATH = "/operators/uzum/";
    private static final String LOGIN = "uzum";
    private static final String USED = "10010";
    private static final String UNKNOWN = "10014";
    private static final String OURS = "99999";

    UzumTeller(String password) {
        super("uzum", password);
    }

    @Override
    public boolean announces() {
        return true;
    }

    @Override
    public Slip slip(String account, long minor) {
        return new Slip(UUID.randomUUID().toString(), account, minor, System.currentTimeMillis(), 0);
    }

    @Override
    Message call(Step step, Slip slip, String password) {
        return switch (step) {
            case ANNOUNCE ->
                send(
                        "create",
                        slip,
                        ",\"params\":{\"account\":\"%s\"},\"amount\":%d".formatted(slip.account(), slip.minor()),
                        password);
            case PAY -> send("confirm", slip, ",\"paymentSource\":\"UZCARD\",\"cardType\":2", password);
            case UNDO -> send("reverse", slip, "", password);
        };
    }

    private static Message send(String step, Slip slip, String fields, String password) {
        return new Message(
                PATH + step,
                Map.of("Authorization", PaymeDesk.basic(LOGIN, password), "Content-Type", "application/json"),
                "{\"serviceId\":101202,\"timestamp\":%d,\"transId\":\"%s\"%s}"
                        .formatted(slip.begunAt(), slip.id(), fields));
    }

    @Override
    public Meaning meaning(Step step, Heard heard) {
        if (heard.status() == 200) {
            return Meaning.DONE;
        }
        return switch (error(heard)) {
            case OURS -> Meaning.UNCLEAR;
            case USED -> step == Step.ANNOUNCE ? Meaning.BEFORE : Meaning.REFUSED;
            default -> Meaning.REFUSED;
        };
    }

    private static String error(Heard heard) {
        return heard.status() == 400
                ? JsonMapper.shared().readTree(heard.body()).path("errorCode").asString(OURS)
                : OURS;
    }

    @Override
    public Optional<Message> question(Slip slip) {
        return Optional.of(send("status", slip, "", secret()));
    }

    @Override
    public Stand stand(Heard heard) {
        if (heard.status() != 200) {
            return error(heard).equals(UNKNOWN) ? Stand.NOTHING : Stand.UNCLEAR;
        }
        return switch (JsonMapper.shared().readTree(heard.body()).path("status").asString("")) {
            case "CREATED" -> Stand.ANNOUNCED;
            case "CONFIRMED" -> Stand.PAID;
            case "REVERSED", "FAILED" -> Stand.UNDONE;
            default -> Stand.UNCLEAR;
        };
    }

    @Override
    public boolean asksFirst() {
        return true;
    }

    @Override
    public boolean repeatsItself(Step step) {
        return step != Step.ANNOUNCE;
    }
}
