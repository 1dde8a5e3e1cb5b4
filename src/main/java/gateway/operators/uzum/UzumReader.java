package gateway.operators.uzum;

import gateway.operators.uzum.UzumMessage.Unfit;
import gateway.operators.wire.JsonText;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what Uzum asks. Never throws: what cannot be read is a value that says why. */
final class UzumReader {

    static final String CHECK = "check";
    static final String CREATE = "create";
    static final String CONFIRM = "confirm";
    static final String REVERSE = "reverse";
    static final String STATUS = "status";

    private static final Pattern ID = Pattern.compile("[0-9a-fA-F-]{36}");
    private static final int LONGEST = 64;

    private final JsonNode body;
    private final @Nullable String id;

    private UzumReader(JsonNode body) {
        this.body = body;
        this.id = JsonText.line(body.path("transId"), LONGEST)
                .filter(text -> ID.matcher(text).matches())
                .orElse(null);
    }

    /** @param step the address that it was sent to */
    static UzumMessage read(String step, byte[] body, long serviceId) {
        return JsonText.read(body)
                .map(json -> new UzumReader(json).read(step, serviceId))
                .orElseGet(() -> new Unfit(UzumResponseCodes.NOT_JSON, null));
    }

    private UzumMessage read(String step, long serviceId) {
        if (!body.isObject() || moment().isEmpty()) {
            return unfit(UzumResponseCodes.PARAMETER_MISSING);
        }
        if (!JsonText.whole(body.path("serviceId")).equals(Optional.of(serviceId))) {
            return unfit(body.has("serviceId") ? UzumResponseCodes.WRONG_SERVICE : UzumResponseCodes.PARAMETER_MISSING);
        }
        return switch (step) {
            case CHECK -> check();
            case CREATE -> create();
            case CONFIRM -> withId(UzumMessage.Confirm::new);
            case REVERSE -> withId(UzumMessage.Reverse::new);
            case STATUS -> withId(UzumMessage.Status::new);
            default -> unfit(UzumResponseCodes.WRONG_OPERATION);
        };
    }

    // An amount is a parameter of the service as agreed, like the account; Uzum may leave it out.
    private UzumMessage check() {
        var account = account();
        if (account.isEmpty()) {
            return unfit(UzumResponseCodes.PARAMETER_MISSING);
        }
        var amount = body.path("params").path("amount");
        return amount.isMissingNode()
                ? new UzumMessage.Check(account.get(), null)
                : amount(amount)
                        .<UzumMessage>map(it -> new UzumMessage.Check(account.get(), it))
                        .orElseGet(() -> unfit(UzumResponseCodes.WRONG_AMOUNT));
    }

    private static Optional<Money> amount(JsonNode node) {
        return JsonText.whole(node).filter(minor -> minor > 0).map(minor -> new Money(minor, Asset.UZS));
    }

    private UzumMessage create() {
        var known = id;
        var account = account();
        if (known == null || account.isEmpty() || !body.has("amount")) {
            return unfit(UzumResponseCodes.PARAMETER_MISSING);
        }
        return amount(body.path("amount"))
                .<UzumMessage>map(it -> new UzumMessage.Create(known, moment().orElseThrow(), account.get(), it))
                .orElseGet(() -> unfit(UzumResponseCodes.WRONG_AMOUNT));
    }

    private UzumMessage withId(Function<String, UzumMessage> message) {
        return id == null ? unfit(UzumResponseCodes.PARAMETER_MISSING) : message.apply(id);
    }

    private Optional<String> account() {
        return JsonText.line(body.path("params").path("account"), LONGEST);
    }

    private Optional<Instant> moment() {
        return JsonText.moment(body.path("timestamp"));
    }

    private Unfit unfit(UzumResponseCodes code) {
        return new Unfit(code, id);
    }
}
