package gateway.operators.paynet;

import gateway.operators.FeeShown;
import gateway.operators.OperatorTransaction;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What Paynet hears, before it is put in JSON or XML. */
sealed interface PaynetAnswer {

    /**
     * @param due what has to be paid; null when the payer chooses
     * @param shown of the amount that the payer named
     */
    record Information(String account, @Nullable Money due, Optional<FeeShown> shown, Instant now)
            implements PaynetAnswer {}

    record Performed(OperatorTransaction transaction) implements PaynetAnswer {}

    /** @param transaction null when there is none of that number */
    record Checked(@Nullable OperatorTransaction transaction, Instant now) implements PaynetAnswer {}

    record Cancelled(OperatorTransaction transaction, Instant now) implements PaynetAnswer {}

    /** @param transactions those that stand */
    record Statement(List<OperatorTransaction> transactions, Instant now) implements PaynetAnswer {}

    record PasswordChanged(Instant now) implements PaynetAnswer {}

    record Failed(PaynetResponseCodes code) implements PaynetAnswer {}
}
