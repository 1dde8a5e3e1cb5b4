package gateway.operators.paynet;

import gateway.operators.paynet.PaynetMessage.Unfit;
import gateway.operators.wire.JsonText;
import gateway.operators.wire.RpcCall;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.util.Optional;
import java.util.function.LongFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what Paynet asks. Never throws: what cannot be read is a value that says why. */
final class PaynetReader {

    private static final int LONGEST = 64;
    private static final int LONGEST_PASSWORD = 256;
    private static final int SHORTEST_PASSWORD = 8;

    private PaynetReader() {}

    static PaynetMessage read(RpcCall call, String serviceId) {
        return switch (call) {
            case RpcCall.Unreadable _ -> new Unfit(PaynetResponseCodes.NOT_JSON);
            case RpcCall.Unfit _ -> new Unfit(PaynetResponseCodes.UNFIT);
            case RpcCall.Asked(var _, var method, var params) -> read(method, params, serviceId);
        };
    }

    private static PaynetMessage read(String method, ObjectNode params, String serviceId) {
        return switch (method) {
            case "ChangePassword" -> password(params);
            case "GetInformation", "PerformTransaction", "CheckTransaction", "CancelTransaction", "GetStatement" ->
                isOurs(params.path("serviceId"), serviceId)
                        ? ofOurService(method, params)
                        : new Unfit(
                                params.has("serviceId")
                                        ? PaynetResponseCodes.SERVICE_NOT_FOUND
                                        : PaynetResponseCodes.MISSING);
            default -> new Unfit(PaynetResponseCodes.NO_METHOD);
        };
    }

    // Some write it as text, others as a number.
    private static boolean isOurs(JsonNode it, String serviceId) {
        return JsonText.line(it, LONGEST)
                .or(() -> JsonText.whole(it).map(String::valueOf))
                .filter(serviceId::equals)
                .isPresent();
    }

    private static PaynetMessage ofOurService(String method, ObjectNode params) {
        return switch (method) {
            case "GetInformation" -> information(params);
            case "PerformTransaction" -> perform(params);
            case "CheckTransaction" -> withId(params, PaynetMessage.Check::new);
            case "CancelTransaction" -> withId(params, PaynetMessage.Cancel::new);
            default -> statement(params);
        };
    }

    // An amount is a field of the service as agreed, like the account; Paynet may leave it out.
    private static PaynetMessage information(ObjectNode params) {
        var account = account(params);
        if (account.isEmpty()) {
            return missing();
        }
        var amount = params.path("fields").path("amount");
        return amount.isMissingNode()
                ? new PaynetMessage.Information(account.get(), null)
                : amount(amount)
                        .<PaynetMessage>map(it -> new PaynetMessage.Information(account.get(), it))
                        .orElseGet(() -> new Unfit(PaynetResponseCodes.AMOUNT));
    }

    private static Optional<Money> amount(JsonNode node) {
        return JsonText.whole(node).filter(minor -> minor > 0).map(minor -> new Money(minor, Asset.UZS));
    }

    private static PaynetMessage perform(ObjectNode params) {
        var id = id(params);
        var account = account(params);
        if (id.isEmpty() || account.isEmpty() || !params.has("amount")) {
            return missing();
        }
        return amount(params.path("amount"))
                .<PaynetMessage>map(it -> new PaynetMessage.Perform(id.get(), account.get(), it))
                .orElseGet(() -> new Unfit(PaynetResponseCodes.AMOUNT));
    }

    private static PaynetMessage withId(ObjectNode params, LongFunction<PaynetMessage> message) {
        return id(params).map(message::apply).orElseGet(PaynetReader::missing);
    }

    private static PaynetMessage statement(ObjectNode params) {
        if (!params.has("dateFrom") || !params.has("dateTo")) {
            return missing();
        }
        var from = JsonText.line(params.path("dateFrom"), LONGEST).flatMap(PaynetTimes::read);
        var to = JsonText.line(params.path("dateTo"), LONGEST).flatMap(PaynetTimes::read);
        return from.isPresent() && to.isPresent() && !to.get().isBefore(from.get())
                ? new PaynetMessage.Statement(from.get(), to.get())
                : new Unfit(PaynetResponseCodes.DATE);
    }

    private static PaynetMessage password(ObjectNode params) {
        return JsonText.line(params.path("newPassword"), LONGEST_PASSWORD)
                .filter(text -> text.length() >= SHORTEST_PASSWORD)
                .<PaynetMessage>map(PaynetMessage.ChangePassword::new)
                .orElseGet(PaynetReader::missing);
    }

    private static Optional<Long> id(ObjectNode params) {
        return JsonText.whole(params.path("transactionId")).filter(id -> id > 0);
    }

    private static Optional<String> account(ObjectNode params) {
        return JsonText.line(params.path("fields").path("client_id"), LONGEST);
    }

    private static PaynetMessage missing() {
        return new Unfit(PaynetResponseCodes.MISSING);
    }
}
