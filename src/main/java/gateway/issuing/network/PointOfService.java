package gateway.issuing.network;

import gateway.issuing.Channel;
import gateway.issuing.NetworkMessage.Circumstances;
import gateway.platform.iso8583.IsoMessage;
import java.time.YearMonth;
import java.util.regex.Pattern;

/** Where and how a card was used, as the message's fields say it. */
final class PointOfService {

    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    /** A month that there is not is a date that no card has. */
    private static final YearMonth NOBODYS = YearMonth.of(1999, 1);

    private static final int COUNTRY_AT = 38;

    private PointOfService() {}

    static Circumstances of(IsoMessage message) {
        return new Circumstances(
                channel(message),
                message.get(18).orElse(""),
                message.get(32).orElse("") + "/" + message.get(42).orElse("").strip(),
                message.get(43)
                        .map(place -> place.substring(COUNTRY_AT))
                        .filter(COUNTRY.asMatchPredicate())
                        .orElse("??"),
                message.get(14).map(PointOfService::expiry).orElse(null));
    }

    private static YearMonth expiry(String digits) {
        int month = Integer.parseInt(digits.substring(2));
        boolean isMonth = month >= 1 && month <= 12;
        return isMonth ? YearMonth.of(2000 + Integer.parseInt(digits.substring(0, 2)), month) : NOBODYS;
    }

    private static Channel channel(IsoMessage message) {
        if (message.get(3).filter(code -> code.startsWith("01")).isPresent()) {
            return Channel.ATM;
        }
        var condition = message.get(25).orElse("");
        if (condition.equals("08")) {
            return Channel.MOTO;
        }
        if (condition.equals("59")) {
            return Channel.ECOM;
        }
        var entry = message.get(22).map(mode -> mode.substring(0, 2)).orElse("");
        return switch (entry) {
            case "02", "05", "90", "95" -> Channel.POS;
            case "03" -> Channel.QR;
            case "07", "91" -> Channel.CONTACTLESS;
            case "10", "81" -> Channel.ECOM;
            default -> Channel.UNTOLD;
        };
    }
}
