package gateway.operators.paynet;

import gateway.operators.paynet.PaynetMessage.Unfit;
import gateway.operators.wire.JsonText;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.regex.Pattern;

/** What a call of the older SOAP service means. */
final class PaynetSoapReader {

    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,18}");
    private static final int LONGEST = 64;
    private static final int SHORTEST_PASSWORD = 8;

    private final PaynetSoapCall call;

    private PaynetSoapReader(PaynetSoapCall call) {
        this.call = call;
    }

    static PaynetMessage read(PaynetSoapCall call, String serviceId) {
        return new PaynetSoapReader(call).read(serviceId);
    }

    private PaynetMessage read(String serviceId) {
        if (call.operation().equals("ChangePassword")) {
            return password();
        }
        var service = call.field("serviceId");
        if (service.isEmpty()) {
            return missing();
        }
        return service.get().equals(serviceId) ? ofOurService() : new Unfit(PaynetResponseCodes.SERVICE_NOT_FOUND);
    }

    private PaynetMessage ofOurService() {
        return switch (call.operation()) {
            case "GetInformation" -> information();
            case "PerformTransaction" -> perform();
            case "CheckTransaction" -> withId(PaynetMessage.Check::new);
            case "CancelTransaction" -> withId(PaynetMessage.Cancel::new);
            case "GetStatement" -> statement();
            default -> new Unfit(PaynetResponseCodes.NO_METHOD);
        };
    }

    private PaynetMessage information() {
        var account = account();
        var amount = Optional.ofNullable(call.parameters().get("amount"));
        if (account.isEmpty()) {
            return missing();
        }
        return amount.isEmpty()
                ? new PaynetMessage.Information(account.get(), null)
                : amount(amount)
                        .<PaynetMessage>map(it -> new PaynetMessage.Information(account.get(), it))
                        .orElseGet(() -> new Unfit(PaynetResponseCodes.AMOUNT));
    }

    private PaynetMessage perform() {
        var id = whole(call.field("transactionId"));
        var account = account();
        if (id.isEmpty() || account.isEmpty() || call.field("amount").isEmpty()) {
            return missing();
        }
        return amount(call.field("amount"))
                .<PaynetMessage>map(it -> new PaynetMessage.Perform(id.get(), account.get(), it))
                .orElseGet(() -> new Unfit(PaynetResponseCodes.AMOUNT));
    }

    private PaynetMessage withId(LongFunction<PaynetMessage> message) {
        return whole(call.field("transactionId")).map(message::apply).orElseGet(PaynetSoapReader::missing);
    }

    private PaynetMessage statement() {
        var from = moment("dateFrom");
        var to = moment("dateTo");
        return from.isPresent() && to.isPresent() && !to.get().isBefore(from.get())
                ? new PaynetMessage.Statement(from.get(), to.get())
                : new Unfit(PaynetResponseCodes.DATE);
    }

    private PaynetMessage password() {
        return call.field("newPassword")
                .flatMap(text -> JsonText.line(text, LONGEST))
                .filter(text -> text.length() >= SHORTEST_PASSWORD)
                .<PaynetMessage>map(PaynetMessage.ChangePassword::new)
                .orElseGet(PaynetSoapReader::missing);
    }

    private static Optional<Money> amount(Optional<String> text) {
        return whole(text).map(minor -> new Money(minor, Asset.UZS));
    }

    private static Optional<Long> whole(Optional<String> written) {
        return written.filter(text -> WHOLE.matcher(text).matches())
                .map(Long::valueOf)
                .filter(number -> number > 0);
    }

    private Optional<String> account() {
        return Optional.ofNullable(call.parameters().get("client_id")).flatMap(text -> JsonText.line(text, LONGEST));
    }

    private Optional<Instant> moment(String name) {
        try {
            return call.field(name).map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    private static PaynetMessage missing() {
        return new Unfit(PaynetResponseCodes.MISSING);
    }
}
