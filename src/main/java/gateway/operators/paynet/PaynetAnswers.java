package gateway.operators.paynet;

import gateway.operators.FeeShown;
import gateway.operators.OperatorTransaction;
import gateway.operators.OperatorTransaction.State.Cancelled;
import gateway.operators.OperatorTransaction.State.Created;
import gateway.operators.OperatorTransaction.State.Performed;
import gateway.operators.OperatorTransaction.State.Returned;
import gateway.operators.wire.JsonText;
import gateway.operators.wire.Reply;
import gateway.shared.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Says things as Paynet expects them. */
final class PaynetAnswers {

    private static final int OK = 200;
    private static final int STRANGER = 401;
    private static final String JSON = "application/json;charset=UTF-8";
    private static final String FINE = "0";
    static final int NOT_FOUND = 3;

    private PaynetAnswers() {}

    static Reply reply(JsonNode id, String method, PaynetAnswer answer) {
        var body = JsonText.object().put("jsonrpc", "2.0");
        body.set("id", id);
        if (answer instanceof PaynetAnswer.Failed(var code)) {
            body.putObject("error").put("code", code.code()).put("message", code.text());
            return new Reply(status(code), JSON, JsonText.write(body), method, String.valueOf(code.code()));
        }
        body.set("result", result(answer));
        return new Reply(OK, JSON, JsonText.write(body), method, FINE);
    }

    private static ObjectNode result(PaynetAnswer answer) {
        return switch (answer) {
            case PaynetAnswer.Information it -> information(it);
            case PaynetAnswer.Performed(var it) -> performed(it);
            case PaynetAnswer.Checked(var it, var now) -> it == null ? notFound(now) : checked(it);
            case PaynetAnswer.Cancelled(var it, var now) -> cancelled(it, now);
            case PaynetAnswer.Statement(var all, var _) -> statement(all);
            case PaynetAnswer.PasswordChanged _ -> JsonText.object().put("result", "success");
            case PaynetAnswer.Failed error -> throw new IllegalArgumentException("No result: " + error);
        };
    }

    private static int status(PaynetResponseCodes code) {
        return code == PaynetResponseCodes.ACCESS_DENIED ? STRANGER : OK;
    }

    private static ObjectNode information(PaynetAnswer.Information it) {
        var result = JsonText.object().put("status", "0").put("timestamp", PaynetTimes.plain(it.now()));
        var fields = result.putObject("fields").put("client_id", it.account());
        if (it.due() != null) {
            fields.put("amount", soms(it.due()));
        }
        it.shown().ifPresent(shown -> show(fields, shown));
        return result;
    }

    // What they send us is tiyin, what they are shown is so'm.
    private static BigDecimal soms(Money amount) {
        var exact = BigDecimal.valueOf(amount.minor(), amount.asset().scale());
        return exact.stripTrailingZeros().scale() <= 0 ? exact.setScale(0) : exact;
    }

    private static ObjectNode performed(OperatorTransaction it) {
        var result =
                JsonText.object().put("providerTrnId", it.number()).put("timestamp", PaynetTimes.plain(it.createdAt()));
        var fields = result.putObject("fields").put("client_id", it.account());
        FeeShown.of(it).ifPresent(shown -> show(fields, shown));
        return result;
    }

    private static void show(ObjectNode fields, FeeShown it) {
        fields.put("fee", soms(it.fee())).put("credited", soms(it.credited()));
    }

    private static ObjectNode checked(OperatorTransaction it) {
        return JsonText.object()
                .put("transactionState", state(it))
                .put("timestamp", PaynetTimes.checked(it.createdAt()))
                .put("providerTrnId", it.number());
    }

    private static ObjectNode notFound(Instant now) {
        return JsonText.object().put("transactionState", NOT_FOUND).put("timestamp", PaynetTimes.checked(now));
    }

    private static ObjectNode cancelled(OperatorTransaction it, Instant now) {
        return JsonText.object()
                .put("providerTrnId", it.number())
                .put("timestamp", PaynetTimes.plain(now))
                .put("transactionState", state(it));
    }

    private static ObjectNode statement(List<OperatorTransaction> all) {
        var result = JsonText.object();
        var lines = result.putArray("statements");
        all.forEach(it -> lines.addObject()
                .put("amount", it.amount().minor())
                .put("transactionId", Long.parseLong(it.key().theirId()))
                .put("providerTrnId", it.number())
                .put("timestamp", PaynetTimes.plain(it.createdAt())));
        return result;
    }

    /** 1 stands, 2 is cancelled. */
    static int state(OperatorTransaction it) {
        return switch (it.state()) {
            case Created _, Performed _ -> 1;
            case Cancelled _, Returned _ -> 2;
        };
    }
}
