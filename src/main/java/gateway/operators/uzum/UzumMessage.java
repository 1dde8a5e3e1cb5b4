package gateway.operators.uzum;

import gateway.shared.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What Uzum asks; each has an address of its own. */
sealed interface UzumMessage {

    /**
     * @param account what is paid for
     * @param amount that the payer has named already; null when none
     */
    record Check(String account, @Nullable Money amount) implements UzumMessage {}

    record Create(String id, Instant at, String account, Money amount) implements UzumMessage {}

    record Confirm(String id) implements UzumMessage {}

    record Reverse(String id) implements UzumMessage {}

    record Status(String id) implements UzumMessage {}

    /**
     * It is none of these.
     *
     * @param id the transaction that it seems to be about
     */
    record Unfit(UzumResponseCodes code, @Nullable String id) implements UzumMessage {}
}
