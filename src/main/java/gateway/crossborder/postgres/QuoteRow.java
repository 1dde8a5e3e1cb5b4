package gateway.crossborder.postgres;

import gateway.crossborder.Beneficiary.Details;
import gateway.crossborder.Quote;
import gateway.crossborder.Quote.Side;
import gateway.crossborder.Sums;
import gateway.crossborder.rates.Price;
import gateway.processors.correspondent.CreditTransfer.ChargeBearer;
import gateway.shared.ids.BeneficiaryId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.QuoteId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Quotes and beneficiaries as text. Decimals stand as texts, so that no reader makes binary fractions of them. */
final class QuoteRow {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private QuoteRow() {}

    /** What of a quote is not a column of its own. */
    private record Terms(
            UUID beneficiary,
            DetailsText to,
            Side side,
            long spent,
            long fee,
            long received,
            long worth,
            String home,
            String currency,
            String price,
            String middle,
            String provider,
            Instant rateAsOf,
            String corridor,
            int corridorVersion,
            Duration within,
            ChargeBearer charges,
            Instant madeAt,
            Instant expiresAt) {}

    /** A beneficiary's details. */
    private record DetailsText(
            String name,
            boolean company,
            String country,
            String currency,
            @Nullable String iban,
            @Nullable String account,
            @Nullable String bic,
            @Nullable String bankCode,
            @Nullable String bankName,
            @Nullable String bankTown,
            @Nullable String bankStreet,
            @Nullable String town,
            @Nullable String street,
            @Nullable String postalCode,
            @Nullable String purpose) {

        static DetailsText of(Details it) {
            return new DetailsText(
                    it.name(),
                    it.company(),
                    it.country(),
                    it.currency().code(),
                    it.iban(),
                    it.account(),
                    it.bic(),
                    it.bankCode(),
                    it.bankName(),
                    it.bankTown(),
                    it.bankStreet(),
                    it.town(),
                    it.street(),
                    it.postalCode(),
                    it.purpose());
        }

        Details details() {
            return new Details(
                    name,
                    company,
                    country,
                    Asset.of(currency),
                    iban,
                    account,
                    bic,
                    bankCode,
                    bankName,
                    bankTown,
                    bankStreet,
                    town,
                    street,
                    postalCode,
                    purpose);
        }
    }

    static String details(Details details) {
        return JSON.writeValueAsString(DetailsText.of(details));
    }

    static Details details(String text) {
        return JSON.readValue(text, DetailsText.class).details();
    }

    static String terms(Quote it) {
        var sums = it.sums();
        return JSON.writeValueAsString(new Terms(
                it.beneficiary().value(),
                DetailsText.of(it.to()),
                it.side(),
                sums.spent().minor(),
                sums.fee().minor(),
                sums.received().minor(),
                sums.worth().minor(),
                sums.spent().asset().code(),
                sums.received().asset().code(),
                sums.price().value().toPlainString(),
                it.middle().toPlainString(),
                it.provider(),
                it.rateAsOf(),
                it.corridor(),
                it.corridorVersion(),
                it.within(),
                it.charges(),
                it.madeAt(),
                it.expiresAt()));
    }

    static Quote quote(QuoteId id, CustomerId customer, String text) {
        var it = JSON.readValue(text, Terms.class);
        return new Quote(
                id,
                customer,
                new BeneficiaryId(it.beneficiary()),
                it.to().details(),
                it.side(),
                sums(it),
                new BigDecimal(it.middle()),
                it.provider(),
                it.rateAsOf(),
                it.corridor(),
                it.corridorVersion(),
                it.within(),
                it.charges(),
                it.madeAt(),
                it.expiresAt());
    }

    private static Sums sums(Terms it) {
        var home = Asset.of(it.home());
        var currency = Asset.of(it.currency());
        return new Sums(
                new Money(it.spent(), home),
                new Money(it.fee(), home),
                new Money(it.received(), currency),
                new Money(it.worth(), home),
                new Price(currency, home, new BigDecimal(it.price())));
    }
}
