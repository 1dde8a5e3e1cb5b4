package gateway.operators.uzum;

import gateway.operators.FeeShown;
import gateway.operators.OperatorTransaction;
import gateway.operators.OperatorTransaction.State.Cancelled;
import gateway.operators.OperatorTransaction.State.Created;
import gateway.operators.OperatorTransaction.State.Performed;
import gateway.operators.OperatorTransaction.State.Returned;
import gateway.operators.TransactionLifecycle;
import gateway.operators.wire.JsonText;
import gateway.operators.wire.Reply;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Says things as Uzum expects them. */
final class UzumAnswers {

    private static final int OK = 200;
    private static final int NO = 400;
    private static final String JSON = "application/json;charset=UTF-8";
    private static final String FINE = "0";

    private UzumAnswers() {}

    /**
     * What can be paid for.
     *
     * @param due what has to be paid; null when the payer chooses
     * @param shown of the amount that the payer named
     */
    static ObjectNode checked(
            long serviceId, String account, @Nullable Money due, Optional<FeeShown> shown, Instant now) {
        var body = JsonText.object()
                .put("serviceId", serviceId)
                .put("timestamp", now.toEpochMilli())
                .put("status", "OK");
        var data = body.putObject("data");
        data.putObject("account").put("value", account);
        if (due != null) {
            data.putObject("amount").put("value", due.toDecimal());
        }
        shown.ifPresent(it -> show(data, it));
        return body;
    }

    static ObjectNode created(long serviceId, OperatorTransaction it) {
        return with(about(serviceId, it).put("status", "CREATED"), "transTime", it.createdAt(), it);
    }

    static ObjectNode confirmed(long serviceId, OperatorTransaction it) {
        return with(about(serviceId, it).put("status", "CONFIRMED"), "confirmTime", it.performedAt(), it);
    }

    static ObjectNode reversed(long serviceId, OperatorTransaction it) {
        return with(about(serviceId, it).put("status", "REVERSED"), "reverseTime", it.endedAt(), it);
    }

    static ObjectNode status(long serviceId, OperatorTransaction it) {
        var body = about(serviceId, it).put("status", status(it));
        body.put("transTime", it.createdAt().toEpochMilli());
        body.put("confirmTime", millis(it.performedAt()));
        return with(body, "reverseTime", it.endedAt(), it);
    }

    private static ObjectNode about(long serviceId, OperatorTransaction it) {
        return JsonText.object()
                .put("serviceId", serviceId)
                .put("transId", it.key().theirId());
    }

    private static ObjectNode with(ObjectNode body, String name, @Nullable Instant at, OperatorTransaction it) {
        body.put(name, millis(at));
        var data = body.putObject("data");
        data.putObject("account").put("value", it.account());
        FeeShown.of(it).ifPresent(shown -> show(data, shown));
        return body.put("amount", it.amount().minor());
    }

    private static void show(ObjectNode data, FeeShown it) {
        data.putObject("fee").put("value", it.fee().toDecimal());
        data.putObject("credited").put("value", it.credited().toDecimal());
    }

    private static String status(OperatorTransaction it) {
        return switch (it.state()) {
            case Created _ -> "CREATED";
            case Performed _ -> "CONFIRMED";
            // Nobody reversed it: it was never confirmed in time.
            case Cancelled(var _, var reason) when reason == TransactionLifecycle.TIMED_OUT -> "FAILED";
            case Cancelled _, Returned _ -> "REVERSED";
        };
    }

    private static @Nullable Long millis(@Nullable Instant at) {
        return at == null ? null : at.toEpochMilli();
    }

    static Reply fine(String method, ObjectNode body) {
        return new Reply(OK, JSON, JsonText.write(body), method, FINE);
    }

    /** @param id the transaction that it is about; null when that is not known */
    static Reply failed(String method, long serviceId, @Nullable String id, Instant now, String code) {
        var body = JsonText.object().put("serviceId", serviceId);
        if (id != null) {
            body.put("transId", id);
        }
        body.put("transTime", now.toEpochMilli()).put("status", "FAILED").put("errorCode", code);
        return new Reply(NO, JSON, JsonText.write(body), method, code);
    }
}
