package gateway.cards;

import static gateway.cards.CardProblem.CARD_EXPIRED;
import static gateway.cards.CardProblem.EXPIRY_INVALID;
import static gateway.cards.CardProblem.OPERATOR_UNKNOWN;
import static gateway.cards.CardProblem.PAN_INVALID;
import static gateway.cards.CardProblem.SCHEME_UNKNOWN;

import gateway.cards.BinTable.Issuer;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Decides from the text of a number and of a date alone whether a card can be dealt with. */
@Component
final class CardAdmission {

    private final BinTable bins;
    private final CardSettings settings;
    private final Moments moments;

    CardAdmission(BinTable bins, CardSettings settings, Moments moments) {
        this.bins = bins;
        this.settings = settings;
        this.moments = moments;
    }

    /**
     * Throws {@link CardProblem#PAN_INVALID}, {@link CardProblem#SCHEME_UNKNOWN}, {@link CardProblem#OPERATOR_UNKNOWN},
     * {@link CardProblem#EXPIRY_INVALID} or {@link CardProblem#CARD_EXPIRED}, in this order.
     *
     * @param through the operator that keeps the card; null for a card that its own network is asked about
     */
    Candidate candidate(String pan, String expiry, @Nullable String through) {
        var number = number(pan);
        var issuer = issuer(number);
        var scheme = through == null ? issuer.scheme() : operator(through, issuer.scheme());
        return new Candidate(number, month(expiry), scheme, issuer.bank());
    }

    // Operators keep the cards of the two networks of the country.
    private static Scheme operator(String through, Scheme network) {
        var operator = Scheme.of(through)
                .filter(it -> it == Scheme.PAYME || it == Scheme.CLICK)
                .orElseThrow(() -> OPERATOR_UNKNOWN.because("Cards are kept by payme and click"));
        return switch (network) {
            case UZCARD, HUMO -> operator;
            case VISA, PAYME, CLICK, UZUM -> throw SCHEME_UNKNOWN.because("Operators keep no cards of this network");
        };
    }

    Pan number(String pan) {
        return Pan.parse(pan)
                .orElseThrow(() -> PAN_INVALID.because("12 to 19 digits with a right check digit are expected"));
    }

    Issuer issuer(Pan pan) {
        return bins.issuerOf(pan)
                .orElseThrow(() -> SCHEME_UNKNOWN.because("No network that is served has such numbers"));
    }

    private YearMonth month(String expiry) {
        var month = Expiry.parse(expiry).orElseThrow(CardAdmission::invalidMonth);
        if (Expiry.passed(month, moments.now(), settings.zone())) {
            throw CARD_EXPIRED.because("The expiry date has passed");
        }
        if (Expiry.absurd(month, moments.now(), settings.zone())) {
            throw invalidMonth();
        }
        return month;
    }

    private static RuntimeException invalidMonth() {
        return EXPIRY_INVALID.because("A month such as 2028-05 is expected");
    }
}
