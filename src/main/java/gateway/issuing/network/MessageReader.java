package gateway.issuing.network;

import gateway.cards.Pan;
import gateway.issuing.NetworkMessage;
import gateway.issuing.NetworkMessage.Kind;
import gateway.issuing.NumberIndex;
import gateway.issuing.Reason;
import gateway.platform.iso8583.Header;
import gateway.platform.iso8583.IsoMessage;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads what the network's messages about our cards say. One transaction bears one name (field 62.2) from approval to
 * clearing; an authorisation that says 3900 in field 63.3 raises an earlier one; 0220 clears, for single messages have
 * no clearing file.
 */
@Component
final class MessageReader {

    private static final int ACTUAL_AMOUNT = 12;

    /** What must be the same in a repeat; the type is compared without its last digit. */
    private static final int[] CONTENT = {2, 3, 4, 6, 14, 37, 38, 39, 41, 42, 49, 51, 52, 62, 63, 90, 95, 126};

    private final NumberIndex index;

    MessageReader(NumberIndex index) {
        this.index = index;
    }

    /** What a message comes to. */
    sealed interface Read {}

    /** About the connection; the answer. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Managed(byte[] answer) implements Read {}

    /** Nothing that we do for the network, or not said so that we could; the answer. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Unserved(byte[] answer) implements Read {}

    /** An answer, which we ask nobody for: not to be answered again. */
    record Silence() implements Read {}

    /** About a card. */
    record About(NetworkMessage message) implements Read {}

    Read read(Header header, IsoMessage message) {
        var answers = new FieldAnswers(header, message);
        if (message.type().equals("0800")) {
            return new Managed(answers.managed());
        }
        if (message.type().charAt(2) % 2 != 0) {
            return new Silence();
        }
        return kind(message)
                .flatMap(kind -> about(kind, message, answers))
                .<Read>map(About::new)
                .orElseGet(() -> new Unserved(answers.bytes(Reason.MESSAGE_NOT_SERVED, null)));
    }

    private static Optional<Kind> kind(IsoMessage message) {
        return Optional.ofNullable(
                switch (message.type()) {
                    case "0100", "0101" -> PrivateFields.isIncrement(message) ? Kind.INCREMENT : Kind.AUTHORISATION;
                    case "0120", "0121" -> Kind.ADVICE;
                    case "0400", "0401", "0420", "0421" -> Kind.REVERSAL;
                    case "0220", "0221" -> Kind.CLEARING;
                    default -> null;
                });
    }

    private Optional<NetworkMessage> about(Kind kind, IsoMessage message, FieldAnswers answers) {
        var pan = message.get(2).flatMap(Pan::parse);
        var amount = amount(message);
        var key = key(kind, message);
        if (pan.isEmpty() || amount.isEmpty() || key.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new NetworkMessage(
                kind,
                key.get(),
                index.ofContent(content(message)),
                pan.get(),
                PrivateFields.transaction(message).orElseGet(() -> nameless(message)),
                amount.get(),
                message.get(95).map(field -> replacement(message, field)).orElse(null),
                message.get(39).filter("00"::equals).isPresent(),
                message.get(3)
                        .filter(code -> code.startsWith("20") || code.startsWith("26"))
                        .isPresent(),
                message.get(52).orElse(null),
                PrivateFields.printedCode(message).orElse(null),
                PointOfService.of(message),
                answers));
    }

    /** Without a name of its own a transaction is known by what the original and whatever undoes it share. */
    private static String nameless(IsoMessage message) {
        return "rrn " + message.get(37).orElse("") + " " + message.get(32).orElse("");
    }

    /** The amount in the holder's own money where the network says it, else in the shop's. Empty without either. */
    private static Optional<Money> amount(IsoMessage message) {
        var billed = money(message.get(6), message.get(51));
        return billed.isPresent() ? billed : money(message.get(4), message.get(49));
    }

    private static Optional<Money> money(Optional<String> amount, Optional<String> currency) {
        return amount.flatMap(digits ->
                currency.flatMap(MessageReader::asset).map(asset -> new Money(Long.parseLong(digits), asset)));
    }

    private static Optional<Asset> asset(String number) {
        return Asset.all().stream()
                .filter(asset -> asset.numeric() == Integer.parseInt(number))
                .findFirst();
    }

    /** What stays is told in the shop's money: in the holder's own it is as much of what was billed. */
    private static @Nullable Long replacement(IsoMessage message, String field) {
        var digits = field.substring(0, ACTUAL_AMOUNT);
        if (!digits.chars().allMatch(Character::isDigit)) {
            return null;
        }
        long left = Long.parseLong(digits);
        var billed = money(message.get(6), message.get(51));
        var asked = money(message.get(4), message.get(49));
        return billed.isEmpty() || asked.isEmpty() || !asked.get().isPositive()
                ? Long.valueOf(left)
                : Long.valueOf(share(billed.get().minor(), left, asked.get().minor()));
    }

    // Rounded up: clearing takes what it takes, and the rest of a hold comes back then.
    private static long share(long billed, long left, long asked) {
        var share = BigDecimal.valueOf(billed)
                .multiply(BigDecimal.valueOf(left))
                .divide(BigDecimal.valueOf(asked), 0, RoundingMode.CEILING);
        return share.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValueExact();
    }

    /** Trace, reference, acquirer and date name a message; a repeat has the same. */
    private static Optional<String> key(Kind kind, IsoMessage message) {
        var parts = Stream.of(
                        message.get(11),
                        message.get(37),
                        message.get(32),
                        message.get(7).map(MessageReader::day))
                .flatMap(Optional::stream)
                .toList();
        boolean raises = kind == Kind.INCREMENT;
        var group = raises ? Kind.AUTHORISATION.code() : kind.code();
        return parts.size() == 4 ? Optional.of(group + " " + String.join(" ", parts)) : Optional.empty();
    }

    private static String day(String transmitted) {
        return transmitted.substring(0, 4);
    }

    private static String content(IsoMessage message) {
        return Stream.concat(
                        Stream.of(message.type().substring(0, 3)),
                        Arrays.stream(CONTENT)
                                .mapToObj(field -> message.get(field).orElse("")))
                .collect(Collectors.joining("|"));
    }
}
