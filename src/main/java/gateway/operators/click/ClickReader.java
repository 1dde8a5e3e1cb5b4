package gateway.operators.click;

import gateway.operators.click.ClickMessage.Signed;
import gateway.operators.wire.JsonText;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads Click's forms. Never throws: a form with a field missing or unreadable is none. */
final class ClickReader {

    private static final ZoneId TASHKENT = ZoneId.of("Asia/Tashkent");
    private static final DateTimeFormatter SIGN_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
    // So'm as a number with a point; so'm and tiyin are exact, whatever calls itself a float.
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,15}(\\.[0-9]{1,4})?");
    private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{32}");
    private static final int LONGEST = 64;
    private static final String COMPLETE = "1";

    private final Map<String, String> form;

    private ClickReader(Map<String, String> form) {
        this.form = form;
    }

    static Optional<ClickMessage> read(byte[] body) {
        return FormText.read(body).flatMap(form -> new ClickReader(form).message());
    }

    private Optional<ClickMessage> message() {
        var transaction = whole("click_trans_id").filter(id -> id > 0);
        var service = whole("service_id");
        var payersNumber = whole("click_paydoc_id").filter(id -> id > 0);
        var account = text("merchant_trans_id");
        boolean completes = COMPLETE.equals(form.get("action"));
        var prepareId = completes ? whole("merchant_prepare_id") : Optional.of(0L);
        var amount = amount();
        var action = whole("action").filter(it -> it >= 0 && it <= Integer.MAX_VALUE);
        var error = whole("error").filter(it -> Math.abs(it) <= Integer.MAX_VALUE);
        var signedAt = signedAt();
        var signed = signed(completes);
        boolean named = transaction.isPresent() && payersNumber.isPresent();
        boolean complete = named && service.isPresent() && account.isPresent();
        boolean readable = prepareId.isPresent() && amount.isPresent() && action.isPresent() && error.isPresent();
        if (!complete || !readable || signedAt.isEmpty() || signed.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ClickMessage(
                transaction.get(),
                service.get(),
                payersNumber.get(),
                account.get(),
                prepareId.get(),
                amount.get(),
                action.get().intValue(),
                error.get().intValue(),
                signedAt.get(),
                signed.get()));
    }

    // The raw texts as they came: 1000 and 1000.00 are the same amount and not the same signature.
    private Optional<Signed> signed(boolean completes) {
        return text("sign_string")
                .filter(text -> SIGNATURE.matcher(text).matches())
                .map(text -> new Signed(
                        raw("click_trans_id") + raw("service_id"),
                        raw("merchant_trans_id")
                                + (completes ? raw("merchant_prepare_id") : "")
                                + raw("amount")
                                + raw("action")
                                + raw("sign_time"),
                        text));
    }

    private String raw(String name) {
        return form.getOrDefault(name, "");
    }

    private Optional<String> text(String name) {
        return JsonText.line(raw(name), LONGEST);
    }

    private Optional<Long> whole(String name) {
        return Optional.of(raw(name))
                .filter(text -> WHOLE.matcher(text).matches())
                .map(Long::valueOf);
    }

    private Optional<Money> amount() {
        return Optional.of(raw("amount"))
                .filter(text -> AMOUNT.matcher(text).matches())
                .map(text ->
                        new BigDecimal(text).movePointRight(Asset.UZS.scale()).stripTrailingZeros())
                .filter(minor -> minor.scale() <= 0)
                .map(minor -> new Money(minor.longValueExact(), Asset.UZS));
    }

    private Optional<Instant> signedAt() {
        try {
            return Optional.of(LocalDateTime.parse(raw("sign_time"), SIGN_TIME)
                    .atZone(TASHKENT)
                    .toInstant());
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }
}
