package gateway.crossborder;

import gateway.crossborder.Beneficiary.Details;
import gateway.crossborder.Quote.Side;
import gateway.crossborder.Remittance.Cause;
import gateway.crossborder.Remittance.Cause.Kind;
import gateway.crossborder.Remittance.State;
import gateway.crossborder.rates.Price;
import gateway.processors.correspondent.CreditTransfer.ChargeBearer;
import gateway.shared.ids.BeneficiaryId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import gateway.shared.ids.QuoteId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** One example per state of a remittance. */
public final class RemittanceExamples {

    public static final Instant NOW = Instant.parse("2026-05-22T06:00:00Z");

    private static final TimeOrderedIds IDS = new TimeOrderedIds(() -> NOW, new Random(7));
    private static final CustomerId CUSTOMER = new CustomerId(IDS.next(3));
    private static final PaymentId PAYMENT = new PaymentId(IDS.next(3));
    private static final QuoteId QUOTE = new QuoteId(IDS.next(3));
    private static final Price PRICE = new Price(Asset.USD, Asset.UZS, new BigDecimal("12021.22"));

    private RemittanceExamples() {}

    public static Money usd(String text) {
        return Money.parse(text, Asset.USD).orElseThrow();
    }

    public static Money uzs(String text) {
        return Money.parse(text, Asset.UZS).orElseThrow();
    }

    public static Details friend() {
        return new Details(
                "John Smith",
                false,
                "US",
                Asset.USD,
                null,
                "000123456789",
                null,
                "021000021",
                "First Bank",
                "Chicago",
                "1 Main Street",
                "New York",
                "5th Avenue",
                "10001",
                "FAMI");
    }

    /** 100 USD, for 1 202 122 so'm and a fee of 10 000; five tiyin were left over. */
    public static Sums sums() {
        return new Sums(uzs("1212122.05"), uzs("10000"), usd("100"), PRICE.costs(usd("100")), PRICE);
    }

    static Quote quote() {
        return quoted(QUOTE);
    }

    public static Quote quoted(QuoteId id) {
        return new Quote(
                id,
                CUSTOMER,
                new BeneficiaryId(IDS.next(3)),
                friend(),
                Side.SEND,
                sums(),
                new BigDecimal("12000"),
                "cbu",
                NOW,
                "us-usd",
                1,
                Duration.ofDays(2),
                ChargeBearer.SHAR,
                NOW,
                NOW.plusSeconds(600));
    }

    static Remittance in(State state) {
        var quote = quote();
        return new Remittance(
                quote.remittance(),
                1,
                quote,
                PAYMENT,
                "demo",
                Names.uetr(quote.remittance()),
                NOW,
                NOW.plus(Duration.ofDays(2)),
                state,
                null,
                null);
    }

    static Cause cause(Kind kind) {
        return new Cause(kind, "MSG-1", "AC04");
    }

    static List<Remittance> oneOfEach() {
        var sum = sums().spent();
        return List.of(
                in(new State.AwaitingPayment()),
                in(new State.NotPaid(NOW)),
                in(new State.Sent(NOW)),
                in(new State.Accepted(NOW)),
                in(new State.Delivered(NOW, false)),
                in(new State.Delivered(NOW, true)),
                in(new State.GivingBack(sum, cause(Kind.REJECTED), NOW)),
                in(new State.GivenBack(sum, cause(Kind.RETURNED_AFTER_DELIVERY), NOW)));
    }
}
