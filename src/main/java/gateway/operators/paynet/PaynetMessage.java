package gateway.operators.paynet;

import gateway.shared.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What Paynet asks. */
sealed interface PaynetMessage {

    /**
     * @param account what is paid for
     * @param amount that the payer has named already; null when none
     */
    record Information(String account, @Nullable Money amount) implements PaynetMessage {}

    record Perform(long id, String account, Money amount) implements PaynetMessage {}

    record Check(long id) implements PaynetMessage {}

    record Cancel(long id) implements PaynetMessage {}

    record Statement(Instant from, Instant to) implements PaynetMessage {}

    record ChangePassword(String password) implements PaynetMessage {

        @Override
        public String toString() {
            return "ChangePassword[***]";
        }
    }

    /** It is none of these. */
    record Unfit(PaynetResponseCodes code) implements PaynetMessage {}
}
