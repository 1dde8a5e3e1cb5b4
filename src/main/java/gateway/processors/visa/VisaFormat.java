package gateway.processors.visa;

import gateway.cards.CardDetails;
import gateway.platform.iso8583.IsoMessage;
import gateway.processors.LegRequest;
import gateway.processors.LegRequest.Payee;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Clock;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Which fields each message carries. The profiles are general practice for ISO 8583-1987; the acquirer's certification
 * has the last word.
 */
@Component
final class VisaFormat {

    /** Signs that the network's alphabet and every terminal's printer have. */
    private static final Pattern FOREIGN = Pattern.compile("[^A-Za-z0-9 .,&'/-]");

    private static final Pattern APOSTROPHES = Pattern.compile("[\u02BB\u02BC\u2018\u2019`]");
    private static final DateTimeFormatter EXPIRY = DateTimeFormatter.ofPattern("yyMM", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("MMdd", Locale.ROOT);

    private static final String FINANCIAL = "0200";
    private static final String CREDENTIAL_ON_FILE = "1000";
    private static final String E_COMMERCE = "59";
    private static final String ACCOUNT_VERIFICATION = "51";
    private static final int NAME_LENGTH = 25;

    private final VisaSettings.Acceptor acceptor;
    private final Clock clock;

    VisaFormat(VisaSettings settings, Clock clock) {
        this.acceptor = settings.acceptor();
        this.clock = clock;
    }

    /** Throws {@link IllegalArgumentException} when a value does not fit its field; nothing was sent then. */
    IsoMessage write(VisaMessage message) {
        return switch (message) {
            case VisaMessage.Verification it -> verification(it);
            case VisaMessage.Financial it -> financial(it);
            case VisaMessage.Undo it -> undo(it);
        };
    }

    private IsoMessage verification(VisaMessage.Verification it) {
        var message = common("0100", it.identity(), it.identity())
                .set(2, it.pan().reveal())
                .set(3, "000000")
                .set(4, "0")
                .set(18, "6012")
                .set(25, ACCOUNT_VERIFICATION)
                .set(43, place(acceptor.name()))
                .set(49, Integer.toString(Asset.UZS.numeric()));
        return expiry(message, it.expiry()).build();
    }

    private IsoMessage financial(VisaMessage.Financial it) {
        var message = common(FINANCIAL, it.identity(), it.identity())
                .set(18, it.leg().payee().category())
                .set(25, E_COMMERCE)
                .set(43, place(name(it.leg().payee())));
        return money(message, it.leg(), it.card()).build();
    }

    private IsoMessage undo(VisaMessage.Undo it) {
        var message = common(undoType(it.attempt()), it.identity(), it.original())
                .set(25, E_COMMERCE)
                .set(90, originalData(it.original()));
        return money(message, it.leg(), it.card()).build();
    }

    /** Field 90: type, trace, time, acquirer, forwarder (none). */
    private String originalData(VisaIdentity original) {
        String acquirer = "0".repeat(11 - acceptor.acquirer().length()) + acceptor.acquirer();
        return FINANCIAL + original.trace() + original.transmitted() + acquirer + "0".repeat(11);
    }

    /** @param about whose local time, reference and terminal it shows */
    private IsoMessage.Builder common(String type, VisaIdentity own, VisaIdentity about) {
        var local = about.time(clock.instant()).withZoneSameInstant(acceptor.zone());
        return IsoMessage.of(type)
                .set(7, own.transmitted())
                .set(11, own.trace())
                .set(12, TIME.format(local))
                .set(13, DATE.format(local))
                .set(19, acceptor.countryNumber())
                .set(22, CREDENTIAL_ON_FILE)
                .set(32, acceptor.acquirer())
                .set(37, about.reference())
                .set(41, about.terminal())
                .set(42, acceptor.id());
    }

    private static IsoMessage.Builder money(IsoMessage.Builder message, LegRequest leg, CardDetails card) {
        message.set(2, card.pan().reveal())
                .set(3, processingCode(leg.kind()))
                .set(4, amount(leg.amount()))
                .set(49, Integer.toString(leg.amount().asset().numeric()));
        return card.expiry() == null ? message : expiry(message, card.expiry());
    }

    private static IsoMessage.Builder expiry(IsoMessage.Builder message, YearMonth expiry) {
        return message.set(14, EXPIRY.format(expiry));
    }

    private static String amount(Money amount) {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("Only a positive amount can be sent");
        }
        return Long.toString(amount.minor());
    }

    private static String processingCode(LegRequest.Kind kind) {
        return switch (kind) {
            case DEBIT -> "000000";
            case REFUND -> "200000";
            // Original credit: to a card that paid nothing before.
            case CREDIT -> "260000";
        };
    }

    private static String undoType(int attempt) {
        return switch (attempt) {
            case 1 -> "0400";
            case 2 -> "0420";
            default -> "0421";
        };
    }

    private String name(Payee payee) {
        String plain = FOREIGN.matcher(APOSTROPHES.matcher(payee.name()).replaceAll("'"))
                .replaceAll(" ")
                .strip();
        return plain.isEmpty() ? acceptor.name() : plain;
    }

    private String place(String name) {
        return padded(name, NAME_LENGTH) + padded(acceptor.city(), 13) + acceptor.country();
    }

    private static String padded(String text, int length) {
        return text.length() >= length ? text.substring(0, length) : text + " ".repeat(length - text.length());
    }
}
