package gateway.payments.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.payments.Examples;
import gateway.payments.Payment;
import gateway.payments.PaymentView;
import io.r2dbc.spi.Readable;
import java.util.Map;
import java.util.stream.Stream;
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
                        Examples.cardToWallet(state)));
    }

    @ParameterizedTest
    @MethodSource("everyPayment")
    void aPaymentComesBackAsItWasWritten(Payment payment) {
        assertThat(PaymentRows.payment(rowOf(payment))).isEqualTo(payment);
    }

    private static Readable rowOf(Payment payment) {
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
                Map.entry("opened_at", payment.openedAt()),
                Map.entry("final_by", payment.finalBy())));
    }

    /** A row by name. */
    private record Columns(Map<String, Object> values) implements Readable {

        @Override
        public <T> T get(int index, Class<T> type) {
            throw new IllegalArgumentException("Read by name");
        }

        @Override
        public <T> T get(String name, Class<T> type) {
            return type.cast(values.get(name));
        }
    }
}
