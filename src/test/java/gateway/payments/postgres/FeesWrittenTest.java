package gateway.payments.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.payments.ExampleFees;
import gateway.payments.Examples;
import gateway.payments.Payment;
import gateway.payments.Payment.State;
import gateway.payments.PaymentFees;
import gateway.payments.PaymentFees.Line;
import gateway.payments.PaymentFees.Part;
import gateway.payments.WritePayment;
import gateway.platform.journal.PartWriter.FoundRow;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Fees are written as they were quoted, and again only where some of them may have gone back. */
class FeesWrittenTest {

    private static final int UPDATE = 1;
    private static final int FEES = 6;

    private static Payment completed(int version, PaymentFees fees) {
        var it = Examples.cardToMerchant(Examples.everyState()
                .filter(State.Completed.class::isInstance)
                .findFirst()
                .orElseThrow());
        return new Payment(
                it.id(),
                version,
                it.customer(),
                it.key(),
                it.amount(),
                it.source(),
                it.destination(),
                it.refunded(),
                fees,
                it.openedAt(),
                it.finalBy(),
                it.state());
    }

    /** All of each part. */
    private static PaymentFees returned(PaymentFees fees) {
        return new PaymentFees(fees.lines().stream()
                .map(line -> new Line(
                        line.fee(),
                        line.schedule(),
                        line.text(),
                        line.refund(),
                        line.parts().stream()
                                .map(part -> new Part(part.from(), part.to(), part.amount(), part.amount()))
                                .toList()))
                .toList());
    }

    private static List<String> written(Payment payment) {
        var part = new WritePayment(payment, null);
        var batch = new PaymentWriter().open(List.of(part));
        batch.found(0, new Version(payment.id().value(), payment.version() - 1));
        assertThat(batch.check(part)).isNull();
        batch.apply(part);
        return Arrays.asList((String[]) batch.rows().get(UPDATE).binds().get(FEES));
    }

    /** The version that stands. */
    private record Version(UUID id, Integer number) implements FoundRow {

        @Override
        public <T> T get(int column, Class<T> type) {
            return type.cast(column == 0 ? id : number);
        }
    }

    @Test
    void aPaymentThatIsCompletedAtOnceKeepsWhatItsFirstVersionSays() {
        assertThat(written(completed(2, ExampleFees.BOTH))).containsExactly((String) null);
    }

    @Test
    void whatGoesBackIsWritten() {
        var back = returned(ExampleFees.BOTH);

        assertThat(written(completed(2, back))).containsExactly(FeesRow.of(back));
        assertThat(written(completed(3, back))).containsExactly(FeesRow.of(back));
    }

    @Test
    void whatDidNotGoBackAfterAllIsWritten() {
        assertThat(written(completed(4, ExampleFees.BOTH))).containsExactly(FeesRow.of(ExampleFees.BOTH));
    }
}
