package gateway.operators.payme;

import gateway.operators.OperatorTransaction;
import gateway.operators.OperatorTransaction.State.Cancelled;
import gateway.operators.OperatorTransaction.State.Created;
import gateway.operators.OperatorTransaction.State.Performed;
import gateway.operators.OperatorTransaction.State.Returned;
import gateway.operators.Payables.Found.Ready;
import gateway.operators.payme.PaymeResponseCodes.Refusal;
import gateway.operators.wire.JsonText;
import gateway.operators.wire.Reply;
import gateway.shared.money.Money;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Says things as Payme expects them. Times that are not are 0, a reason that is not is null. */
final class PaymeAnswers {

    private static final int ALWAYS = 200;
    private static final String JSON = "application/json;charset=UTF-8";
    private static final String FINE = "0";

    private PaymeAnswers() {}

    /** What is said, before it is said to a certain call. */
    sealed interface Answer {

        record Result(ObjectNode result) implements Answer {}

        record Failed(Refusal refusal) implements Answer {}
    }

    static Reply reply(JsonNode id, String method, Answer answer) {
        var body = JsonText.object();
        switch (answer) {
            case Answer.Result(var result) -> body.set("result", result);
            case Answer.Failed(var refusal) -> body.set("error", error(refusal));
        }
        body.set("id", id);
        return new Reply(ALWAYS, JSON, JsonText.write(body), method, code(answer));
    }

    private static String code(Answer answer) {
        return answer instanceof Answer.Failed(var refusal)
                ? String.valueOf(refusal.code().code())
                : FINE;
    }

    private static ObjectNode error(Refusal refusal) {
        var error = JsonText.object().put("code", refusal.code().code());
        error.putObject("message")
                .put("ru", refusal.code().ru())
                .put("uz", refusal.code().uz())
                .put("en", refusal.code().en());
        return error.put("data", refusal.data());
    }

    static ObjectNode allowed(Ready found, Money amount) {
        var allowed = JsonText.object().put("allow", true);
        found.shown(amount)
                .ifPresent(it -> allowed.putObject("additional")
                        .put("fee", it.fee().toDecimal())
                        .put("credited", it.credited().toDecimal()));
        var goods = found.goods();
        if (goods != null) {
            allowed.set("detail", PaymeDetail.of(goods));
        }
        return allowed;
    }

    static ObjectNode success() {
        return JsonText.object().put("success", true);
    }

    static ObjectNode created(OperatorTransaction it) {
        return JsonText.object()
                .put("create_time", it.createdAt().toEpochMilli())
                .put("transaction", ours(it))
                .put("state", state(it));
    }

    static ObjectNode performed(OperatorTransaction it) {
        return JsonText.object()
                .put("transaction", ours(it))
                .put("perform_time", millis(it.performedAt()))
                .put("state", state(it));
    }

    static ObjectNode cancelled(OperatorTransaction it) {
        return JsonText.object()
                .put("transaction", ours(it))
                .put("cancel_time", millis(it.endedAt()))
                .put("state", state(it));
    }

    static ObjectNode checked(OperatorTransaction it) {
        return JsonText.object()
                .put("create_time", it.createdAt().toEpochMilli())
                .put("perform_time", millis(it.performedAt()))
                .put("cancel_time", millis(it.endedAt()))
                .put("transaction", ours(it))
                .put("state", state(it))
                .put("reason", it.reason());
    }

    static ObjectNode statement(List<OperatorTransaction> all) {
        var result = JsonText.object();
        var lines = result.putArray("transactions");
        all.forEach(it -> lines.add(line(it)));
        return result;
    }

    private static ObjectNode line(OperatorTransaction it) {
        var line = JsonText.object()
                .put("id", it.key().theirId())
                .put("time", it.theirTime().toEpochMilli())
                .put("amount", it.amount().minor());
        line.set(
                "account",
                JsonText.read(it.account().getBytes(StandardCharsets.UTF_8)).orElseThrow());
        line.setAll(checked(it));
        line.putNull("receivers");
        return line;
    }

    private static String ours(OperatorTransaction it) {
        return String.valueOf(it.number());
    }

    private static int state(OperatorTransaction it) {
        return switch (it.state()) {
            case Created _ -> 1;
            case Performed _ -> 2;
            case Cancelled _ -> -1;
            case Returned _ -> -2;
        };
    }

    private static long millis(@Nullable Instant at) {
        return at == null ? 0 : at.toEpochMilli();
    }
}
