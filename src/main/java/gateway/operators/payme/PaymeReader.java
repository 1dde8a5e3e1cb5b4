package gateway.operators.payme;

import gateway.customers.Phone;
import gateway.operators.InvoiceNumber;
import gateway.operators.PaidFor;
import gateway.operators.TopUpCode;
import gateway.operators.payme.PaymeMessage.Account;
import gateway.operators.payme.PaymeMessage.Unfit;
import gateway.operators.payme.PaymeResponseCodes.Refusal;
import gateway.operators.wire.JsonText;
import gateway.operators.wire.RpcCall;
import gateway.shared.ids.AccountId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what Payme asks. Never throws: what cannot be read is a value that says why. */
final class PaymeReader {

    private static final List<String> ACCOUNTS = List.of("phone", "wallet", "card", "invoice");
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z-]{1,64}");
    private static final Set<String> TYPES = Set.of("PERFORM", "CANCEL");
    private static final int LONGEST_ACCOUNT = 64;
    private static final int LONGEST_DOCUMENT = 4_096;
    private static final int LONGEST_PASSWORD = 256;
    private static final int SHORTEST_PASSWORD = 8;

    private PaymeReader() {}

    static PaymeMessage read(RpcCall call) {
        return switch (call) {
            case RpcCall.Unreadable _ -> new Unfit(Refusal.of(PaymeResponseCodes.NOT_JSON));
            case RpcCall.Unfit _ -> unfit();
            case RpcCall.Asked(var _, var method, var params) -> read(method, params);
        };
    }

    private static PaymeMessage read(String method, ObjectNode params) {
        return switch (method) {
            case "CheckPerformTransaction" -> checkPerform(params);
            case "CreateTransaction" -> create(params);
            case "PerformTransaction" -> withId(params, PaymeMessage.Perform::new);
            case "CancelTransaction" -> cancel(params);
            case "CheckTransaction" -> withId(params, PaymeMessage.Check::new);
            case "GetStatement" -> statement(params);
            case "SetFiscalData" -> fiscalData(params);
            case "ChangePassword" -> password(params);
            default -> new Unfit(Refusal.of(PaymeResponseCodes.NO_METHOD, method));
        };
    }

    private static PaymeMessage checkPerform(ObjectNode params) {
        var amount = amount(params);
        var account = account(params.path("account"));
        if (amount.isEmpty() || account.isEmpty()) {
            return amount.isEmpty() ? wrongAmount() : noAccount();
        }
        return new PaymeMessage.CheckPerform(amount.get(), account.get());
    }

    private static PaymeMessage create(ObjectNode params) {
        var id = id(params);
        var time = JsonText.moment(params.path("time"));
        var receivers = params.path("receivers");
        if (id.isEmpty() || time.isEmpty()) {
            return unfit();
        }
        // Nobody agreed with us on how to split what comes in.
        if (!receivers.isMissingNode() && !receivers.isNull()) {
            return new Unfit(Refusal.of(PaymeResponseCodes.NOT_POSSIBLE));
        }
        var amount = amount(params);
        var account = account(params.path("account"));
        if (amount.isEmpty() || account.isEmpty()) {
            return amount.isEmpty() ? wrongAmount() : noAccount();
        }
        return new PaymeMessage.Create(id.get(), time.get(), amount.get(), account.get());
    }

    private static PaymeMessage cancel(ObjectNode params) {
        var reason = JsonText.whole(params.path("reason")).filter(it -> it >= 0 && it <= Short.MAX_VALUE);
        return reason.isEmpty()
                ? unfit()
                : withId(params, id -> new PaymeMessage.Cancel(id, reason.get().intValue()));
    }

    private static PaymeMessage statement(ObjectNode params) {
        var from = JsonText.moment(params.path("from"));
        var to = JsonText.moment(params.path("to"));
        if (from.isEmpty() || to.isEmpty()) {
            return new Unfit(Refusal.of(PaymeResponseCodes.PERIOD, from.isEmpty() ? "from" : "to"));
        }
        return from.get().isBefore(to.get())
                ? new PaymeMessage.Statement(from.get(), to.get())
                : new Unfit(Refusal.of(PaymeResponseCodes.PERIOD, "from"));
    }

    private static PaymeMessage fiscalData(ObjectNode params) {
        var type = JsonText.line(params.path("type"), LONGEST_ACCOUNT).filter(TYPES::contains);
        var data = params.path("fiscal_data");
        var document = text(data);
        return id(params)
                .filter(_ -> type.isPresent() && data.isObject() && document.length() <= LONGEST_DOCUMENT)
                .<PaymeMessage>map(id -> new PaymeMessage.FiscalData(id, type.orElseThrow(), document))
                .orElseGet(() -> new Unfit(Refusal.of(PaymeResponseCodes.RECEIPT_UNFIT)));
    }

    private static PaymeMessage password(ObjectNode params) {
        return JsonText.line(params.path("password"), LONGEST_PASSWORD)
                .filter(text -> text.length() >= SHORTEST_PASSWORD)
                .<PaymeMessage>map(PaymeMessage.ChangePassword::new)
                .orElseGet(() -> new Unfit(Refusal.of(PaymeResponseCodes.PASSWORD, "password")));
    }

    private static PaymeMessage withId(ObjectNode params, Function<String, PaymeMessage> message) {
        return id(params).map(message).orElseGet(PaymeReader::unfit);
    }

    private static Optional<String> id(ObjectNode params) {
        return JsonText.line(params.path("id"), LONGEST_ACCOUNT)
                .filter(text -> ID.matcher(text).matches());
    }

    private static Optional<Money> amount(ObjectNode params) {
        return JsonText.whole(params.path("amount"))
                .filter(minor -> minor > 0)
                .map(minor -> new Money(minor, Asset.UZS));
    }

    // Exactly one of the fields that we gave the cash register; anything beside them is not ours.
    private static Optional<Account> account(JsonNode account) {
        var named = ACCOUNTS.stream().filter(account::has).toList();
        var text = text(account);
        if (!account.isObject() || named.size() != 1 || text.length() > LONGEST_DOCUMENT) {
            return Optional.empty();
        }
        var field = named.getFirst();
        return Optional.of(new Account(paidFor(field, account.path(field)), field, text));
    }

    private static PaidFor paidFor(String field, JsonNode value) {
        return JsonText.line(value, LONGEST_ACCOUNT)
                .flatMap(text -> paidFor(field, text))
                .orElseGet(PaidFor.Unreadable::new);
    }

    private static Optional<PaidFor> paidFor(String field, String text) {
        return switch (field) {
            case "phone" -> Phone.parse(text).map(PaidFor.PhoneOf::new);
            case "card" -> TopUpCode.parse(text).map(PaidFor.CardBy::new);
            case "wallet" -> AccountId.parse(text).map(PaidFor.WalletOf::new);
            default -> InvoiceNumber.parse(text).map(PaidFor.InvoiceBy::new);
        };
    }

    private static String text(JsonNode node) {
        return new String(JsonText.write(node), StandardCharsets.UTF_8);
    }

    private static Unfit unfit() {
        return new Unfit(Refusal.of(PaymeResponseCodes.UNFIT));
    }

    private static Unfit wrongAmount() {
        return new Unfit(Refusal.of(PaymeResponseCodes.AMOUNT));
    }

    private static Unfit noAccount() {
        return new Unfit(Refusal.of(PaymeResponseCodes.PAYEE, "account"));
    }
}
