package gateway.payments.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.fees.Beneficiary;
import gateway.fees.Payer;
import gateway.payments.ExampleFees;
import gateway.payments.Examples;
import gateway.payments.FeeBack;
import gateway.payments.Payment;
import gateway.payments.PaymentFees;
import gateway.payments.PaymentView;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No state loses anything on its way through the books. */
class PaymentRowsTest {

    static Stream<Payment> everyPayment() {
        return Examples.everyState()
                .flatMap(state -> Stream.of(
                        Examples.cardToCard(state),
                        Examples.walletToCard(state),
                        Examples.cardToMerchant(state),
                        Examples.billToMerchant(state),
                        Examples.cardToWallet(state)));
    }

    @ParameterizedTest
    @MethodSource("everyPayment")
    void aPaymentComesBackAsItWasWritten(Payment payment) {
        assertThat(PaymentRows.payment(rowOf(payment))).isEqualTo(payment);
    }

    @ParameterizedTest
    @MethodSource("everyPayment")
    void aPaymentWithFeesComesBackToo(Payment payment) {
        var priced = ExampleFees.with(ExampleFees.BOTH, payment);

        assertThat(PaymentRows.payment(rowOf(priced))).isEqualTo(priced);
    }

    @Test
    void whatGoesBackOfFeesComesBackAsItWasWritten() {
        var back = List.of(
                new FeeBack(0, Payer.SENDER, Beneficiary.BANK, new Money(17, Asset.UZS)),
                new FeeBack(3, Payer.RECEIVER, Beneficiary.TREASURY, new Money(1, Asset.UZS)));

        assertThat(FeesRow.back(FeesRow.of(back), Asset.UZS)).isEqualTo(back);
        assertThat(FeesRow.of(List.of())).isNull();
        assertThat(FeesRow.of(PaymentFees.NONE)).isNull();
    }

    private static Readable rowOf(Payment payment) {
        var fees = FeesRow.of(payment.fees());
        return new Columns(Map.ofEntries(
                Map.entry("id", payment.id().value()),
                Map.entry("version", payment.version()),
                Map.entry("customer", payment.customer().value()),
                Map.entry("idempotency_key", payment.key()),
                Map.entry("amount_minor", payment.amount().minor()),
                Map.entry("asset", payment.amount().asset().code()),
                Map.entry("refunded_minor", payment.refunded().minor()),
                Map.entry("parties", PaymentRows.parties(payment)),
                Map.entry("status", PaymentView.statusOf(payment.state())),
                Map.entry("progress", PaymentRows.progress(payment)),
                Map.entry("fees", fees == null ? Columns.NOTHING : fees),
                Map.entry("opened_at", payment.openedAt()),
                Map.entry("final_by", payment.finalBy())));
    }

    /** A row by name. */
    private record Columns(Map<String, Object> values) implements Readable {

        private static final Object NOTHING = new Object();

        @Override
        public <T> T get(int index, Class<T> type) {
            throw new IllegalArgumentException("Read by name");
        }

        @Override
        public <T> T get(String name, Class<T> type) {
            var value = values.get(name);
            return NOTHING.equals(value) ? null : type.cast(value);
        }
    }
}
