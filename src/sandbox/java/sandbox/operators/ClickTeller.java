package sandbox.operators;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import sandbox.operators.OperatorWire.Heard;
import tools.jackson.databind.json.JsonMapper;

/** Click repeats a call until it is answered; to a second Complete it wants to hear that it was paid already. */
final class ClickTeller extends SecretTeller {

    private static final int FAILED = -5017;
    private static final int PAID = -4;
    private static final int OURS = -7;
    private static final int CANCELLED = -9;

    ClickTeller(String secret) {
        super("click", secret);
    }

    @Override
    public boolean announces() {
        return true;
    }

    @Override
    public Slip slip(String account, long minor) {
        return new Slip(String.valueOf(Tellers.number()), account, minor, System.currentTimeMillis(), 0);
    }

    @Override
    Message call(Step step, Slip slip, String secret) {
        var form = form(step, slip);
        form.put("sign_string", ClickDesk.signature(form, secret));
        var body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return new Message(ClickDesk.PATH, Map.of("Content-Type", "application/x-www-form-urlencoded"), body);
    }

    private static Map<String, String> form(Step step, Slip slip) {
        long id = Long.parseLong(slip.id());
        var amount = "%d.%02d".formatted(slip.minor() / 100, slip.minor() % 100);
        return switch (step) {
            case ANNOUNCE -> ClickDesk.prepare(id, slip.account(), amount);
            case PAY -> ClickDesk.complete(id, slip.account(), amount, slip.number(), 0);
            case UNDO -> ClickDesk.complete(id, slip.account(), amount, slip.number(), FAILED);
        };
    }

    @Override
    public Meaning meaning(Step step, Heard heard) {
        if (heard.status() != 200) {
            return Meaning.UNCLEAR;
        }
        return switch (error(heard)) {
            case 0 -> Meaning.DONE;
            case OURS -> Meaning.UNCLEAR;
            case PAID -> step == Step.PAY ? Meaning.BEFORE : Meaning.REFUSED;
            // To a Complete that says that it failed this is the one good answer, the first time and later.
            case CANCELLED -> step == Step.UNDO ? Meaning.DONE : Meaning.REFUSED;
            default -> Meaning.REFUSED;
        };
    }

    private static int error(Heard heard) {
        return JsonMapper.shared().readTree(heard.body()).path("error").asInt(OURS);
    }

    @Override
    public Slip learned(Slip slip, Heard heard) {
        long told = JsonMapper.shared()
                .readTree(heard.body())
                .path("merchant_prepare_id")
                .asLong(0);
        return told == 0 ? slip : slip.numbered(told);
    }

    @Override
    public Optional<Message> question(Slip slip) {
        return Optional.empty();
    }

    @Override
    public Stand stand(Heard heard) {
        return Stand.UNCLEAR;
    }

    @Override
    public boolean asksFirst() {
        return false;
    }

    @Override
    public boolean repeatsItself(Step step) {
        return step != Step.PAY;
    }
}
